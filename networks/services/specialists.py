"""Experts and Improvement Plan editors of a network."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.services import find_or_invite
from activity.enums import Verb
from activity.services import record
from core.exceptions import InvalidInput, WrongState
from networks.enums import SpecialistKind
from networks.models import Specialist, ThematicNetwork
from networks.permissions import check_can_manage_programme

ROLE_OF_KIND = {SpecialistKind.EXPERT: Role.EXPERT, SpecialistKind.PU_EDITOR: Role.PU_EDITOR}


@transaction.atomic
def give_specialism(*, by: User, network: ThematicNetwork, kind: SpecialistKind, email: str, name: str) -> Specialist:
    """Make a person the network's expert or editor. Effects: rows, an event.

    They are invited by e-mail unless they have an account.
    """
    check_can_manage_programme(by)
    network = ThematicNetwork.objects.select_for_update(of=("self",), no_key=True).get(pk=network.pk)
    person = find_or_invite(by=by, email=email, name=name, role=ROLE_OF_KIND[SpecialistKind(kind)], unit=network.name)
    if network.specialists.filter(user=person, kind=kind, until=None).exists():
        raise InvalidInput(_("This person already has this function in the network."))
    given = Specialist.objects.create(network=network, user=person, kind=kind, since=timezone.localdate())
    _record(by, Verb.ACCESS_GIVEN, given)
    return given


@transaction.atomic
def end_specialism(*, by: User, specialist: Specialist) -> Specialist:
    """End a person's function today; their remarks stay. Effects: a row, an event."""
    check_can_manage_programme(by)
    locked = (
        Specialist.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user", "network")
        .get(pk=specialist.pk)
    )
    if locked.until is not None:
        raise WrongState(_("This function has already ended."))
    locked.until = max(timezone.localdate(), locked.since)
    locked.save(update_fields=["until", "updated_at"])
    _record(by, Verb.ACCESS_ENDED, locked)
    return locked


def _record(by: User, verb: Verb, specialist: Specialist) -> None:
    record(
        by=by,
        verb=verb,
        target_kind="network",
        target_id=specialist.network_id,
        target_label=specialist.network.name,
        data={"kind": specialist.kind, "person": str(specialist.user), "user_id": specialist.user_id},
    )
