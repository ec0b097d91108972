"""Sending a finished file: through us, never by an address of the storage, and only once to a browser that keeps it."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

#: Caches may keep the file but must ask each time: it may have been withdrawn.
CONTROL = "public, max-age=0, must-revalidate"


def send_file(
    request: HttpRequest,
    stored: str,
    *,
    tag: str,
    made_at: datetime | None,
    name: str,
    content_type: str,
    as_attachment: bool = False,
) -> HttpResponseBase | None:
    """The file `stored` in the storage, or 304 for a browser that has it already; None when the storage has none.

    `tag` changes whenever the bytes do.
    """
    etag, modified = f'"{tag}"', int(made_at.timestamp()) if made_at else None
    headers = {"ETag": etag, "Cache-Control": CONTROL}
    if modified:
        headers["Last-Modified"] = http_date(modified)
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    if unchanged is not None:
        return _with(unchanged, headers)
    try:
        body = default_storage.open(stored, "rb")
    except FileNotFoundError:
        return None
    answer = FileResponse(body, as_attachment=as_attachment, filename=name, content_type=content_type)
    return _with(answer, headers)


def _with(answer: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        answer[name] = value
    return answer
