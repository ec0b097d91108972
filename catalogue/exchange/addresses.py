"""Addresses as data names them: whole, with the portal's own name."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

#: stands for an argument; no thing is called so
PLACE = "0-place-0"
#: arguments that stand in an address as they are
SLUG = re.compile(r"[A-Za-z0-9_-]+")


def absolute(path: str) -> str:
    return f"{settings.PORTAL_ADDRESS}{path}"


def page(name: str, *args: Any) -> str:
    """The whole address of a page, in the active language."""
    if len(args) == 1 and SLUG.fullmatch(str(args[0])):
        return absolute(_pattern(name, get_language() or "pl").replace(PLACE, str(args[0])))
    return absolute(reverse(name, args=args))


@cache
def _pattern(name: str, language: str) -> str:
    """The path with PLACE for its one argument, worked out once: a table has hundreds of them."""
    return reverse(name, args=[PLACE])


def lasting(name: str, *args: Any) -> str:
    """The whole address in Polish: the one that identifies a thing in every language."""
    with translation.override("pl"):
        return page(name, *args)
