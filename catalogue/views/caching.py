"""Public pages for people who are not signed in: rendered once for each public state, compressed once, then only sent.

A cached answer is never older than the state: the stamp (`catalogue.queries.stamp`) is read for every request, and the
page is kept under it. Shared caches and browsers may keep a page but must ask each time (`must-revalidate`).
"""

import gzip
import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from catalogue.queries import stamp

Answer = Callable[..., HttpResponseBase]
#: seconds that an unread page is kept; pages of an older state end the same way
LIFE = 6 * 60 * 60
#: cookies that say that the answer may be for this person alone
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
#: what the kept answer may depend on besides its address
VARY = ("Cookie", "Accept-Encoding", "HX-Request")
KNOWN_VARY = frozenset({"cookie", "accept-encoding", "accept-language", "hx-request", "origin"})
CONTROL = "public, max-age=0, must-revalidate"
#: shorter bodies are not worth packing
SMALL = 500


def public_page(view: Answer) -> Answer:
    """Answer people who are not signed in with ETag, Last-Modified and 304, from the cache where the page is kept.

    Never for signed-in people, for anything but GET and HEAD, for an answer that sets a cookie or holds a token, and
    only for 200. The address decides the language. What is not kept (`_key`) is made and compared.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or any(name in request.COOKIES for name in PERSONAL):
            return view(request, *args, **kwargs)
        state, modified = stamp()
        is_whole = not request.META.get("QUERY_STRING") and "HX-Request" not in request.headers
        kept = _answer(_key(request, state) if is_whole else "", view, request, *args, **kwargs)
        return _send(request, kept, modified) if isinstance(kept, dict) else kept

    return answer


def public_file(view: Answer) -> Answer:
    """As `public_page`, for a file, which the path alone chooses and which is the same for everybody.

    Neither a made-up query nor a made-up cookie makes it be made once more: some cost a second.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        state, modified = stamp()
        kept = _answer(_key(request, state), view, request, *args, **kwargs)
        return _send(request, kept, modified) if isinstance(kept, dict) else kept

    return answer


def _answer(
    key: str, view: Answer, request: HttpRequest, *args: Any, **kwargs: Any
) -> dict[str, Any] | HttpResponseBase:
    """The answer as it is kept under the key, or made now; the view's own where it is not for everybody."""
    kept: dict[str, Any] | None = cache.get(key) if key else None
    if kept is None:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponse) or not _is_common(request, response):
            return response
        kept = _pack(response)
        if key:
            cache.set(key, kept, LIFE)
    return kept


def _key(request: HttpRequest, state: str) -> str:
    """Where the answer of this path is kept; empty for what is not: what anybody can make up would fill the memory.

    A SCRIPT_NAME that is not ours, which some servers take from a header, would bring another page under this address.
    The callers see to the query, and to the headers of htmx, which choose a part of a page.
    """
    if request.META.get("SCRIPT_NAME", "") != (settings.FORCE_SCRIPT_NAME or ""):
        return ""
    what = f"{state}\n{request.path}"
    return f"public:{hashlib.sha256(what.encode()).hexdigest()}"


def _is_common(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether everybody may get this answer: a whole page, without cookies, tokens and things that vary."""
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and getattr(response, "is_rendered", True)
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and varies <= KNOWN_VARY
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _pack(response: HttpResponse) -> dict[str, Any]:
    """The answer as it is kept. The ETag is that of the body: a change elsewhere leaves a page as it was."""
    body = response.content
    digest = hashlib.sha256(body).hexdigest()[:32]
    is_small = len(body) < SMALL or response.has_header("Content-Encoding")
    headers = {name: value for name, value in response.headers.items() if name not in ("Vary", "Cache-Control", "ETag")}
    # Without a time inside, so that the same page packs to the same bytes.
    packed = body if is_small else gzip.compress(body, 6, mtime=0)
    return {"etag": f'W/"{digest}"', "headers": headers, "body": packed, "is_packed": not is_small}


def _send(request: HttpRequest, kept: dict[str, Any], modified: datetime) -> HttpResponseBase:
    response = get_conditional_response(request, kept["etag"], int(modified.timestamp()))
    if response is None:
        takes = "gzip" in request.headers.get("Accept-Encoding", "")
        body = kept["body"] if takes or not kept["is_packed"] else gzip.decompress(kept["body"])
        response = HttpResponse(body, headers=kept["headers"])
        if kept["is_packed"] and takes:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = kept["etag"]
    response.headers["Last-Modified"] = http_date(modified.timestamp())
    response.headers["Cache-Control"] = CONTROL
    patch_vary_headers(response, VARY)
    return response
