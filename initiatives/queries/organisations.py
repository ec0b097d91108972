"""Organisations that plans name, and the shared directory in which they are found again."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from cities.policies import organisation_key
from cities.queries import spelled_organisations, suggested_organisations
from documents.enums import FieldKind
from documents.models import Document
from documents.parts import PartKind
from initiatives.models import Action, Initiative

OF_ORGANISATIONS = frozenset({FieldKind.ORGANISATION, FieldKind.ORGANISATIONS})


@dataclass(frozen=True)
class Use:
    """A plan that names an organisation, in so many actions."""

    document: Document
    actions: int


def city_of(document: Document) -> int | None:
    """The key of the city whose plan it is. One query."""
    return Initiative.objects.filter(document=document).values_list("participation__city_id", flat=True).first()


def suggestions(document: Document) -> list[str]:
    """What fields of organisations offer: the city's own, those of the whole country, the others. Two queries."""
    return suggested_organisations(city_of(document))


def spelled(document: Document, kind: PartKind, values: dict[str, Any]) -> dict[str, Any]:
    """The values with organisations as the directory spells them. No query where there is no organisation."""
    names = organisations_in(kind, values)
    if not names:
        return values
    known = spelled_organisations(city_of(document), names)
    return {
        name: _respelled(value, known) if kind.field(name).kind in OF_ORGANISATIONS else value
        for name, value in values.items()
    }


def _respelled(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(known.get(name, name) for name in value))
    return known.get(value, value)


def organisations_in(kind: PartKind, values: dict[str, Any]) -> set[str]:
    """The names in those of the values that are organisations."""
    found: set[str] = set()
    for name, value in values.items():
        if value and kind.field(name).kind in OF_ORGANISATIONS:
            found.update(value if isinstance(value, list) else [value])
    return found


def uses_of_organisations() -> dict[str, list[Use]]:
    """The plans that name each organisation, by its key (`cities.policies.organisation_key`). Two queries."""
    counted: dict[str, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    rows = Action.objects.filter(deleted_at=None).values_list("document_id", "lead", "partners")
    for document_id, lead, partners in rows:
        for key in {organisation_key(name) for name in (lead, *partners)} - {""}:
            counted[key][document_id] += 1
    documents = Document.objects.filter(kind="mid").order_by("title").in_bulk()
    return {
        key: [Use(documents[pk], count) for pk, count in plans.items() if pk in documents]
        for key, plans in counted.items()
    }
