"""What a PDF may load: our own static and media files, nothing else. No network, no other file."""

import logging
import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.utils._os import safe_join
from weasyprint.urls import URLFetcher, URLFetcherResponse

logger = logging.getLogger(__name__)

#: The address that pages and style sheets are given; it exists nowhere.
BASE_URL = "https://portal.invalid"
MEDIA = "/media/"
#: Pictures that may be drawn. SVG from an upload could itself load or run things.
MEDIA_TYPES = frozenset({"image/png", "image/jpeg", "image/webp"})
MAX_BYTES = 20 * 1024 * 1024


class Refused(ValueError):
    """The address is not one of our files."""


class OwnFilesOnly(URLFetcher):
    """Answers for BASE_URL/static/... and BASE_URL/media/... from disk; logs and refuses every other address."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        try:
            path = local_file(url)
        except ValueError as error:
            logger.warning("refused to load %.200s into a PDF: %s", url, error)
            raise
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})


def local_file(url: str) -> Path:
    """The file behind an address; raises ValueError unless it is one of ours, of a fitting type and size."""
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != BASE_URL:
        raise Refused("not an address of the portal")
    name = unquote(parts.path)
    if name.startswith(settings.STATIC_URL):
        path = _static(name.removeprefix(settings.STATIC_URL))
    elif name.startswith(MEDIA):
        path = _media(name.removeprefix(MEDIA))
    else:
        raise Refused("neither a static nor a media file")
    if not path.is_file():
        raise Refused("no such file")
    if path.stat().st_size > MAX_BYTES:
        raise Refused("the file is too large")
    return path


def _static(name: str) -> Path:
    try:
        found = finders.find(name)
    except SuspiciousFileOperation as error:
        raise Refused("outside the static files") from error
    if not found:
        raise Refused("no such static file")
    return Path(found)


def _media(name: str) -> Path:
    if mimetypes.guess_type(name)[0] not in MEDIA_TYPES:
        raise Refused("not a picture")
    try:
        return Path(safe_join(settings.MEDIA_ROOT, name))
    except SuspiciousFileOperation as error:
        raise Refused("outside the media files") from error
