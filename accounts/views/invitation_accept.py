"""GET and POST /konto/zaproszenie/<key>/: an invited person gives a name and a password."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import AcceptForm
from accounts.policies import check_invitation_open
from accounts.queries import invitation_with_key
from accounts.services import accept_invitation
from core.limits import check_limit


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
def invitation_accept(request: HttpRequest, key: str) -> HttpResponse:
    check_limit("invitation", get_adapter().get_client_ip(request), amount=60, seconds=600)
    invitation = get_object_or_404(invitation_with_key(key))
    check_invitation_open(invitation)
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        user=invitation.user,
        initial={"name": invitation.user.name},
    )
    if form.is_valid():
        accept_invitation(key=key, **form.cleaned_data)
        logout(request)
        messages.success(request, _("Your account is ready. Sign in."))
        return redirect("account_login")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/invitation_accept.html", context, status=422 if form.errors else 200)
