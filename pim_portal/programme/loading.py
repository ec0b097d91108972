"""Putting the facts into the database. What is there already stays as it is: a coordinator's word counts more."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from cities.models import City, PopulationFigure
from cities.policies import size_class
from cities.queries import free_slug, voivodeship_names
from core.exceptions import InvalidInput
from networks.exchange import ParticipationRow, parse, read_table
from networks.models import Edition, EditionMilestone, Meeting, Participation, ThematicNetwork
from reviews.services import begin_rules

FOLDER = Path(__file__).parent
DATES_OF_EDITION = ("starts", "ends", "plans_from", "plans_until")


@transaction.atomic
def load_programme() -> dict[str, int]:
    """Add the editions, networks, milestones, cities, participations and meetings that are missing.

    Idempotent. Writes no audit events, as nobody decided anything. Returns how many rows were added, by name of table.
    """
    before = _counts()
    for facts in _editions():
        edition = _edition(facts)
        _networks(edition, facts["networks"])
        _milestones(edition, facts["milestones"])
        _participants(edition)
        _meetings(edition, facts["meetings"])
        begin_rules(edition=edition)
    return {name: count - before[name] for name, count in _counts().items()}


def _counts() -> dict[str, int]:
    models = (Edition, ThematicNetwork, EditionMilestone, City, Participation, Meeting)
    return {model.__name__: model._default_manager.count() for model in models}


def _editions() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.json")):
        facts = json.loads(path.read_text("utf-8"))
        yield facts | {"mid_template": _template(facts.get("mid_template", ""))}


def _template(folder: str) -> dict[str, Any]:
    """The template of that name, which the portal brings along; nothing without a name."""
    return json.loads((FOLDER / folder / "template.json").read_text("utf-8")) if folder else {}


def _edition(facts: dict[str, Any]) -> Edition:
    values = {name: value for name, value in facts.items() if name not in ("networks", "milestones", "meetings")}
    values.update({name: datetime.date.fromisoformat(facts[name]) for name in DATES_OF_EDITION})
    values["is_current"] = facts["is_current"] and not Edition.objects.filter(is_current=True).exists()
    edition, _created = Edition.objects.get_or_create(slug=values.pop("slug"), defaults=values)
    return edition


def _networks(edition: Edition, facts: list[dict[str, Any]]) -> None:
    for position, values in enumerate(facts, start=1):
        defaults = {**values, "edition": edition, "position": position}
        ThematicNetwork.objects.get_or_create(slug=defaults.pop("slug"), defaults=defaults)


def _milestones(edition: Edition, facts: list[dict[str, Any]]) -> None:
    for values in facts:
        known = {**values, "date": datetime.date.fromisoformat(values["date"])}
        EditionMilestone.objects.get_or_create(edition=edition, title=known.pop("title"), defaults=known)


def _participants(edition: Edition) -> None:
    path = FOLDER / f"participants-{edition.slug}.csv"
    if not path.exists():
        return
    rows, bad = parse(read_table(path.read_bytes()), edition.networks.all(), voivodeship_names())
    if bad:
        raise InvalidInput(f"{path.name}, line {bad[0].line}: {' '.join(bad[0].reasons)}")
    for row in rows:
        city = _city(row)
        Participation.objects.get_or_create(
            edition=edition,
            city=city,
            defaults={"network": row.network, "joined": row.joined, "left": row.left, "source": row.source},
        )


def _city(row: ParticipationRow) -> City:
    found = City.objects.filter(teryt=row.teryt).first()
    if found:
        return found
    city = City.objects.create(
        slug=free_slug(row.city),
        name=row.city,
        teryt=row.teryt,
        gmina_kind=int(row.teryt[6]),
        voivodeship_id=row.teryt[:2],
        latitude=row.latitude,
        longitude=row.longitude,
        size_class=size_class(row.population),
        source=row.source,
    )
    if row.population:
        PopulationFigure.objects.create(
            city=city, value=row.population, year=row.population_year, source=row.population_source
        )
    return city


def _meetings(edition: Edition, facts: list[dict[str, Any]]) -> None:
    for known in facts:
        values = dict(known)
        networks, hosts = values.pop("networks"), values.pop("hosts")
        starts, ends = whole_days(values.pop("starts"), values.pop("ends"))
        meeting, created = Meeting.objects.get_or_create(
            edition=edition, title=values.pop("title"), defaults={**values, "starts_at": starts, "ends_at": ends}
        )
        if created:
            meeting.networks.set(ThematicNetwork.objects.filter(slug__in=networks))
            meeting.hosts.set(City.objects.filter(teryt__in=hosts))


def whole_days(first: str, last: str) -> tuple[datetime.datetime, datetime.datetime]:
    """From the first minute of one day to the last minute of another: how a meeting of unknown hours is stored."""
    zone = timezone.get_default_timezone()
    start = datetime.datetime.combine(datetime.date.fromisoformat(first), datetime.time(0, 0), zone)
    end = datetime.datetime.combine(datetime.date.fromisoformat(last), datetime.time(23, 59), zone)
    return start, end
