"""How much one address may ask for."""

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.throttling import BaseThrottle

#: seconds of one window
WINDOW = 60


class PerAddress(BaseThrottle):
    """`PORTAL_API_REQUESTS` answers a minute for each address; known behind the proxies as signing in knows it."""

    def allow_request(self, request: Any, view: Any) -> bool:
        self.seconds = seconds_to_wait("api", request._request, settings.PORTAL_API_REQUESTS)
        return self.seconds is None

    def wait(self) -> float | None:
        return self.seconds


def seconds_to_wait(name: str, request: HttpRequest, amount: int) -> int | None:
    """Count one request; None, or the seconds until the next window where the address has had its share.

    Without the cache nobody is counted: data stay within reach while Redis is away.
    """
    now = time.time()
    address = hashlib.sha256(_address(request).encode()).hexdigest()
    key = f"share:{name}:{int(now // WINDOW)}:{address}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        asked = cache.incr(key)
    except ValueError:
        return None
    return None if asked <= amount else int(WINDOW - now % WINDOW) + 1


def _address(request: HttpRequest) -> str:
    """The client's address; those whose address nobody can tell (a socket, a missing header) share one."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def limited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give files out at most `PORTAL_FILE_REQUESTS` times a minute to each address; 429 with Retry-After beyond."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seconds = seconds_to_wait("files", request, settings.PORTAL_FILE_REQUESTS)
        if seconds is None:
            return view(request, *args, **kwargs)
        return HttpResponse(
            _("Too many tries. Wait a while and try again."),
            status=429,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": str(seconds)},
        )

    return answer
