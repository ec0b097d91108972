"""The owner's data, from settings.PORTAL_OWNER, for the pages about the portal itself."""

import datetime
from typing import Any

from django.conf import settings

DATES = ("published", "updated", "declared", "reviewed")


def owner_context() -> dict[str, Any]:
    """`owner` (dates as dates, or None where the owner has not given them) and the portal's `address`."""
    owner = dict(settings.PORTAL_OWNER)
    for name in DATES:
        owner[name] = datetime.date.fromisoformat(owner[name]) if owner.get(name) else None
    return {"owner": owner, "address": settings.PORTAL_ADDRESS}
