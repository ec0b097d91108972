"""Importing a list of cities and participations: all of it or nothing."""

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from cities.models import City
from cities.services import create_city, set_population, update_city
from core.exceptions import InvalidInput, WrongState
from networks.exchange import ImportPlan, Outcome, PlannedRow, plan_import
from networks.models import Edition, Participation
from networks.permissions import check_can_manage_programme

#: key of the advisory lock that makes imports queue up ("pim" in ASCII)
IMPORT_LOCK = 0x70696D


@transaction.atomic
def import_participations(*, by: User, edition: Edition, content: bytes, expected: str = "") -> ImportPlan:
    """Write a list. Effects: cities, figures, participations, one event for the import.

    With any bad row InvalidInput is raised and nothing is written. `expected` is the fingerprint of the plan that the
    person saw: WrongState when somebody changed the data since. Imports run one after another.
    """
    check_can_manage_programme(by)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    plan = plan_import(edition, content)
    if plan.bad:
        raise InvalidInput(_refusal(len(plan.bad)))
    if expected and plan.fingerprint != expected:
        raise WrongState(_("The data have changed since the preview. Look at the new preview before you confirm."))
    for planned in plan.rows:
        if planned.outcome is not Outcome.UNCHANGED:
            _write(by, edition, planned)
    if plan.changes_something:
        _record(by, edition, plan)
    return plan


def _refusal(count: int) -> str:
    return ngettext(
        "%(count)d row has an error, so nothing was imported.",
        "%(count)d rows have errors, so nothing was imported.",
        count,
    ) % {"count": count}


def _write(by: User, edition: Edition, planned: PlannedRow) -> None:
    row = planned.row
    city = _write_city(by, planned)
    participation = planned.participation or Participation(edition=edition, city=city)
    if "network" in row.given and participation.network != row.network:
        participation.network = row.network
        participation.network_is_sample = False
    participation.joined = row.joined or participation.joined
    participation.left = row.left or participation.left
    participation.source = row.source or participation.source
    if participation.joined and participation.left and participation.left < participation.joined:
        raise InvalidInput(_("Line %(line)d: the city left before it joined.") % {"line": row.line})
    participation.save()


def _write_city(by: User, planned: PlannedRow) -> City:
    row = planned.row
    city = planned.city
    if city is None:
        city = create_city(
            by=by,
            name=row.city,
            teryt=row.teryt,
            latitude=row.latitude,
            longitude=row.longitude,
            source=row.source,
        )
    elif row.latitude is not None:
        update_city(by=by, city=city, values={"latitude": row.latitude, "longitude": row.longitude})
    if row.population is not None:
        set_population(by=by, city=city, value=row.population, year=row.population_year, source=row.population_source)
    return city


def _record(by: User, edition: Edition, plan: ImportPlan) -> None:
    record(
        by=by,
        verb=Verb.IMPORTED,
        target_kind="edition",
        target_id=edition.pk,
        target_label=edition.name,
        data={outcome.value: plan.count(outcome) for outcome in Outcome},
    )
