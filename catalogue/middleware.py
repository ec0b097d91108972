"""Open data know nobody: no cookie is read, none is set, and every address gives all people the same."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

#: the API, and what lies below the page about data; the page itself has a header with the reader's name
DATA = re.compile(r"^/(en/)?(api/|dane/.)")
#: what an answer of open data may depend on besides its address
VARY = frozenset({"accept-encoding", "origin"})


class OpenDataMiddleware:
    """Stands before everything that reads cookies. Shared caches may keep the answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not DATA.match(request.path_info):
            return self.get_response(request)
        if "/api/" in request.path_info and "%00" in request.META.get("QUERY_STRING", ""):
            return JsonResponse({"detail": _("The address has a zero byte, which no value can have.")}, status=400)
        request.META.pop("HTTP_COOKIE", None)
        request.__dict__.pop("COOKIES", None)
        response = self.get_response(request)
        varies = [name.strip() for name in response.headers.get("Vary", "").split(",")]
        kept = [name for name in varies if name.lower() in VARY]
        del response.headers["Vary"]
        if kept:
            response.headers["Vary"] = ", ".join(kept)
        return response
