"""Who else has the document open, and where: a hint that lives in the cache alone."""

import re
from typing import Any

from django.core.cache import cache
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from documents.models import Document
from documents.parts import document_kind
from documents.queries import section_with

#: seconds after which somebody who is silent counts as gone
PRESENT = 30
#: seconds for which it is remembered whom to look for
REMEMBERED = 12 * 60 * 60
PLACE = re.compile(r"[a-z_]{1,40}/[0-9a-f-]{36}/[a-z_]{1,60}")


def people_beside(user: Any, document: Document, place: str) -> list[dict[str, Any]]:
    """Note that the user is here, at `place` (kind/id/field), and tell who else is."""
    known = place if _where(document, place) else ""
    cache.set(_key(document, user.pk), {"id": user.pk, "name": str(user), "place": known}, PRESENT)
    register = f"here:{document.pk}"
    visitors: list[int] = cache.get(register, [])
    if user.pk not in visitors:
        visitors = [*visitors, user.pk][-50:]
        cache.set(register, visitors, REMEMBERED)
    found = cache.get_many([_key(document, visitor) for visitor in visitors if visitor != user.pk])
    return [{**person, "where": _where(document, person["place"])} for person in found.values()]


def _key(document: Document, user_id: int) -> str:
    return f"here:{document.pk}:{user_id}"


def _where(document: Document, place: str) -> str:
    """The place as a sentence in the active language; empty for a place that does not exist."""
    if not PLACE.fullmatch(place):
        return ""
    key, _part_id, name = place.split("/")
    declared = document_kind(document.kind)
    kind = declared.part_kinds.get(key)
    if kind is None or name not in {bound.name for bound in kind.bound}:
        return ""
    section = section_with(document, kind)
    if section is None:
        return ""
    words = {"section": section.title, "field": capfirst(kind.field(name).label)}
    return _("in the section “%(section)s”, in the field “%(field)s”") % words
