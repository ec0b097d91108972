"""What holds for every request: nonsense is refused, private pages are never kept, a Refusal becomes a page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, has_vary_header

from core.exceptions import Refusal


class RefusalMiddleware:
    """Any Refusal becomes `refusal.html` with the refusal's own HTTP status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return render(request, "refusal.html", {"sentence": str(exception)}, status=exception.status)


class WellFormedMiddleware:
    """Answers 400 to what no browser sends: a zero byte in a query (no database takes it), a broken HX header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a zero byte in the query")
        try:
            urlsplit(request.headers.get("HX-Current-URL", ""))
        except ValueError as error:
            raise BadRequest("HX-Current-URL is no address") from error
        return self.get_response(request)


class PrivatePagesMiddleware:
    """Keeps what a signed-in person sees out of every cache, also that of the browser: "back" after signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and has_vary_header(response, "Cookie"):
            add_never_cache_headers(response)
        return response
