"""Filters of the public pages: `{% load catalogue %}`."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django import template
from django.template import Context

from catalogue.models import PublishedRow
from catalogue.rendering.words import words_of
from core.richtext import plain
from initiatives.enums import ActionKind, ActionState

CHOICES = {"action_kind": ActionKind, "action_state": ActionState}

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


@register.filter
def choice_label(value: str | None, choices: str) -> str:
    """The word of a stored choice, of those named in `CHOICES`, in the language of the page."""
    return str(dict(CHOICES[choices].choices).get(value, "")) if value else ""


@register.filter
def shared_words(row: PublishedRow, shared: dict[int, Iterable[str]]) -> list[str]:
    """The words of an action, as it writes them, that it has in common with another (`Like.words` by row)."""
    wanted = set(shared.get(row.pk, ()))
    text = f"{row.title} {plain(str(row.values.get('description') or ''))}"
    return words_of(text, wanted)


@register.simple_tag(takes_context=True)
def narrow(context: Context, name: str = "", value: str = "", **changes: str) -> str:
    """The query of this page with other filters, from its first page; an empty value takes a filter off."""
    query = context["request"].GET.copy()
    for key, new in {"page": "", **changes, **({name: value} if name else {})}.items():
        query.pop(key, None)
        if new:
            query[key] = new
    return f"?{query.urlencode()}"
