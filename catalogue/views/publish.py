"""Show the accepted Version to everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.exceptions import NotDescribed, PdfRefused
from catalogue.views.publishing_frame import correction_form, document_of, publishing_page


@login_required
@require_POST
def publish(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    document = document_of(request, kind, slug)
    form = correction_form(document, request.POST)
    if not form.is_valid():
        return publishing_page(request, document, form, status=422)
    try:
        services.publish(by=request.user, document=document, reason=form.cleaned_data.get("reason", ""))
    except (NotDescribed, PdfRefused) as error:
        return publishing_page(request, document, form, status=error.status, problem=str(error))
    messages.success(request, _("The document is published."))
    return redirect("publication", kind=kind, slug=slug)
