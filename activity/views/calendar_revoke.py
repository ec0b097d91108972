"""POST /konto/powiadomienia/kalendarz/koniec/: my private calendar address stops working."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from activity.services import revoke_calendar


@require_POST
@login_required
def calendar_revoke(request: SignedInRequest) -> HttpResponse:
    if revoke_calendar(by=request.user):
        messages.success(request, _("The calendar address does not work any more."))
    return redirect("notice_settings")
