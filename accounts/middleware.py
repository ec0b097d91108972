"""Who must sign in, and how strongly, before a page is shown."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.queries import SECOND_FACTORS

#: URL names that stay reachable without a second factor, beside all of `mfa_*`
_ALWAYS_OPEN = frozenset(
    {"account_logout", "account_reauthenticate", "accessibility", "privacy", "contact", "healthz", "theme_css"}
)


class SignInAgainMiddleware:
    """A session that ends while somebody works: htmx opens the sign-in page whole, never inside a part of the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        here = getattr(request, "htmx", None)
        sign_in = reverse("account_login")
        if not here or response.status_code != 302 or not response["Location"].startswith(sign_in):
            return response
        query = urlencode({"next": here.current_url_abs_path or ""})
        return HttpResponseClientRedirect(f"{sign_in}?{query}")


class SecondFactorMiddleware:
    """Coordinators and experts set up a second factor before anything else (not where the sample is shown)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Runs before every view, whatever the method, so that no form, fragment or interface gets around it."""
        user = request.user
        if not user.is_authenticated or not user.must_have_second_factor or _is_open(request):
            return None
        if is_mfa_enabled(user, SECOND_FACTORS):
            return None
        return _send_to_set_up(request)


def _is_open(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name or "" if request.resolver_match else ""
    return name in _ALWAYS_OPEN or name.startswith("mfa_")


def _send_to_set_up(request: HttpRequest) -> HttpResponse:
    """A page for people, a full page change for htmx, a refusal for programs."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("mfa_index"))
    if not request.accepts("text/html"):
        return JsonResponse({"detail": _("Your role needs a second factor of sign-in.")}, status=403)
    return redirect("mfa_index")
