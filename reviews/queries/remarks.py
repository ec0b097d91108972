"""Remarks as pages show them: by place, with their talk, passage and answer, and with what the reader has not seen.

Every function names the audiences whose remarks it reads; without them it reads what both sides may read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries.anchors import Place as PassagePlace
from documents.queries.anchors import places_in
from reviews.enums import WANT_ANSWER, Audience, RemarkKind, ThreadState
from reviews.models import Answer, Comment, Round, Sight, Thread
from reviews.queries.answers import answers_in_order
from reviews.queries.places import PlaceNames

SHARED = frozenset({Audience.ALL})


@dataclass(frozen=True)
class Seen:
    """That a person has seen a thread, and when last."""

    user_id: int
    name: str
    at: datetime


@dataclass(frozen=True)
class Remark:
    """A thread with its place in words; `is_gone` when the row is no longer in what the page shows.

    `row_id` is the row that the page shows it with: its own, or the one that owns it. `passage` is where its words
    stand in what the page shows. `looked_at` is when the reader saw it last, None for never; `reader` is their id.
    """

    thread: Thread
    place: str
    is_gone: bool
    row_id: str = ""
    passage: PassagePlace | None = None
    seen: tuple[Seen, ...] = ()
    reader: int | None = None
    looked_at: datetime | None = None

    @cached_property
    def comments(self) -> list[Comment]:
        return self.thread.said  # type: ignore[attr-defined]

    @cached_property
    def answers(self) -> list[Answer]:
        return list(self.thread.answers.all())

    @property
    def has_suggestion(self) -> bool:
        return getattr(self.thread, "suggestion", None) is not None

    @cached_property
    def new_comments(self) -> list[Comment]:
        """What others wrote since the reader looked."""
        if self.reader is None:
            return []
        return [comment for comment in self.comments if comment.author_id != self.reader and self._is_later(comment)]

    def _is_later(self, comment: Comment) -> bool:
        return self.looked_at is None or comment.created_at > self.looked_at

    @property
    def is_unseen(self) -> bool:
        return bool(self.new_comments)

    @property
    def wants_answer(self) -> bool:
        """Whether the authors owe an answer."""
        thread = self.thread
        is_asked = thread.audience == Audience.ALL and thread.kind in WANT_ANSWER and thread.state == ThreadState.OPEN
        return is_asked and not self.answers

    @property
    def seen_by_others(self) -> list[Seen]:
        return [one for one in self.seen if one.user_id != self.reader]


@dataclass(frozen=True)
class Remarks:
    """All remarks of a page, found by section or by row."""

    all: tuple[Remark, ...]

    @property
    def open_count(self) -> int:
        return sum(_is_open(remark) for remark in self.all)

    @property
    def resolved_count(self) -> int:
        return sum(remark.thread.state == ThreadState.RESOLVED for remark in self.all)

    @property
    def unseen_count(self) -> int:
        return sum(remark.is_unseen for remark in self.all)

    @property
    def gone(self) -> list[Remark]:
        return [remark for remark in self.all if remark.is_gone]

    @property
    def readers(self) -> list[tuple[str, int]]:
        """How many of the remarks each person has seen, by name."""
        names: dict[int, str] = {}
        counts: dict[int, int] = defaultdict(int)
        for remark in self.all:
            for one in remark.seen:
                names[one.user_id] = one.name
                counts[one.user_id] += 1
        return sorted((names[key], count) for key, count in counts.items())

    def at(self, section: str, row_id: str = "") -> list[Remark]:
        """Remarks on a row, or (without `row_id`) on the section as a whole; without both, on the whole document."""
        return self._by_place.get((section, row_id), [])

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], list[Remark]]:
        places: dict[tuple[str, str], list[Remark]] = defaultdict(list)
        for remark in self.all:
            if not remark.is_gone:
                places[remark.thread.section, remark.row_id].append(remark)
        return places


def remarks_on(shown: Round, audiences: Collection[Audience] = SHARED, reader: Any = None) -> Remarks:
    """The remarks beside a round's version: its own, and those of earlier rounds that are still open. Five queries.

    A team's notes on its draft stand beside every version, while they are open.
    """
    of_round = Q(round=shown) | Q(round__number__lt=shown.number, state=ThreadState.OPEN)
    if Audience.TEAM in audiences:
        of_round |= Q(round=None, state=ThreadState.OPEN)
    found = _read_by(audiences).filter(of_round, document=shown.document_id)
    threads = list(_whole(found, with_drafts=Audience.TEAM in audiences))
    return Remarks(tuple(_placed(threads, shown.version, reader)))


def remarks_until(last: Round, content: dict[str, Any]) -> list[Remark]:
    """The remarks of a round and of all earlier ones that both sides read, placed in a snapshot, in the order of the
    talk. Three queries.
    """
    found = _read_by(SHARED).filter(document=last.document_id, round__number__lte=last.number)
    threads = _whole(found, with_drafts=False)
    names = PlaceNames(content)
    return [_in_snapshot(thread, names) for thread in threads.order_by("created_at")]


def remarks_of_section(
    document: Document, section: str, audiences: Collection[Audience] = SHARED, reader: Any = None
) -> Remarks:
    """All remarks on a section of the document as it is now, open ones first. One query per part kind with remarks."""
    found = _read_by(audiences).filter(document=document, section=section)
    threads = list(_whole(found, with_drafts=Audience.TEAM in audiences).order_by("state", "number"))
    live = _live_rows(document, threads)
    passages = places_in(None, [thread.anchor for thread in threads if thread.anchor])
    seen = _seen(threads) if reader is not None else {}
    return Remarks(
        tuple(
            _remark(
                Remark(
                    thread,
                    thread.place_label,
                    is_gone=thread.part_id is not None and thread.part_id not in live,
                    passage=passages.get(thread.anchor_id) if thread.anchor_id else None,
                ),
                seen,
                reader,
            )
            for thread in threads
        )
    )


def remark_of(thread: Thread, reader: Any) -> Remark:
    """One thread whole, with its passage in the Version that its round is about, or in the draft. Five queries.

    Its answers are there before they are sent: `shown_answers` chooses among them for the reader.
    """
    found = _whole(Thread.objects.filter(pk=thread.pk), with_drafts=True).select_related("round").get()
    version = found.round.version if found.round else None
    passages = places_in(version, [found.anchor]) if found.anchor else {}
    passage = passages.get(found.anchor_id) if found.anchor_id else None
    return _remark(Remark(found, found.place_label, is_gone=False, passage=passage), _seen([found]), reader)


def open_counts(document: Document, audiences: Collection[Audience] = SHARED) -> dict[str, int]:
    """How many open remarks each section has, by section key. Praise asks for nothing. One query."""
    counts = (
        _read_by(audiences)
        .filter(document=document, state=ThreadState.OPEN)
        .exclude(kind=RemarkKind.PRAISE)
        .order_by()
        .values_list("section")
        .annotate(count=Count("id"))
    )
    return dict(counts)


def next_number(document: Document, audience: Audience = Audience.ALL) -> int:
    """The number of the document's next thread of an audience. The caller has locked the document."""
    return (Thread.objects.filter(document=document, audience=audience).aggregate(last=Max("number"))["last"] or 0) + 1


def _read_by(audiences: Collection[Audience]) -> QuerySet[Thread]:
    return Thread.objects.filter(audience__in=audiences)


def _is_open(remark: Remark) -> bool:
    return remark.thread.state == ThreadState.OPEN and remark.thread.kind != RemarkKind.PRAISE


def _whole(threads: QuerySet[Thread], *, with_drafts: bool) -> QuerySet[Thread]:
    """The threads with what their cards show; answers that were not sent only `with_drafts`, for their authors."""
    answers = answers_in_order()
    if not with_drafts:
        answers = answers.filter(sent_with__isnull=False)
    return (
        threads.select_related("anchor", "resolved_by", "suggestion")
        .prefetch_related(
            Prefetch("comments", queryset=Comment.objects.order_by("created_at"), to_attr="said"),
            Prefetch("answers", queryset=answers),
        )
        .order_by("created_at")
    )


def _placed(threads: list[Thread], version: Version, reader: Any) -> Iterable[Remark]:
    """Threads as they stand beside a Version, for a reader."""
    names = PlaceNames(version.content)
    anchors = [thread.anchor for thread in threads if thread.anchor]
    passages = places_in(version, anchors) if anchors else {}
    seen = _seen(threads) if reader is not None else {}
    for thread in threads:
        passage = passages.get(thread.anchor_id) if thread.anchor_id else None
        yield _remark(_in_snapshot(thread, names, passage), seen, reader)


def _in_snapshot(thread: Thread, names: PlaceNames, passage: PassagePlace | None = None) -> Remark:
    label = names.label(thread)
    row_id = names.shown_row(thread.part_kind, str(thread.part_id or ""))
    return Remark(thread, label or thread.place_label, is_gone=not label, row_id=row_id, passage=passage)


def _remark(remark: Remark, seen: dict[UUID, list[Seen]], reader: Any) -> Remark:
    """The remark with who has seen it."""
    if reader is None:
        return remark
    people = tuple(seen.get(remark.thread.pk, ()))
    looked_at = next((one.at for one in people if one.user_id == reader.pk), None)
    return Remark(
        remark.thread, remark.place, remark.is_gone, remark.row_id, remark.passage, people, reader.pk, looked_at
    )


def _seen(threads: list[Thread]) -> dict[UUID, list[Seen]]:
    """Who has seen which threads, by name. One query."""
    found: dict[UUID, list[Seen]] = defaultdict(list)
    sights = Sight.objects.filter(thread__in=[thread.pk for thread in threads]).order_by("user_label")
    for thread_id, user_id, name, at in sights.values_list("thread_id", "user_id", "user_label", "at"):
        found[thread_id].append(Seen(user_id, name, at))
    return found


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
