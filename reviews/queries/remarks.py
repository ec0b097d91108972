"""Remarks as pages show them: by place, with their comments, and with a word about rows that are gone."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from documents.models import Document
from documents.parts import document_kind
from reviews.enums import ThreadState
from reviews.models import Comment, Round, Thread
from reviews.queries.places import Place, place_label


@dataclass(frozen=True)
class Remark:
    """A thread with its place in words; `is_gone` when the row is no longer in what the page shows.

    `row_id` is the row that the page shows it with: its own, or the one that owns it.
    """

    thread: Thread
    place: str
    is_gone: bool
    row_id: str = ""

    @property
    def comments(self) -> list[Comment]:
        return list(self.thread.comments.all())


@dataclass(frozen=True)
class Remarks:
    """All remarks of a page, found by section or by row."""

    all: tuple[Remark, ...]

    @property
    def open_count(self) -> int:
        return sum(remark.thread.state == ThreadState.OPEN for remark in self.all)

    @property
    def resolved_count(self) -> int:
        return len(self.all) - self.open_count

    @property
    def gone(self) -> list[Remark]:
        return [remark for remark in self.all if remark.is_gone]

    def at(self, section: str, row_id: str = "") -> list[Remark]:
        """Remarks on a row, or (without `row_id`) on the section as a whole."""
        return self._by_place.get((section, row_id), [])

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], list[Remark]]:
        places: dict[tuple[str, str], list[Remark]] = defaultdict(list)
        for remark in self.all:
            if not remark.is_gone:
                places[remark.thread.section, remark.row_id].append(remark)
        return places


def remarks_on(shown: Round) -> Remarks:
    """The remarks beside a round's version: its own, and those of earlier rounds that are still open. Three queries."""
    threads = _with_comments(
        Thread.objects.filter(document=shown.document, round__number__lte=shown.number).filter(
            Q(round=shown) | Q(state=ThreadState.OPEN)
        )
    )
    return Remarks(tuple(_in_snapshot(thread, shown.version.content) for thread in threads))


def remarks_until(last: Round, content: dict[str, Any]) -> list[Remark]:
    """The remarks of a round and of all earlier ones, placed in a snapshot, in the order of the talk. Two queries."""
    threads = _with_comments(Thread.objects.filter(document=last.document_id, round__number__lte=last.number))
    return [_in_snapshot(thread, content) for thread in threads.order_by("created_at")]


def remarks_of_section(document: Document, section: str) -> Remarks:
    """All remarks on a section of the document as it is now, open ones first. One query per part kind with remarks."""
    threads = list(
        _with_comments(Thread.objects.filter(document=document, section=section)).order_by("state", "created_at")
    )
    live = _live_rows(document, threads)
    return Remarks(
        tuple(
            Remark(
                thread,
                thread.place_label,
                is_gone=thread.part_id is not None and thread.part_id not in live,
            )
            for thread in threads
        )
    )


def open_counts(document: Document) -> dict[str, int]:
    """How many open remarks each section has, by section key. One query."""
    counts = (
        Thread.objects.filter(document=document, state=ThreadState.OPEN)
        .order_by()
        .values_list("section")
        .annotate(count=Count("id"))
    )
    return dict(counts)


def next_number(document: Document) -> int:
    """The number of the document's next thread. The caller has locked the document."""
    return (Thread.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0) + 1


def _with_comments(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    return threads.select_related("round", "resolved_by").prefetch_related(
        Prefetch("comments", queryset=Comment.objects.order_by("created_at"))
    )


def _in_snapshot(thread: Thread, content: dict[str, Any]) -> Remark:
    place = Place(thread.section, thread.part_kind, str(thread.part_id or ""), thread.field)
    label = place_label(content, place)
    return Remark(thread, label or thread.place_label, is_gone=not label, row_id=_shown_row(thread, content))


def _shown_row(thread: Thread, content: dict[str, Any]) -> str:
    """The row that carries the remark on a page: rows that have an owner (a proposed action) are shown within it."""
    row_id = str(thread.part_id or "")
    kind = document_kind(content["kind"]).part_kinds.get(thread.part_kind)
    if kind is None or not kind.parent:
        return row_id
    row = next((row for row in content["parts"].get(kind.key, []) if row["id"] == row_id), None)
    return str(row["values"].get(kind.parent) or "") if row else row_id


def _live_rows(document: Document, threads: list[Thread]) -> set[Any]:
    """Ids of the rows, among those with remarks, that the document still has."""
    kinds = document_kind(document.kind).part_kinds
    wanted: dict[str, set[Any]] = defaultdict(set)
    for thread in threads:
        if thread.part_id is not None and thread.part_kind in kinds:
            wanted[thread.part_kind].add(thread.part_id)
    live: set[Any] = set()
    for key, ids in wanted.items():
        rows = kinds[key].model._default_manager.filter(document=document, deleted_at=None, pk__in=ids)
        live.update(rows.values_list("pk", flat=True))
    return live
