"""Secrets in addresses: the link that ends e-mails, and the private calendar."""

import hashlib

from django.core import signing

from accounts.models import User
from activity.models import CalendarFeed

#: how long a link in an e-mail ends e-mails
DAYS = 180
_SALT = "activity.unsubscribe"


def unsubscribe_token(user: User) -> str:
    """A signed word that says whose e-mails end; it holds only for the address to which it was sent."""
    return signing.dumps([user.pk, _fingerprint(user.email)], salt=_SALT)


def user_with_token(token: str) -> User | None:
    """Whose e-mails the token ends; None for one that is forged, too old, or of an address given up since."""
    try:
        pk, fingerprint = signing.loads(token, salt=_SALT, max_age=DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk).first()
    return user if user is not None and _fingerprint(user.email) == fingerprint else None


def _fingerprint(address: str) -> str:
    return hashlib.sha256(address.lower().encode()).hexdigest()[:16]


def secret_hash(secret: str) -> str:
    """What is stored of a calendar's secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_with_secret(secret: str) -> CalendarFeed | None:
    """The calendar with this secret, of a person who can sign in."""
    return (
        CalendarFeed.objects.filter(secret_hash=secret_hash(secret), user__is_active=True)
        .select_related("user")
        .first()
    )
