"""Reads of cities and of the directory of organisations."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from accounts.enums import Role
from cities.models import City, Organisation, PopulationFigure, Voivodeship
from cities.policies import organisation_key
from core.models import PolishOrder
from core.names import slug

MOST_SUGGESTIONS = 500


def cities_managed_by(user: Any) -> QuerySet[City]:
    """Cities whose facts the user may change: all for coordinators, none for others. Voivodeship and figures loaded."""
    if not user.is_authenticated or user.role != Role.COORDINATOR:
        return City.objects.none()
    return City.objects.select_related("voivodeship").prefetch_related(latest_figures())


def latest_figures() -> Prefetch:
    """Population figures, the newest first (a figure without a year last)."""
    return Prefetch("population_figures", queryset=PopulationFigure.objects.all())


def voivodeship_names() -> dict[str, str]:
    """Names of the voivodeships by TERYT code. One query."""
    return dict(Voivodeship.objects.values_list("code", "name"))


def place_of(city: City) -> dict[str, Any]:
    """What a snapshot keeps of a city: its name and where it lies (degrees, or None). Needs its voivodeship loaded."""
    return {
        "slug": city.slug,
        "name": city.name,
        "teryt": city.teryt,
        "voivodeship": city.voivodeship.name,
        "latitude": city.latitude,
        "longitude": city.longitude,
    }


def free_slug(name: str) -> str:
    """An address for a city of this name that no other city has: `swidnica`, `swidnica-2` ..."""
    base = slug(name)[:50] or "miasto"
    taken = set(City.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in count(2) if f"{base}-{number}" not in taken)


def organisations_managed_by(user: Any) -> QuerySet[Organisation]:
    """The whole directory for coordinators, none for others; cities and the entry that stays loaded."""
    if not user.is_authenticated or user.role != Role.COORDINATOR:
        return Organisation.objects.none()
    return Organisation.objects.select_related("city", "merged_into")


def suggested_organisations(city_id: int | None) -> list[str]:
    """Names of the directory, each once: the city's own, those of the whole country, the others. One query.

    What another city's team wrote is told only once a coordinator has looked at it: it stands in a draft.
    """
    found = _nearest_first(Organisation.objects.filter(merged_into=None), city_id)
    names: dict[str, str] = {}
    for key, name in found.order_by("distance", PolishOrder("name")).values_list("key", "name"):
        names.setdefault(key, name)
    return list(names.values())[:MOST_SUGGESTIONS]


def spelled_organisations(city_id: int | None, names: Iterable[str]) -> dict[str, str]:
    """The directory's spelling of those names that it knows. A doubled entry gives the one that stays. One query."""
    keys = {name: organisation_key(name) for name in names}
    known: dict[str, str] = {}
    entries = _nearest_first(Organisation.objects.filter(key__in=set(keys.values()) - {""}), city_id)
    for entry in entries.select_related("merged_into").order_by("distance", "id"):
        known.setdefault(entry.key, (entry.merged_into or entry).name)
    return {name: known[key] for name, key in keys.items() if key in known}


def _nearest_first(organisations: QuerySet[Organisation], city_id: int | None) -> Any:
    """With `distance`: 0 for the city's own, 1 for those of the whole country, 2 for the checked ones of others."""
    near = Q(city=None) | (Q(city_id=city_id) if city_id else Q())
    organisations = organisations.filter(near | Q(is_confirmed=True))
    own = [When(city_id=city_id, then=Value(0))] if city_id else []
    country = When(city_id=None, then=Value(1))
    return organisations.annotate(distance=Case(*own, country, default=Value(2), output_field=IntegerField()))
