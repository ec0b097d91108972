"""Writing the parts of a sample document: single parts by their service, rows together in bulk, with their Changes."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from cities.models import City
from core.richtext import clean
from documents.enums import FieldKind, Operation
from documents.models import Change, Document, Part
from documents.parts import BoundField, PartKind, document_kind, hooks_of
from documents.queries import single, values
from documents.services import save_part
from improvement_plans.models import Institution

#: rows of the document by the short name ("c1", "d2") that the sample's files give them, by model
References = dict[type, dict[str, Any]]


def write_parts(document: Document, parts: dict[str, Any], *, by: User) -> None:
    """Fill a fresh document. `parts` is {part kind: values, or a list of values for rows}, as in mid/ and pu/.

    A reference names the target's "ref"; cities and institutions are named by their address.
    """
    kind = document_kind(document.kind)
    known: References = {
        City: {city.slug: city for city in City.objects.all()},
        Institution: {institution.slug: institution for institution in Institution.objects.all()},
    }
    for part_kind in kind.part_kinds.values():
        if not part_kind.many and part_kind.key in parts:
            _write_single(document, part_kind, parts[part_kind.key], known, by)
    for part_kind in _targets_first(kind.part_kinds.values()):
        if part_kind.many and part_kind.key in parts:
            _write_rows(document, part_kind, parts[part_kind.key], known, by)


def _targets_first(kinds: Iterable[PartKind]) -> list[PartKind]:
    """Part kinds in an order in which a reference always leads to the same kind or to one that came before."""
    waiting, ordered = list(kinds), []
    while waiting:
        models = {kind.model for kind in waiting}
        ready = [
            kind
            for kind in waiting
            if not any(field.target in models and field.target is not kind.model for field in kind.bound)
        ]
        ordered += ready
        waiting = [kind for kind in waiting if kind not in ready]
    return ordered


def _write_single(document: Document, kind: PartKind, given: dict[str, Any], known: References, by: User) -> None:
    part = single(document, kind)
    new_values = {name: _python(kind.field(name), value, known) for name, value in given.items()}
    save_part(by=by, document=document, kind=kind, part_id=part.pk, base_version=part.version, new_values=new_values)


def _write_rows(document: Document, kind: PartKind, given: list[dict[str, Any]], known: References, by: User) -> None:
    rows: list[Part] = []
    for position, row_values in enumerate(given, start=1):
        row = kind.model(document=document, position=position, changed_by=by)
        for name, value in row_values.items():
            if name != "ref" and kind.field(name).kind != FieldKind.REFERENCES:
                setattr(row, name, _python(kind.field(name), value, known))
        row.clean_fields(exclude=[field.name for field in kind.bound if field.target] + ["document", "changed_by"])
        rows.append(row)
    kind.model._default_manager.bulk_create(rows)
    known[kind.model] = {str(one.get("ref")): row for one, row in zip(given, rows, strict=True)}
    for row_values, row in zip(given, rows, strict=True):
        for field in kind.bound:
            if field.kind == FieldKind.REFERENCES and row_values.get(field.name):
                getattr(row, field.name).set(_python(field, row_values[field.name], known))
    Change.objects.bulk_create([_addition(document, kind, row, by) for row in rows])
    for row in rows:
        hooks_of(document.kind).saved(by, document, kind, {}, values(row, kind))


def _python(field: BoundField, value: Any, known: References) -> Any:
    """A value of the sample's files as the column takes it."""
    if field.kind == FieldKind.REFERENCES:
        return [_row(field, name, known) for name in value]
    if field.kind == FieldKind.REFERENCE:
        return None if value is None else _row(field, value, known)
    if field.kind == FieldKind.RICH:
        return clean(value)
    if field.kind == FieldKind.MONTH and value:
        return field.column.to_python(f"{value}-01")
    return field.column.to_python(value)


def _row(field: BoundField, name: str, known: References) -> Any:
    assert field.target is not None  # noqa: S101 - only references come here
    return known[field.target][name]


def _addition(document: Document, kind: PartKind, row: Part, by: User) -> Change:
    return Change(
        document=document,
        part_kind=kind.key,
        part_id=row.pk,
        part_version=row.version,
        operation=Operation.ADD,
        after=values(row, kind),
        by=by,
        by_label=str(by),
    )
