"""What every page needs to know."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from activity.queries import unseen_count
from catalogue.views.mark import mark_address


def portal(request: HttpRequest) -> dict[str, Any]:
    @cache
    def unseen_notices() -> int:
        return unseen_count(request.user)

    # A function, so that a fragment without the header asks nothing of the database.
    return {
        "portal_address": settings.PORTAL_ADDRESS,
        "sample_mode": settings.SAMPLE_MODE,
        "portal_marks": [
            {"label": label, "address": mark_address(settings.PORTAL_MARK_FILES.get(label, ""))}
            for label in settings.PORTAL_MARKS
        ],
        "unseen_notices": unseen_notices,
    }
