"""Addresses as data names them: whole, with the portal's own name."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(path: str) -> str:
    return f"{settings.PORTAL_ADDRESS}{path}"


def page(name: str, *args: Any) -> str:
    """The whole address of a page, in the active language."""
    return absolute(reverse(name, args=args))


def lasting(name: str, *args: Any) -> str:
    """The whole address in Polish: the one that identifies a thing in every language."""
    with translation.override("pl"):
        return page(name, *args)
