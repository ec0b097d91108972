"""Filters and pieces of the public pages: `{% load catalogue %}`."""

from collections.abc import Container, Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from catalogue.models import Publication, PublishedRow
from catalogue.rendering import cards
from catalogue.rendering.words import words_of
from core.richtext import plain
from improvement_plans.enums import BarrierKind, RecommendationKind, Scale, Status
from initiatives.enums import ActionKind, ActionState

CHOICES = {
    "action_kind": ActionKind,
    "action_state": ActionState,
    "barrier_kind": BarrierKind,
    "barrier_scale": Scale,
    "recommendation_kind": RecommendationKind,
    "recommendation_status": Status,
}

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


@register.simple_tag
def plan_card(plan: Publication, heading: str, basket: Container[str] | None = None) -> SafeString:
    """A published document as a card; with the slugs in the `basket` it has a box to tick."""
    return cards.plan_card(plan, heading, is_ticked=None if basket is None else plan.slug in basket)


@register.simple_tag
def action_row(row: PublishedRow, shared: dict[int, Iterable[str]] | None = None) -> SafeString:
    """An action in a list, with its words, as it writes them, that others have too (`Like.words` by row)."""
    return cards.action_row(row, _shared_words(row, shared) if shared else ())


def _shared_words(row: PublishedRow, shared: dict[int, Iterable[str]]) -> tuple[str, ...]:
    text = f"{row.title} {plain(str(row.values.get('description') or ''))}"
    return tuple(words_of(text, set(shared.get(row.pk, ()))))


register.simple_tag(cards.barrier_row)
register.simple_tag(cards.city_row)
register.simple_tag(cards.practice_card)
register.simple_tag(cards.recommendation_row)


@register.simple_tag(takes_context=True)
def narrow(context: Context, name: str = "", value: str = "", **changes: str) -> str:
    """The query of this page with other filters, from its first page; an empty value takes a filter off."""
    query = context["request"].GET.copy()
    for key, new in {"page": "", **changes, **({name: value} if name else {})}.items():
        query.pop(key, None)
        if new:
            query[key] = new
    return f"?{query.urlencode()}"
