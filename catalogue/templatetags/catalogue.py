"""Filters of the public pages: `{% load catalogue %}`."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def sources(text: str) -> list[str]:
    """The sources that a fact names, parted by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


@register.filter
def host(address: str) -> str:
    """`https://www.gov.pl/web/x` -> `gov.pl`: short enough for a table, and says whose page it is."""
    try:
        name = urlsplit(address).hostname or ""
    except ValueError:
        name = ""
    return name.removeprefix("www.") or address


@register.filter
def file_kind(name: str) -> str:
    """`materials/2022/05/program.pdf` -> `PDF`."""
    return PurePosixPath(name).suffix.removeprefix(".").upper()
