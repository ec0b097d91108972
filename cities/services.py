"""Writes of cities, population figures and the directory of organisations."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from cities.models import City, Organisation, PopulationFigure
from cities.permissions import check_can_manage_cities, check_can_manage_organisations
from cities.policies import organisation_key, size_class
from cities.queries import free_slug
from core.exceptions import InvalidInput, WrongState

#: a name that a team wrote and gave up within this time was being typed
STILL_TYPING = timedelta(days=1)


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


@transaction.atomic
def enter_organisations(*, city_id: int | None, names: Iterable[str], is_sample: bool = False) -> None:
    """Add to a city's directory those names that neither it nor the whole country has. Effects: rows.

    The caller has judged the right to write the text that the names come from, and records its event.
    """
    wanted = {organisation_key(name): " ".join(name.split()) for name in names}
    wanted.pop("", None)
    near = Organisation.objects.filter(_of_city(city_id) | Q(city=None), key__in=wanted)
    known = set(near.values_list("key", flat=True))
    fresh = [
        Organisation(name=name[:200], key=key, city_id=city_id, is_sample=is_sample)
        for key, name in wanted.items()
        if key not in known
    ]
    # Two people may write the same name at once; whose row it is does not matter.
    Organisation.objects.bulk_create(fresh, ignore_conflicts=True)


@transaction.atomic
def forget_organisations(*, city_id: int | None, names: Iterable[str]) -> None:
    """Remove names that a team wrote a moment ago and that no text has any more. Effects: rows.

    A field is saved while it is being typed: without this the directory would fill with beginnings of names. The
    caller has judged the right, as for enter_organisations.
    """
    Organisation.objects.filter(
        _of_city(city_id),
        key__in={organisation_key(name) for name in names},
        is_confirmed=False,
        merged_into=None,
        merged=None,
        created_at__gt=timezone.now() - STILL_TYPING,
    ).delete()


@transaction.atomic
def create_organisation(*, by: User, name: str, city: City | None) -> Organisation:
    """Add an organisation by hand; `city` is None for the whole country. Effects: a row, an event."""
    check_can_manage_organisations(by)
    key = _free_key(name, city)
    made = Organisation.objects.create(name=name, key=key, city=city, is_confirmed=True)
    _record_organisation(by, Verb.CREATED, made, {})
    return made


@transaction.atomic
def change_organisation(*, by: User, organisation: Organisation, name: str, city: City | None) -> Organisation:
    """Rename an organisation or move it to another city; texts of plans stay. Effects: rows, an event.

    The former name stays as an entry that leads here, so that whoever writes it next gets the new one.
    """
    check_can_manage_organisations(by)
    locked = _lock(organisation)
    former = {"name": locked.name, "key": locked.key, "city": locked.city}
    # Back to a name that this organisation had before.
    locked.merged.filter(key=organisation_key(name), city=city).delete()
    locked.key = _free_key(name, city, except_for=locked)
    locked.name, locked.city, locked.is_confirmed = name, city, True
    locked.save()
    if former["key"] != locked.key:
        Organisation.objects.create(**former, merged_into=locked, is_confirmed=True, is_sample=locked.is_sample)
    _record_organisation(by, Verb.CHANGED, locked, {"before": former["name"]})
    return locked


@transaction.atomic
def merge_organisations(*, by: User, doubled: Organisation, kept: Organisation) -> Organisation:
    """Let one entry of the directory lead to another; texts of plans stay. Effects: rows, an event."""
    check_can_manage_organisations(by)
    ordered = sorted((doubled, kept), key=lambda one: one.pk)
    locked = {one.pk: _lock(one) for one in ordered}
    if doubled.pk == kept.pk:
        raise InvalidInput(_("An organisation cannot be merged into itself."))
    target, source = locked[kept.pk], locked[doubled.pk]
    if target.merged_into_id or source.merged_into_id:
        raise WrongState(_("One of the two has been merged in the meantime. Look at the directory again."))
    source.merged.update(merged_into=target)
    source.merged_into = target
    source.is_confirmed = target.is_confirmed = True
    source.save()
    target.save()
    _record_organisation(by, Verb.CHANGED, target, {"merged": source.name})
    return target


@transaction.atomic
def separate_organisation(*, by: User, organisation: Organisation) -> Organisation:
    """Undo a merge: the entry stands for itself again. Effects: a row, an event."""
    check_can_manage_organisations(by)
    locked = _lock(organisation)
    if locked.merged_into_id is None:
        raise WrongState(_("This organisation is not merged with another one."))
    locked.merged_into = None
    locked.save()
    _record_organisation(by, Verb.CHANGED, locked, {"separated": True})
    return locked


def _of_city(city_id: int | None) -> Q:
    return Q(city=None) if city_id is None else Q(city_id=city_id)


def _lock(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)


def _free_key(name: str, city: City | None, except_for: Organisation | None = None) -> str:
    """The key of the name; InvalidInput when it has no letter or another entry of the same city has it."""
    key = organisation_key(name)
    if not key:
        raise InvalidInput(_("Write a name with letters or digits."))
    others = Organisation.objects.filter(city=city, key=key)
    if except_for is not None:
        others = others.exclude(pk=except_for.pk)
    if others.exists():
        raise InvalidInput(_("The directory has this organisation already. Merge the two instead."))
    return key


def _record_organisation(by: User, verb: Verb, organisation: Organisation, data: dict[str, Any]) -> None:
    record(
        by=by,
        verb=verb,
        target_kind="organisation",
        target_id=organisation.pk,
        target_label=organisation.name,
        data=data,
    )
