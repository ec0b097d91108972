"""Restoring earlier states: of a field, a row, the whole document; and undoing a restoring.

Every restoring is a set of ordinary Changes with one `batch`: nothing leaves the history, and the way back is another
restoring. What is to change is planned under the lock; a state newer than the one that the person saw is refused, so
that a colleague's words are never carried away unseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from core.exceptions import InvalidInput, TooMany
from documents.enums import FieldKind, Operation
from documents.exceptions import NewerState, RowGone
from documents.models import Document, Version
from documents.parts import PartKind, document_kind, hooks_of
from documents.policies import check_still_in_bin
from documents.queries import rows as live_rows
from documents.queries import snapshot, stored, values
from documents.queries.plans import Plan, PlanStep
from documents.queries.restoring import plan_of_field, plan_of_moment, plan_of_row, plan_of_undoing, plan_of_version
from documents.services.changes import note_change, note_edits, record_event, touch
from documents.services.locking import find_row, lock_for_editing
from documents.services.rows import hide, last_position, store
from documents.services.values import assign, assign_many, from_stored


@dataclass(frozen=True)
class Restored:
    """What a restoring did. `batch` names its changes; None when there was nothing to change."""

    document: Document
    plan: Plan
    batch: UUID | None


@transaction.atomic
def restore_field(
    *, by: User, document: Document, kind: PartKind, part_id: UUID, field: str, moment: int, base_version: int
) -> Restored:
    """Give a field what it held after change `moment`. Raises NewerState when the row is not at `base_version`."""
    document, part = _locked_row(by, document, kind, part_id, base_version)
    if part.deleted_at is not None:
        raise RowGone(who=str(part.changed_by or ""))
    plan = plan_of_field(document, snapshot(document), kind, part, field, moment)
    return _carry_out(by, document, plan, {"scope": "field", "moment": moment})


@transaction.atomic
def restore_row_state(
    *, by: User, document: Document, kind: PartKind, part_id: UUID, moment: int, base_version: int
) -> Restored:
    """Give a row the values it had after change `moment`; a deleted one comes back. Raises NewerState as above."""
    document, part = _locked_row(by, document, kind, part_id, base_version)
    check_still_in_bin(part)
    plan = plan_of_row(document, snapshot(document), kind, part, moment)
    return _carry_out(by, document, plan, {"scope": "row", "moment": moment})


@transaction.atomic
def restore_document(
    *, by: User, document: Document, revision: int, version: Version | None = None, moment: int | None = None
) -> Restored:
    """Give the whole document the words of `version`, or those it had after change `moment`.

    Raises NewerState when the document is not at `revision`. Rows added since go to the bin, deleted ones come back.
    """
    document = _locked_at(by, document, revision)
    if version is not None:
        plan = plan_of_version(document, snapshot(document), version)
        return _carry_out(by, document, plan, {"scope": "version", "version": version.number})
    if moment is None:
        raise InvalidInput(_("Choose what to restore."))
    return _carry_out(
        by, document, plan_of_moment(document, snapshot(document), moment), {"scope": "moment", "moment": moment}
    )


@transaction.atomic
def undo_restoring(*, by: User, document: Document, batch: UUID, revision: int) -> Restored:
    """Take a restoring back, except for what somebody has changed since. Raises NewerState as above."""
    document = _locked_at(by, document, revision)
    plan = plan_of_undoing(document, snapshot(document), batch)
    return _carry_out(by, document, plan, {"scope": "undo", "undoes": str(batch)})


def _locked_at(by: User, document: Document, revision: int) -> Document:
    locked = lock_for_editing(by, document)
    if locked.revision != revision:
        raise NewerState
    return locked


def _locked_row(by: User, document: Document, kind: PartKind, part_id: UUID, base_version: int) -> tuple[Document, Any]:
    locked = lock_for_editing(by, document)
    part = find_row(locked, kind, part_id)
    if part is None:
        raise RowGone(who="")
    if part.version != base_version:
        raise NewerState
    return locked, part


def _carry_out(by: User, document: Document, plan: Plan, data: dict[str, Any]) -> Restored:
    """Make the steps of a plan. Effects: rows, Changes with one batch, one revision, one event."""
    if plan.is_empty:
        return Restored(document, plan, None)
    work = _Work(by, document, uuid4())
    work.delete(step for step in plan.steps if step.operation == Operation.DELETE)
    work.bring_back(step for step in plan.steps if step.operation == Operation.RESTORE)
    work.edit([step for step in plan.steps if step.operation == Operation.EDIT])
    work.move(step for step in plan.steps if step.operation == Operation.MOVE)
    work.finish()
    record_event(by, Verb.RESTORED, document, data={**data, "batch": str(work.batch), "steps": len(plan.steps)})
    return Restored(document, plan, work.batch)


class _Work:
    """One restoring in the making: the rows that it has locked and written so far."""

    def __init__(self, by: User, document: Document, batch: UUID) -> None:
        self.by, self.document, self.batch = by, document, batch
        self.hooks = hooks_of(document.kind)
        self.rows: dict[tuple[str, str], Any] = {}
        self.raised: set[tuple[str, str]] = set()

    def row(self, step: PlanStep) -> Any:
        key = (step.kind.key, step.row_id)
        if key not in self.rows:
            self.rows[key] = find_row(self.document, step.kind, UUID(step.row_id))
        return self.rows[key]

    def raise_version(self, step: PlanStep) -> Any:
        """The row at its next version: one for all that this restoring does to it."""
        row, key = self.row(step), (step.kind.key, step.row_id)
        if key not in self.raised:
            self.raised.add(key)
            row.version += 1
            row.changed_by = self.by
        return row

    def delete(self, steps: Iterable[PlanStep]) -> None:
        now = timezone.now()
        for step in steps:
            row = self.row(step)
            self.hooks.check_row(step.kind, row, None)
            hide(self.by, self.document, row, step.kind, now, self.batch)

    def bring_back(self, steps: Iterable[PlanStep]) -> None:
        for step in steps:
            row = self.raise_version(step)
            row.deleted_at = None
            row.position = last_position(self.document, step.kind) + 1
            store(row)
            note_change(
                self.by,
                self.document,
                row,
                step.kind,
                Operation.RESTORE,
                None,
                values(row, step.kind),
                batch=self.batch,
            )
            self._check_room(step.kind)

    def _check_room(self, kind: PartKind) -> None:
        if kind.model._default_manager.filter(document=self.document, deleted_at=None).count() > kind.max_rows:
            raise TooMany(_("There may be at most %(limit)d rows here.") % {"limit": kind.max_rows})

    def edit(self, steps: list[PlanStep]) -> None:
        for step in steps:
            if step.kind.field(step.field).kind == FieldKind.REFERENCES:
                # Links that go, go first everywhere, so that rules of links never see a mixture of both states.
                _shrink(self.row(step), step)
        by_row: dict[tuple[str, str], list[PlanStep]] = {}
        for step in steps:
            by_row.setdefault((step.kind.key, step.row_id), []).append(step)
        for of_row in by_row.values():
            self._edit_row(of_row)

    def _edit_row(self, steps: list[PlanStep]) -> None:
        kind, row = steps[0].kind, self.row(steps[0])
        new = {step.field: from_stored(kind.field(step.field), step.after) for step in steps}
        self.hooks.check_row(kind, row, new)
        self.raise_version(steps[0])
        assign(row, kind, new)
        for step in steps:
            if kind.field(step.field).kind == FieldKind.FILE and step.after:
                row.size = getattr(row, step.field).size
        store(row)
        assign_many(row, kind, new)
        after = {step.field: stored(row, kind.field(step.field)) for step in steps}
        before = {step.field: step.before for step in steps}
        edits = {name: (before[name], after[name]) for name in after}
        note_edits(self.by, self.document, row, kind, edits, batch=self.batch)
        self.hooks.saved(self.by, self.document, kind, before, after)

    def move(self, steps: Iterable[PlanStep]) -> None:
        by_kind: dict[str, list[PlanStep]] = {}
        for step in steps:
            by_kind.setdefault(step.kind.key, []).append(step)
        for of_kind in by_kind.values():
            self._reorder(of_kind)

    def _reorder(self, steps: list[PlanStep]) -> None:
        kind = steps[0].kind
        rows = live_rows(self.document, kind)
        by_id = {str(row.pk): row for row in rows}
        order = [str(row.pk) for row in rows]
        for step in steps:
            owner = self._owner(kind, by_id[step.row_id])
            order.remove(step.row_id)
            beside = [one for one in order if self._owner(kind, by_id[one]) == owner]
            place = order.index(beside[step.after - 1]) if step.after <= len(beside) else len(order)
            order.insert(place, step.row_id)
            note_change(
                self.by,
                self.document,
                by_id[step.row_id],
                kind,
                Operation.MOVE,
                step.before,
                step.after,
                step.field,
                batch=self.batch,
            )
        for place, row_id in enumerate(order, start=1):
            by_id[row_id].position = place
        kind.model._default_manager.bulk_update(by_id.values(), ["position"])

    def _owner(self, kind: PartKind, row: Any) -> Any:
        return getattr(row, kind.field(kind.parent).column.attname) if kind.parent else None

    def finish(self) -> None:
        """Count the whole as one revision; the title follows the row that it is taken from."""
        title_kind = document_kind(self.document.kind).part_kind(document_kind(self.document.kind).title_from[0])
        row = next((row for (key, _id), row in self.rows.items() if key == title_kind.key), None)
        touch(self.document, title_kind, row or live_rows(self.document, title_kind)[0])


def _shrink(row: Any, step: PlanStep) -> None:
    """Take away the links that the wanted state does not have."""
    gone = set(step.before or []) - set(step.after or [])
    if gone:
        getattr(row, step.field).remove(*gone)
