"""POST /konto/powiadomienia/kalendarz/: a new private calendar address, shown this once; the old one stops working.

A GET, for instance by the link to the other language, leads back to the settings.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from activity.services import renew_calendar


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def calendar_renew(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("notice_settings")
    secret = renew_calendar(by=request.user)
    with translation.override(settings.LANGUAGE_CODE):
        address = settings.PORTAL_ADDRESS + reverse("calendar_feed", args=[secret])
    # Shown in the answer and nowhere else: a message or a redirect would have to store it.
    return render(request, "activity/calendar_address.html", {"address": address})
