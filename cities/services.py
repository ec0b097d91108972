"""Writes of cities and population figures."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from cities.models import City, PopulationFigure
from cities.permissions import check_can_manage_cities
from cities.policies import size_class
from cities.queries import free_slug
from core.exceptions import InvalidInput


@transaction.atomic
def create_city(
    *,
    by: User,
    name: str,
    teryt: str,
    latitude: float | None = None,
    longitude: float | None = None,
    website: str = "",
    source: str = "",
    is_sample: bool = False,
) -> City:
    """Add a city; its address, voivodeship and kind follow from name and TERYT. Effects: a row, an event."""
    check_can_manage_cities(by)
    if City.objects.filter(teryt=teryt).exists():
        raise InvalidInput(_("There is a city with this TERYT code already."))
    city = City.objects.create(
        slug=free_slug(name),
        name=name,
        teryt=teryt,
        gmina_kind=int(teryt[6]),
        voivodeship_id=teryt[:2],
        latitude=latitude,
        longitude=longitude,
        website=website,
        source=source,
        is_sample=is_sample,
    )
    _record(by, Verb.CREATED, city, [])
    return city


@transaction.atomic
def update_city(*, by: User, city: City, values: dict[str, Any]) -> City:
    """Change facts of a city (name, coordinates, website, source); its address and TERYT stay. Effects: row, event."""
    check_can_manage_cities(by)
    locked = City.objects.select_for_update(of=("self",), no_key=True).get(pk=city.pk)
    changed = [name for name, value in values.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, values[name])
    if changed:
        locked.save(update_fields=[*changed, "updated_at"])
        _record(by, Verb.CHANGED, locked, changed)
    return locked


@transaction.atomic
def set_population(*, by: User, city: City, value: int, year: int | None, source: str) -> PopulationFigure:
    """Store a count of inhabitants, in place of the same year's. Effects: rows, an event; the size class too."""
    check_can_manage_cities(by)
    locked = City.objects.select_for_update(of=("self",), no_key=True).get(pk=city.pk)
    figure, _created = PopulationFigure.objects.update_or_create(
        city=locked, year=year, defaults={"value": value, "source": source}
    )
    newest = locked.population_figures.first()
    locked.size_class = size_class(newest.value if newest else None)
    locked.save(update_fields=["size_class", "updated_at"])
    _record(by, Verb.CHANGED, locked, ["population"])
    return figure


def _record(by: User, verb: Verb, city: City, fields: list[str]) -> None:
    record(by=by, verb=verb, target_kind="city", target_id=city.pk, target_label=city.name, data={"fields": fields})
