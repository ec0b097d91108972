"""What a PDF may load: our own static and media files, nothing else. No network, no other file."""

import logging
import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
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
            name, body = own_file(url)
        except ValueError as error:
            logger.warning("refused to load %.200s into a PDF: %s", url, error)
            raise
        content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, body, {"Content-Type": content_type})


def own_file(url: str) -> tuple[str, bytes]:
    """Name and content of the file behind an address; ValueError unless it is ours, of a fitting type and size."""
    name = _name(url)
    if name.startswith(MEDIA):
        return name, _media(name.removeprefix(MEDIA))
    path = local_file(url)
    return path.name, path.read_bytes()


def local_file(url: str) -> Path:
    """The static file behind an address; ValueError for any other address."""
    name = _name(url)
    if not name.startswith(settings.STATIC_URL):
        raise Refused("neither a static nor a media file")
    return _static(name.removeprefix(settings.STATIC_URL))


def _name(url: str) -> str:
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != BASE_URL:
        raise Refused("not an address of the portal")
    return unquote(parts.path)


def _static(name: str) -> Path:
    try:
        found = finders.find(name)
    except SuspiciousFileOperation as error:
        raise Refused("outside the static files") from error
    if not found:
        raise Refused("no such static file")
    return Path(found)


def _media(name: str) -> bytes:
    """A stored picture, from the folder or the bucket that the portal keeps files in."""
    if mimetypes.guess_type(name)[0] not in MEDIA_TYPES:
        raise Refused("not a picture")
    try:
        if default_storage.size(name) > MAX_BYTES:
            raise Refused("the file is too large")
        with default_storage.open(name) as file:
            return file.read()
    except SuspiciousFileOperation as error:
        raise Refused("outside the media files") from error
    except OSError as error:
        raise Refused("no such file") from error
