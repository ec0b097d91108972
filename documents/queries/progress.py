"""How far each section of a document is, for lists of sections."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.parts import Section, document_kind
from documents.queries.completeness import Completeness, is_blank


@dataclass(frozen=True)
class SectionProgress:
    """`state` is "not_started", "in_progress" or "ready"; `filled` of `total` required fields are written."""

    section: Section
    number: int
    state: str
    filled: int
    total: int

    @property
    def label(self) -> str:
        match self.state:
            case "ready":
                return _("Ready")
            case "in_progress":
                return _("In progress")
        return _("Not started")


def progress(content: dict[str, Any], found: Completeness) -> list[SectionProgress]:
    """All sections in order. A section is ready when something is written and nothing required is missing."""
    sections = []
    for number, section in enumerate(document_kind(content["kind"]).sections, start=1):
        filled, total = found.by_section[section.key]
        state = "not_started"
        if _has_words(content, section):
            state = "ready" if filled == total else "in_progress"
        sections.append(SectionProgress(section, number, state, filled, total))
    return sections


def _has_words(content: dict[str, Any], section: Section) -> bool:
    for kind in section.kinds:
        for row in content["parts"].get(kind.key, []):
            if kind.many or any(not is_blank(row["values"].get(field.name), field.kind) for field in kind.bound):
                return True
    return False
