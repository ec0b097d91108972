"""Signs of the EU, the state and partners: the owner's own files, from the owner's folder."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

MEDIA = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=DAY)
def mark(request: HttpRequest, name: str) -> HttpResponseBase:
    """One of the files that the settings name; no other file of the folder, and no other folder."""
    path = mark_file(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type=MEDIA[path.suffix])


@cache
def mark_file(name: str) -> Path | None:
    """The file of a sign, or None where the settings do not name it or it is not there. Looked for once."""
    if name not in settings.PORTAL_MARK_FILES.values():
        return None
    path = settings.PORTAL_MARKS_DIR / name
    return path if path.parent == settings.PORTAL_MARKS_DIR and path.suffix in MEDIA and path.is_file() else None


def mark_address(name: str) -> str:
    """Where a sign is shown from; empty where there is no file for it."""
    return reverse("mark", args=[name]) if name and mark_file(name) else ""
