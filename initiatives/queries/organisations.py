"""Organisations that plans name, and the shared directory in which they are found again."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from cities.models import Organisation
from cities.policies import organisation_key
from cities.queries import organisations_managed_by, spelled_organisations, suggested_organisations
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


def uses_of_organisations() -> dict[int, list[Use]]:
    """The plans that name each organisation, by the key of its row. Three queries.

    A name is that of the city's own entry, or of the whole country's, or of another city's. The plans of a doubled
    entry are those of the one that stays.
    """
    found: dict[int, list[Use]] = defaultdict(list)
    entries = _entries_by_key()
    for (city_id, key), plans in _named_in_plans().items():
        near = min(entries.get(key, []), key=lambda entry: _distance(entry[0], city_id), default=None)
        if near is not None:
            found[near[1]] += plans
    return found


def _entries_by_key() -> dict[str, list[tuple[int | None, int]]]:
    """(city, the row that stays) of all entries of each name."""
    entries: dict[str, list[tuple[int | None, int]]] = defaultdict(list)
    columns = "key", "city_id", "merged_into_id", "id"
    for key, city_id, merged_into, own in Organisation.objects.order_by("id").values_list(*columns):
        entries[key].append((city_id, merged_into or own))
    return entries


def _distance(entry_city: int | None, city_id: int | None) -> int:
    if entry_city == city_id:
        return 0
    return 1 if entry_city is None else 2


def _named_in_plans() -> dict[tuple[int | None, str], list[Use]]:
    """The plans that name an organisation, by the plan's city and the folded name."""
    counted: dict[tuple[Any, str], int] = defaultdict(int)
    rows = Action.objects.filter(deleted_at=None).values_list("document_id", "lead", "partners")
    for document_id, lead, partners in rows:
        for key in {organisation_key(name) for name in (lead, *partners)} - {""}:
            counted[document_id, key] += 1
    initiatives = Initiative.objects.select_related("document", "participation").order_by("document__title")
    by_document = {one.document_id: one for one in initiatives}
    plans: dict[tuple[int | None, str], list[Use]] = defaultdict(list)
    for (document_id, key), count in counted.items():
        one = by_document.get(document_id)
        if one is not None:
            plans[one.participation.city_id, key].append(Use(one.document, count))
    return plans


def organisations_found(user: Any, *, words: str = "", city: Any = None, show: str = "") -> QuerySet[Organisation]:
    """The directory that a coordinator keeps, narrowed by words of the name and by city ("country": the whole country).

    `show` narrows it to what nobody has checked ("new"), names that occur twice ("doubled") or merged ones ("merged").
    """
    found = organisations_managed_by(user)
    for word in organisation_key(words).split():
        found = found.filter(key__contains=word)
    if city:
        found = found.filter(city=None) if city == "country" else found.filter(city__slug=city)
    if show == "merged":
        return found.exclude(merged_into=None)
    found = found.filter(merged_into=None)
    if show == "new":
        return found.filter(is_confirmed=False)
    if show == "doubled":
        live = Organisation.objects.filter(merged_into=None)
        twice = live.order_by().values("key").annotate(times=Count("id")).filter(times__gt=1)
        return found.filter(key__in=twice.values("key")).order_by("key", "id")
    return found
