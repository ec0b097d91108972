"""The history of a document: who changed what and when, the saves of one sitting folded into one entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event
from documents.models import Change, Document
from documents.queries.folding import FOLD, Chain, Step, fold, light_steps

PAGE = 30
#: changes of one restoring that are listed under its entry
MOST_LISTED = 60


@dataclass(frozen=True)
class Entry:
    """Changes that read as one. `before` is what the first of them found, `after` what the last one left.

    `id` is that of the last change, `first_id` of the first: the state before the entry is that after `first_id - 1`.
    A restoring has a `batch`, and its changes in `parts` in the order of their making.
    """

    id: int
    first_id: int
    part_kind: str
    part_id: str
    part_version: int
    field: str
    operation: str
    by_id: int | None
    by_label: str
    suggested_by_label: str
    at: datetime
    before: Any = None
    after: Any = None
    batch: UUID | None = None
    parts: tuple["Entry", ...] = ()
    count: int = 1


@dataclass(frozen=True)
class Timeline:
    """A page of history, the newest entry first. `next` is the cursor of the next page, None at the end."""

    entries: tuple[Entry, ...]
    next: int | None = None


@dataclass(frozen=True)
class Wanted:
    """Which entries: of some part kinds, one row, one field, one person (or everybody else), one day, since a moment.

    `before` is the cursor: entries whose last change is older than this one.
    """

    kinds: frozenset[str] | None = None
    part_id: UUID | None = None
    field: str = ""
    by: int | None = None
    not_by: int | None = None
    day: date | None = None
    since: datetime | None = None
    before: int | None = None

    def has(self, entry: Chain) -> bool:
        last = entry.last
        return (
            (self.by is None or last.by_id == self.by)
            and (self.not_by is None or last.by_id != self.not_by)
            and (self.before is None or last.id < self.before)
            and (self.day is None or timezone.localtime(last.at).date() == self.day)
        )

    @property
    def oldest(self) -> datetime | None:
        """No entry that ended earlier is wanted."""
        begun = _midnight(self.day) if self.day else None
        return max((moment for moment in (self.since, begun) if moment), default=None)


def timeline(
    document: Document,
    part_id: UUID | None = None,
    field: str | None = None,
    *,
    wanted: Wanted | None = None,
    limit: int = PAGE,
) -> Timeline:
    """Entries of a document, of one row, or of one of its fields. The caller has found the document visible.

    Two queries for a page whose entries are near each other, one more for each 250 changes that are passed over.
    """
    chosen = wanted or Wanted(part_id=part_id, field=field or "")
    found: list[Chain] = []
    for chain in fold(light_steps(_changes(document, chosen))):
        if chosen.oldest and chain.last.at < chosen.oldest:
            break
        if chosen.has(chain):
            found.append(chain)
        if len(found) > limit:
            break
    shown = found[:limit]
    return Timeline(tuple(_entries(shown)), shown[-1].last.id if len(found) > limit else None)


def people_in_history(document: Document) -> list[tuple[int, str]]:
    """Everybody who has changed the document, by name: (id of the person, name as last used). One query."""
    people = Change.objects.filter(document=document, by__isnull=False).order_by("by_id").values("by_id", "by_label")
    latest: dict[int, tuple[int, str]] = {}
    for row in people.annotate(last=Max("id")):
        latest[row["by_id"]] = max(latest.get(row["by_id"], (0, "")), (row["last"], row["by_label"]))
    return sorted(((key, label) for key, (_last, label) in latest.items()), key=lambda person: person[1])


def restorings(document: Document, batches: list[str]) -> dict[str, dict[str, Any]]:
    """What the audit log says of restorings: the data of their events by batch. One query."""
    events = Event.objects.filter(document_id=document.pk, verb=Verb.RESTORED, data__batch__in=batches)
    return {data["batch"]: data for data in events.values_list("data", flat=True)}


def moment_of(document: Document, moment: int) -> datetime | None:
    """When the document came into the state after change `moment`; None before its first change. One query."""
    changes = Change.objects.filter(document=document, pk__lte=moment)
    return changes.order_by("-id").values_list("at", flat=True).first()


def _changes(document: Document, wanted: Wanted) -> QuerySet[Change]:
    """The changes that decide about the wanted entries: those that folding must look at stay in."""
    changes = Change.objects.filter(document=document)
    if wanted.part_id:
        changes = changes.filter(part_id=wanted.part_id)
    if wanted.field:
        changes = changes.filter(field__in=(wanted.field, ""))
    if wanted.kinds is not None:
        changes = changes.filter(part_kind__in=wanted.kinds)
    if wanted.day:
        changes = changes.filter(at__lt=_midnight(wanted.day + timedelta(days=1)) + FOLD)
    if wanted.before is not None:
        # What was saved up to ten minutes later may have taken an older save into its entry.
        at = moment_of(document, wanted.before)
        changes = changes.filter(Q(pk__lt=wanted.before) | Q(at__lte=at + FOLD)) if at else changes.none()
    return changes


def _entries(chains: list[Chain]) -> Iterable[Entry]:
    listed = {id(chain): _listed(chain) for chain in chains}
    wanted = {step.id for steps in listed.values() for step in steps}
    wanted |= {step.id for chain in chains for step in (chain.first, chain.last)}
    values = {
        key: (before, after)
        for key, before, after in Change.objects.filter(pk__in=wanted).values_list("pk", "before", "after")
    }
    for chain in chains:
        parts = tuple(_entry(step, step, values) for step in reversed(listed[id(chain)]))
        yield _entry(chain.first, chain.last, values, parts, len(chain.steps))


def _listed(chain: Chain) -> list[Step]:
    """The changes of a restoring that are shown one by one: the first of them, where there are very many."""
    return chain.steps[-MOST_LISTED:] if chain.last.batch else []


def _entry(
    first: Step, last: Step, values: dict[int, tuple[Any, Any]], parts: tuple[Entry, ...] = (), count: int = 1
) -> Entry:
    nothing = (None, None)
    return Entry(
        id=last.id,
        first_id=first.id,
        part_kind=last.part_kind,
        part_id=str(last.part_id),
        part_version=last.part_version,
        field=last.field,
        operation=last.operation,
        by_id=last.by_id,
        by_label=last.by_label,
        suggested_by_label=last.suggested_by_label,
        at=last.at,
        before=values.get(first.id, nothing)[0],
        after=values.get(last.id, nothing)[1],
        batch=last.batch,
        parts=parts,
        count=count,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
