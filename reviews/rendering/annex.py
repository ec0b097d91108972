"""The remarks of a review with their answers, as they are printed behind a Version for those who take part."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import text
from documents.models import Version
from documents.queries import sections_of
from publishing.rendering.annexes import Annex, register_annex
from reviews.enums import ThreadState
from reviews.models import Round
from reviews.queries import Remark, printed_rounds, remarks_until

NAME = "remarks"


@dataclass(frozen=True)
class Chapter:
    """The remarks on one section of the document."""

    title: str
    remarks: tuple[Remark, ...]


def register() -> None:
    """Offer the annex to the PDFs. Called once, from `AppConfig.ready()`."""
    register_annex(NAME, build)


def build(version: Version) -> Annex | None:
    """All rounds up to that of the version, and their remarks by section; None where nobody said anything."""
    rounds = printed_rounds(version)
    if not rounds:
        return None
    remarks = remarks_until(rounds[-1], version.content)
    chapters = _by_section(version.content, remarks)
    data = {
        "rounds": rounds,
        "chapters": chapters,
        "open": sum(remark.thread.state == ThreadState.OPEN for remark in remarks),
        "count": len(remarks),
    }
    return Annex(NAME, _("Remarks and answers"), "reviews/print_remarks.html", data, _stamp(rounds, remarks))


def _by_section(content: dict[str, Any], remarks: list[Remark]) -> list[Chapter]:
    found: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        found[remark.thread.section].append(remark)
    chapters = [
        Chapter(text.typeset(section.title), tuple(found.pop(section.key)))
        for section in sections_of(content)
        if section.key in found
    ]
    left = [remark for rest in found.values() for remark in rest]
    return [*chapters, Chapter(_("Parts that the plan no longer has"), tuple(left))] if left else chapters


def _stamp(rounds: list[Round], remarks: list[Remark]) -> str:
    """Changes with every word and state of the review."""
    said = [[str(one.number), one.state, one.note, one.reasons, str(one.closed_at)] for one in rounds] + [
        [remark.place, remark.thread.state, *(f"{one.author_label}: {one.text}" for one in remark.comments)]
        for remark in remarks
    ]
    return hashlib.sha256(json.dumps([get_language(), said]).encode()).hexdigest()
