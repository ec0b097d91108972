"""What places of remarks and of changes are called in the reader's language.

A snapshot that has the place says how its row is called now. Where none is at hand, or the row is gone, the row's own
name is taken from the label that was stored in the document's language; section and field are named anew.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from documents.models import Document
from documents.parts import PartKind, document_kind
from documents.queries import EffectiveSection, find_section, section_with
from documents.queries.places import SEPARATOR, PlaceNames
from reviews.models import Thread

#: a stored label of this length may have been cut
LONGEST = 300


def name_places(threads: Iterable[Thread], document: Document, content: dict[str, Any] | None) -> None:
    """Effects: every thread knows how its place is called (`Thread.named`), in the active language. No queries."""
    names = PlaceNames(content) if content is not None else None
    for thread in threads:
        thread.named = (names.label(thread) if names else "") or _anew(document, thread)


def name_of_place(thread: Thread, document: Document) -> str:
    """The place of a remark in the active language. No queries."""
    return thread.named or _anew(document, thread)


def labels_of(thread: Thread, document: Document) -> dict[str, Any]:
    """The place as an event keeps it: `place` in the document's language, `places` in the others."""
    others = {}
    for code, _name in settings.LANGUAGES:
        if code != document.language:
            with translation.override(code):
                others[code] = _anew(document, thread)
    return {"place": thread.place_label, "places": others}


def name_of_change(place: dict[str, str], document: Document) -> str:
    """One of `Answer.places` in the active language. No queries."""
    label = place.get("label", "")
    kind = document_kind(document.kind).part_kinds.get(place.get("part_kind", ""))
    section = section_with(document, kind) if kind else None
    if kind is None or section is None:
        return label
    field = place.get("field") or ""
    if field:
        return _named(section, kind, field, label, document.language)
    for sentence in (row_came, row_went):
        with translation.override(document.language):
            before, _middle, after = sentence("\0").partition("\0")
        if label.startswith(before) and label.endswith(after):
            inner = label[len(before) : len(label) - len(after)]
            return sentence(_named(section, kind, "", inner, document.language))
    return _named(section, kind, "", label, document.language)


def row_came(place: str) -> str:
    return _("%(place)s (added)") % {"place": place}


def row_went(place: str) -> str:
    return _("%(place)s (deleted)") % {"place": place}


def _anew(document: Document, thread: Thread) -> str:
    if not thread.section:
        return _("The whole document")
    section = find_section(document, thread.section)
    kind = document_kind(document.kind).part_kinds.get(thread.part_kind)
    if section is None or (kind is None and thread.part_kind):
        return thread.place_label
    return _named(section, kind, thread.field, thread.place_label, document.language) if kind else str(section.title)


def _named(section: EffectiveSection, kind: PartKind, field: str, label: str, language: str) -> str:
    """The label with section and field in the active language; as it is where its parts cannot be told apart."""
    pieces = [str(section.title)]
    known = {bound.name: bound.label for bound in kind.bound}
    if field and field not in known:
        return label
    if kind.many or len(section.kinds) > 1:
        inner = label.split(SEPARATOR)[1 : -1 if field else None]
        if not inner or len(label) >= LONGEST:
            return label
        pieces.append(_own_name(kind, SEPARATOR.join(inner), language))
    return SEPARATOR.join([*pieces, str(known[field])] if field else pieces)


def _own_name(kind: PartKind, stored: str, language: str) -> str:
    """What a row is called; one without a title bears the name of its kind."""
    with translation.override(language):
        is_of_kind = stored == capfirst(str(kind.label))
    return str(capfirst(str(kind.label))) if is_of_kind else stored
