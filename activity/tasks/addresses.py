"""Noting that e-mails do not reach an address. The clock tells the coordinators later (`activity.periodic`)."""

from accounts.models import User
from activity.enums import FailureSource
from activity.models import FailingAddress


def note_failing(*, user: User, email: str, source: FailureSource, reason: str) -> bool:
    """Send nothing to `email` from now on. Returns False when that was known. Runs in the caller's transaction."""
    if FailingAddress.objects.filter(email__iexact=email, cleared_at=None).exists():
        return False
    failure = FailingAddress(user=user, email=email, source=source, reason=reason[:500])
    # Two workers may find it at the same moment; one row is enough.
    FailingAddress.objects.bulk_create([failure], ignore_conflicts=True)
    return True
