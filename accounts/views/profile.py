"""GET and POST /konto/: my name, unit and language, and the ways to the rest of my account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from accounts.services import change_profile
from accounts.views.request import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    user = request.user
    saved = {"name": user.name, "unit": user.unit, "language": user.language}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=saved)
    if form.is_valid():
        change_profile(by=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)
