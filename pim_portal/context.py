"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    return {"sample_mode": settings.SAMPLE_MODE, "portal_marks": settings.PORTAL_MARKS}
