"""Cancel a planned publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.views.publishing_frame import document_of


@login_required
@require_POST
def unschedule(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    services.cancel_schedule(by=request.user, document=document_of(request, kind, slug))
    messages.success(request, _("The planned publication is cancelled."))
    return redirect("publication", kind=kind, slug=slug)
