"""Refuses to start on a missing or weak secret, naming it."""

from django.core.exceptions import ImproperlyConfigured

MIN_LENGTH = 40
MIN_DISTINCT = 10


def require_strong_secret(name: str, value: str) -> str:
    """Return `value`, or raise ImproperlyConfigured with a sentence that names the setting."""
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: set it to a random text of at least {MIN_LENGTH} characters.")
    if len(value) < MIN_LENGTH or len(set(value)) < MIN_DISTINCT or value.startswith("django-insecure"):
        raise ImproperlyConfigured(f"{name} is weak: use a random text of at least {MIN_LENGTH} characters.")
    return value
