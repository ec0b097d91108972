"""Tags of the review: `{% load reviews %}`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.enums import Role
from core.richtext import clean
from documents.models import Document
from documents.parts import document_kind
from documents.queries import find_section, place_address, workbench_address
from reviews.models import Thread
from reviews.queries import Remark, Remarks
from reviews.queries.labels import name_of_place
from reviews.rendering.beside import PLACE, remark_name
from reviews.rendering.cards import draw_index

register = template.Library()


@register.simple_tag
def with_remarks(text: str, remarks: Remarks, cards: Mapping[UUID, str], may_add: bool) -> SafeString:
    """The text under review with the card of each remark at its place."""

    def draw(place: re.Match[str]) -> str:
        shown = "".join(cards.get(remark.thread.pk, "") for remark in remarks.at(place[1], place[2]))
        return f'<div class="review-aside portal-hide-print">{shown}</div>' if shown and not may_add else shown

    return mark_safe(PLACE.sub(draw, text))  # noqa: S308 - made of our own templates


@register.simple_tag
def card_of(remark: Remark, cards: Mapping[UUID, str]) -> str:
    """The card of a remark; empty where it was taken back meanwhile."""
    return cards.get(remark.thread.pk, "")


@register.simple_tag
def remark_index(remarks: Remarks) -> SafeString:
    """Links to all remarks, one below the other."""
    return draw_index(remarks.all)


@register.simple_tag
def remarks_on_whole(remarks: Remarks) -> list[Any]:
    """Remarks on the whole document."""
    return remarks.at("")


@register.simple_tag
def remark_address(slug: str, section: Any, kind: Any, row: Any) -> str:
    """Address of the form that leaves a remark on a section or on a row."""
    place = {"section": section.key}
    if kind and row:
        place |= {"kind": kind.key, "row": row.id}
    return f"{reverse('thread_add', args=[slug])}?{urlencode(place)}"


@register.simple_tag
def place_url(document: Document, thread: Thread) -> str:
    """Where the authors edit the place of a remark. No queries."""
    kind = document_kind(document.kind)
    if thread.part_kind:
        return place_address(document, kind.part_kind(thread.part_kind), thread.part_id, thread.field)
    section = find_section(document, thread.section)
    return workbench_address(document, "section", section.slug) if section else workbench_address(document, "workbench")


register.filter("remark_name", remark_name)
register.filter("place_name", name_of_place)


@register.filter
def role_name(role: str) -> Any:
    """The name of a stored role; unknown ones stay as they are."""
    return dict(Role.choices).get(role, role)


@register.filter
def rich(text: str) -> SafeString:
    """The HTML of a comment, cleaned once more on its way out."""
    return mark_safe(_clean(text))  # noqa: S308 - what nh3 leaves is safe


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    """The same few hundred comments are shown again and again."""
    return clean(text)
