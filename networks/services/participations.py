"""Cities in an edition."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from cities.models import City
from core.exceptions import InvalidInput
from networks.models import Edition, Participation, ThematicNetwork
from networks.permissions import check_can_manage_programme


@transaction.atomic
def add_participation(
    *,
    by: User,
    edition: Edition,
    city: City,
    network: ThematicNetwork | None,
    joined: datetime.date | None = None,
    left: datetime.date | None = None,
    source: str = "",
) -> Participation:
    """Let a city take part in an edition; `network=None` while the assignment is unknown. Effects: a row, an event."""
    check_can_manage_programme(by)
    _check(edition, network, joined, left)
    # The edition's row makes two coordinators who add the same city queue up, so that the second gets the sentence.
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if edition.participations.filter(city=city).exists():
        raise InvalidInput(_("This city already takes part in this edition."))
    participation = Participation.objects.create(
        edition=edition, city=city, network=network, joined=joined, left=left, source=source
    )
    _record(by, Verb.CREATED, participation, [])
    return participation


@transaction.atomic
def update_participation(
    *,
    by: User,
    participation: Participation,
    network: ThematicNetwork | None,
    joined: datetime.date | None,
    left: datetime.date | None,
    source: str,
) -> Participation:
    """Change network, dates and source. A network chosen here is no longer a sample assignment. Effects: row, event."""
    check_can_manage_programme(by)
    _check(participation.edition, network, joined, left)
    locked = (
        Participation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("city", "edition")
        .get(pk=participation.pk)
    )
    new = {"network": network, "joined": joined, "left": left, "source": source}
    changed = [name for name, value in new.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, new[name])
    if "network" in changed:
        locked.network_is_sample = False
    if changed:
        locked.save()
        _record(by, Verb.CHANGED, locked, changed)
    return locked


def _check(
    edition: Edition,
    network: ThematicNetwork | None,
    joined: datetime.date | None,
    left: datetime.date | None,
) -> None:
    if network is not None and network.edition_id != edition.pk:
        raise InvalidInput(_("This network belongs to another edition."))
    if joined and left and left < joined:
        raise InvalidInput(_("The end must not be before the start."))


def _record(by: User, verb: Verb, participation: Participation, fields: list[str]) -> None:
    record(
        by=by,
        verb=verb,
        target_kind="participation",
        target_id=participation.pk,
        target_label=str(participation),
        data={"fields": fields},
    )
