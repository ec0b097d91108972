"""Coordinators and experts must have a second factor (not in sample mode)."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.translation import gettext as _

from accounts.enums import SECOND_FACTOR_ROLES

#: URL names that stay reachable without a second factor, beside all of `mfa_*`
_ALWAYS_OPEN = frozenset(
    {"account_logout", "account_reauthenticate", "set_language", "accessibility", "healthz", "theme"}
)


class SecondFactorMiddleware:
    """Sends a person whose role needs a second factor to set one up before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            settings.PORTAL_FORCE_SECOND_FACTOR
            and user.is_authenticated
            and user.role in SECOND_FACTOR_ROLES
            and not self._is_open(request)
            and not is_mfa_enabled(user)
        ):
            messages.warning(request, _("Your role needs a second factor of sign-in. Please set it up now."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_open(self, request: HttpRequest) -> bool:
        name = resolve(request.path_info).url_name or ""
        return name in _ALWAYS_OPEN or name.startswith("mfa_")
