"""GET and POST /konto/powiadomienia/: when I get e-mails; whether they reach me; my private calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from activity.forms import MailSettingsForm
from activity.models import CalendarFeed
from activity.queries import failing_address_of, settings_of
from activity.services import change_mail_settings

FIELDS = ("rhythm", "weekday", "hour", "quiet_from", "quiet_until")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notice_settings(request: SignedInRequest) -> HttpResponse:
    mine = settings_of(request.user)
    initial = {name: getattr(mine, name) for name in FIELDS}
    form = MailSettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        change_mail_settings(by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("notice_settings")
    context = {
        "form": form,
        "failing": failing_address_of(request.user),
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
    }
    return render(request, "activity/notice_settings.html", context, status=422 if form.errors else 200)
