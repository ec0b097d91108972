"""Plans of restoring: a field, a row, a whole document, and the way back from a restoring."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from documents.enums import FieldKind, Operation
from documents.models import Change, Document, Part, Version
from documents.parts import PartKind, document_kind
from documents.queries.past import content_after, row_after
from documents.queries.plans import Exempt, Kept, Plan, PlanStep, Target, make_plan, whole_target
from documents.queries.rows import values

Content = dict[str, Any]


def plan_of_field(document: Document, content: Content, kind: PartKind, part: Part, name: str, moment: int) -> Plan:
    """The way to what one field of a live row held after change `moment`. Empty when the row was not there then."""
    target = Target()
    past = row_after(document, kind, part, moment)
    if past is not None and name in past.values:
        target.want(kind, str(part.pk), {name: past.values[name]})
    return _plan(document, content, target)


def plan_of_row(document: Document, content: Content, kind: PartKind, part: Part, moment: int) -> Plan:
    """The way to a row as it was after change `moment`; a deleted one comes back with the rows deleted with it."""
    target = Target()
    past = row_after(document, kind, part, moment)
    if past is not None:
        target.want(kind, str(part.pk), past.values)
        for child_kind in document_kind(document.kind).part_kinds.values() if part.deleted_at else ():
            if child_kind.parent and child_kind.field(child_kind.parent).target is kind.model:
                owned = child_kind.model._default_manager.filter(
                    **{child_kind.parent: part, "deleted_at": part.deleted_at}
                )
                for key in owned.values_list("pk", flat=True):
                    target.want(child_kind, str(key), {})
    return _plan(document, content, target)


def plan_of_version(document: Document, content: Content, version: Version) -> Plan:
    """The way to the words of a frozen version."""
    return _plan(document, content, whole_target(document_kind(document.kind), content, version.content))


def plan_of_moment(document: Document, content: Content, moment: int) -> Plan:
    """The way to the whole document as it was after change `moment`."""
    wanted = content_after(document, content, moment)
    return _plan(document, content, whole_target(document_kind(document.kind), content, wanted))


def plan_of_undoing(document: Document, content: Content, batch: UUID) -> Plan:
    """The way back from a restoring. What somebody has changed since stays as it is."""
    changes = list(Change.objects.filter(document=document, batch=batch).order_by("pk"))
    target = Target()
    for change in changes:
        _want_undone(document, content, target, change)
    moved = {change.part_kind for change in changes if change.operation != Operation.EDIT}
    if moved:
        then = content_after(document, content, changes[0].pk - 1)
        target.orders = {key: [row["id"] for row in then["parts"][key]] for key in moved}
    return _plan(document, content, target)


def batch_exists(document: Document, batch: UUID) -> bool:
    return Change.objects.filter(document=document, batch=batch).exists()


def _want_undone(document: Document, content: Content, target: Target, change: Change) -> None:
    kind = document_kind(document.kind).part_kinds.get(change.part_kind)
    if kind is None:
        return
    row_id = str(change.part_id)
    rows = target.rows.setdefault(kind.key, {})
    present = next((row["values"] for row in content["parts"][kind.key] if row["id"] == row_id), None)
    if change.operation == Operation.DELETE and present is None:
        rows[row_id] = {}
    elif change.operation == Operation.RESTORE and present is not None:
        if _changed_since(document, change):
            target.kept.append(Exempt(kind, row_id, "", Kept.CHANGED_SINCE))
        else:
            rows[row_id] = None
    elif change.operation == Operation.EDIT and present is not None and rows.get(row_id, {}) is not None:
        if present.get(change.field) == change.after:
            rows[row_id] = {**(rows.get(row_id) or {}), change.field: change.before}
        else:
            target.kept.append(Exempt(kind, row_id, change.field, Kept.CHANGED_SINCE))


def _changed_since(document: Document, change: Change) -> bool:
    """Whether the row was changed after its restoring, by another change than those made with it."""
    later = Change.objects.filter(document=document, part_id=change.part_id, pk__gt=change.pk)
    return later.exclude(batch=change.batch).exclude(operation=Operation.MOVE).exists()


def _plan(document: Document, content: Content, target: Target) -> Plan:
    plan = make_plan(content, target, _hidden(document, content, target))
    lost = {step for step in plan.steps if _lacks_file(step)}
    if not lost:
        return plan
    kept = (Exempt(step.kind, step.row_id, step.field, Kept.FILE_GONE) for step in lost)
    return Plan(tuple(step for step in plan.steps if step not in lost), (*plan.kept, *kept))


def _hidden(document: Document, content: Content, target: Target) -> dict[str, dict[str, Content]]:
    """Stored values of the deleted rows that the target names. One query per kind that has some, and its references."""
    hidden: dict[str, dict[str, Content]] = {}
    for key, wanted in target.rows.items():
        live = {row["id"] for row in content["parts"].get(key, [])}
        missing = [row_id for row_id, found in wanted.items() if found is not None and row_id not in live]
        if missing:
            kind = document_kind(document.kind).part_kind(key)
            hidden[key] = {str(row.pk): values(row, kind) for row in _deleted(document, kind, missing)}
    return hidden


def _deleted(document: Document, kind: PartKind, keys: Iterable[str]) -> Iterable[Any]:
    many = [bound.name for bound in kind.bound if bound.kind == FieldKind.REFERENCES]
    return kind.model._default_manager.filter(document=document, pk__in=list(keys)).prefetch_related(*many)


def _lacks_file(step: PlanStep) -> bool:
    if step.operation != Operation.EDIT or not step.after:
        return False
    bound = step.kind.field(step.field)
    return bound.kind == FieldKind.FILE and not bound.column.storage.exists(step.after)
