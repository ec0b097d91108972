"""Remarks beside the changes that answer them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from core.richtext import plain
from documents.models import Document
from documents.rendering.changes import RowChange, SectionChange
from reviews.models import Answer, Comment, Thread
from reviews.queries.audience import threads_visible_to

#: letters of a remark that are shown beside a change
LONGEST = 120


@dataclass(frozen=True)
class Linked:
    """A remark at a change: on this place, or answered with it. `answer` is the newest one."""

    thread: Thread
    words: str
    answer: Answer | None
    has_suggestion: bool


class LinkedRemarks:
    """The remarks of a document that one person may read, by place: a section, a row, a field."""

    def __init__(self, threads: Iterable[Thread]) -> None:
        self._places: dict[tuple[str, str, str], dict[Any, Linked]] = defaultdict(dict)
        for thread in threads:
            self._add(thread)

    def _add(self, thread: Thread) -> None:
        answers = list(thread.answers.all())
        newest = answers[-1] if answers else None
        words = _words(thread)
        suggested = hasattr(thread, "suggestion")
        place = (thread.part_kind, str(thread.part_id or ""), thread.field) if thread.part_kind else ("", "", "")
        key = place if thread.part_kind else ("section", thread.section, "")
        self._places[key][thread.pk] = Linked(thread, words, newest, suggested)
        for answer in answers:
            for one in answer.places:
                where = (str(one.get("part_kind", "")), str(one.get("part_id", "")), str(one.get("field") or ""))
                self._places[where][thread.pk] = Linked(thread, words, newest, suggested)

    def of_section(self, section: SectionChange) -> list[Linked]:
        return self._at("section", section.key, "")

    def of_row(self, row: RowChange) -> list[Linked]:
        return self._at(row.part_kind, row.part_id, "")

    def of_field(self, row: RowChange, field: str) -> list[Linked]:
        return self._at(row.part_kind, row.part_id, field)

    def _at(self, kind: str, key: str, field: str) -> list[Linked]:
        found = self._places.get((kind, key, field), {}).values()
        return sorted(found, key=lambda linked: linked.thread.number)


def linked_remarks(user: Any, document: Document, *, with_drafts: bool) -> LinkedRemarks:
    """All remarks on the document that the user may read, with the answers that were sent, and with those not sent yet
    (`with_drafts`) where the user is one of the authors. Three queries."""
    threads = threads_visible_to(user).filter(document=document).select_related("round", "suggestion")
    answers = Answer.objects.order_by("created_at")
    if not with_drafts:
        answers = answers.filter(sent_with__isnull=False)
    comments = Comment.objects.order_by("created_at")
    return LinkedRemarks(threads.prefetch_related(Prefetch("answers", answers), Prefetch("comments", comments)))


def _words(thread: Thread) -> str:
    comments = list(thread.comments.all())
    text = " ".join(plain(comments[0].text).split()) if comments else ""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(None, 1)[0] + "…"
