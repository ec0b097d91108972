"""How far each section of a document is, for lists of sections."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.queries.completeness import Completeness, has_words
from documents.queries.templates import EffectiveSection, sections_of


@dataclass(frozen=True)
class SectionProgress:
    """`state` is "not_started", "in_progress" or "ready"; `filled` of `total` required fields are written."""

    section: EffectiveSection
    state: str
    filled: int
    total: int

    @property
    def number(self) -> int:
        return self.section.number

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
    for section in sections_of(content):
        filled, total = found.by_section[section.key]
        state = "not_started"
        if has_words(content, section):
            state = "ready" if filled == total else "in_progress"
        sections.append(SectionProgress(section, state, filled, total))
    return sections
