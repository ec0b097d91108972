"""Remarks as pages show them: by place, with their talk, passage and answer, and with what the reader has not seen.

Every function names the audiences whose remarks it reads; without them it reads what both sides may read.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries.anchors import Place as PassagePlace
from documents.queries.anchors import places_in
from documents.queries.places import PlaceNames
from reviews.enums import WANT_ANSWER, Audience, RemarkKind, ThreadState
from reviews.models import Answer, Comment, Round, Thread
from reviews.queries.labels import name_of_place, name_places
from reviews.queries.threads import threads_in_brief, threads_whole, wholes_of

SHARED = frozenset({Audience.ALL})


@dataclass(frozen=True)
class Seen:
    """That a person has seen a thread, and when last."""

    user_id: int
    name: str
    at: datetime


@dataclass(frozen=True)
class Brief:
    """What the tables tell of a remark while its words are not read: enough for lists, filters and kept cards.

    `stamp` is another one as soon as anything is said, answered, decided or done about the remark, for those who read
    the same answers. `seen_by` are ids and names of people.
    """

    stamp: str
    is_new: bool
    is_answered: bool
    seen_by: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Remark:
    """A thread with its place in words; `is_gone` when the row is no longer in what the page shows.

    `row_id` is the row that the page shows it with: its own, or the one that owns it. `passage` is where its words
    stand in what the page shows. `looked_at` is when the reader saw it last, None for never; `reader` is their id.
    With a `brief` the talk may not be loaded (`read_whole` does), nor are `seen` and `looked_at`.
    """

    thread: Thread
    place: str
    is_gone: bool
    row_id: str = ""
    passage: PassagePlace | None = None
    seen: tuple[Seen, ...] = ()
    reader: int | None = None
    looked_at: datetime | None = None
    brief: Brief | None = None

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
        return self.brief.is_new if self.brief else bool(self.new_comments)

    @property
    def is_answered(self) -> bool:
        return self.brief.is_answered if self.brief else bool(self.answers)

    @property
    def wants_answer(self) -> bool:
        """Whether the authors owe an answer."""
        thread = self.thread
        is_asked = thread.audience == Audience.ALL and thread.kind in WANT_ANSWER and thread.state == ThreadState.OPEN
        return is_asked and not self.is_answered

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
        seen = [one for remark in self.all if remark.brief for one in remark.brief.seen_by]
        names = dict(seen)
        return sorted((names[key], count) for key, count in Counter(key for key, _name in seen).items())

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
    """The remarks beside a round's version in brief: its own, and those of earlier rounds that are still open. Two
    queries.

    A team's notes on its draft stand beside every version, while they are open.
    """
    of_round = Q(round=shown) | Q(round__number__lt=shown.number, state=ThreadState.OPEN)
    if Audience.TEAM in audiences:
        of_round |= Q(round=None, state=ThreadState.OPEN)
    found = _read_by(audiences).filter(of_round, document=shown.document_id)
    threads = list(threads_in_brief(found, reader, with_drafts=Audience.TEAM in audiences).order_by("created_at"))
    return Remarks(tuple(_placed(threads, shown.version)))


def remarks_of_section(
    document: Document, section: str, audiences: Collection[Audience] = SHARED, reader: Any = None
) -> Remarks:
    """All remarks on a section of the document as it is now, in brief, open ones first. A query, and one for each part
    kind with remarks.
    """
    found = _read_by(audiences).filter(document=document, section=section)
    brief = threads_in_brief(found, reader, with_drafts=Audience.TEAM in audiences)
    threads = list(brief.order_by("state", "number"))
    live = _live_rows(document, threads)
    passages = places_in(None, [thread.anchor for thread in threads if thread.anchor])
    return Remarks(
        tuple(
            Remark(
                thread,
                name_of_place(thread, document),
                is_gone=thread.part_id is not None and thread.part_id not in live,
                passage=passages.get(thread.anchor_id) if thread.anchor_id else None,
                brief=_brief(thread),
            )
            for thread in threads
        )
    )


def read_whole(remarks: Sequence[Remark], *, with_drafts: bool) -> list[Remark]:
    """The same remarks with their talk; answers that were not sent only `with_drafts`, for their authors. One that was
    taken back meanwhile is left out. Three queries, none without remarks.
    """
    wholes = wholes_of([remark.thread.pk for remark in remarks], with_drafts=with_drafts) if remarks else {}
    return [replace(remark, thread=wholes[remark.thread.pk]) for remark in remarks if remark.thread.pk in wholes]


def remark_of(thread: Thread, reader: Any) -> Remark:
    """One thread whole, with its passage in the Version that its round is about, or in the draft. Five queries.

    Its answers are there before they are sent: `shown_answers` chooses among them for the reader.
    """
    found = threads_whole(Thread.objects.filter(pk=thread.pk), with_drafts=True).select_related("round").get()
    version = found.round.version if found.round else None
    passages = places_in(version, [found.anchor]) if found.anchor else {}
    passage = passages.get(found.anchor_id) if found.anchor_id else None
    name_places([found], thread.document, version.content if version else None)
    seen = _seen(found)
    looked_at = next((one.at for one in seen if one.user_id == reader.pk), None)
    return Remark(found, found.named, is_gone=False, passage=passage, seen=seen, reader=reader.pk, looked_at=looked_at)


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


def _placed(threads: list[Thread], version: Version) -> Iterable[Remark]:
    """Threads that were read in brief as they stand beside a Version."""
    names = PlaceNames(version.content)
    anchors = [thread.anchor for thread in threads if thread.anchor]
    passages = places_in(version, anchors) if anchors else {}
    for thread in threads:
        passage = passages.get(thread.anchor_id) if thread.anchor_id else None
        yield _in_snapshot(thread, names, passage, _brief(thread))


def _in_snapshot(
    thread: Thread, names: PlaceNames, passage: PassagePlace | None = None, brief: Brief | None = None
) -> Remark:
    label = names.label(thread)
    row_id = names.shown_row(thread.part_kind, str(thread.part_id or ""))
    place = label or thread.place_label
    return Remark(thread, place, is_gone=not label, row_id=row_id, passage=passage, brief=brief)


def _brief(thread: Any) -> Brief:
    seen = [person.partition(" ") for person in thread.seen_by]
    people = tuple((int(key), name) for key, _space, name in seen)
    return Brief(thread.stamp, thread.is_new, thread.is_answered, people)


def _seen(thread: Thread) -> tuple[Seen, ...]:
    """Who has seen a thread, by name. One query."""
    sights = thread.sights.order_by("user_label").values_list("user_id", "user_label", "at")
    return tuple(Seen(user_id, name, at) for user_id, name, at in sights)


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
