"""Teams of two: a seat is given, handed over, ended."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.services import find_or_invite, revoke_invitation
from activity.enums import Verb
from activity.services import record
from core.exceptions import InvalidInput, WrongState
from networks.models import Participation, TeamSeat
from networks.permissions import check_can_manage_programme


@transaction.atomic
def give_seat(*, by: User, participation: Participation, seat: int, email: str, name: str) -> TeamSeat:
    """Give an empty seat (1 or 2) to a person, who is invited by e-mail unless they have an account already.

    An invited person sits there at once but can do nothing before they accept. Effects: rows, an event, an e-mail.
    """
    check_can_manage_programme(by)
    participation = _lock(participation)
    if seat not in (1, 2):
        raise InvalidInput(_("A team has two seats."))
    if participation.seats.filter(seat=seat, until=None).exists():
        raise WrongState(_("This seat is taken."))
    person = find_or_invite(by=by, email=email, name=name, role=Role.TEAM_MEMBER, unit=str(participation.city))
    if participation.seats.filter(user=person, until=None).exists():
        raise InvalidInput(_("This person already sits in this team."))
    given = TeamSeat.objects.create(participation=participation, seat=seat, user=person, since=timezone.localdate())
    _record(by, Verb.SEAT_GIVEN, given, participation)
    return given


@transaction.atomic
def end_seat(*, by: User, seat: TeamSeat) -> TeamSeat:
    """End a person's seat today; what they wrote stays. Ending an ended seat is refused. Effects: a row, an event."""
    check_can_manage_programme(by)
    participation = _lock(seat.participation)
    locked = TeamSeat.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(pk=seat.pk)
    if locked.until is not None:
        raise WrongState(_("This seat has already ended."))
    locked.until = max(timezone.localdate(), locked.since)
    locked.save(update_fields=["until", "updated_at"])
    _record(by, Verb.SEAT_ENDED, locked, participation)
    _withdraw_invitation(by, locked.user)
    return locked


@transaction.atomic
def hand_over_seat(*, by: User, seat: TeamSeat, email: str, name: str) -> TeamSeat:
    """End a seat and give it to another person in one step. Effects: as of both. Returns the new seat."""
    ended = end_seat(by=by, seat=seat)
    if ended.user.email == email.strip().lower():
        raise InvalidInput(_("This person holds the seat already."))
    return give_seat(by=by, participation=seat.participation, seat=seat.seat, email=email, name=name)


def _withdraw_invitation(by: User, person: User) -> None:
    """Somebody who never came in and holds no other seat must not come in any more."""
    waits = person.invitations.filter(accepted_at=None, revoked_at=None).exists()
    if waits and not person.seats.filter(until=None).exists():
        revoke_invitation(by=by, user=person)


def _lock(participation: Participation) -> Participation:
    return (
        Participation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("city", "edition")
        .get(pk=participation.pk)
    )


def _record(by: User, verb: Verb, seat: TeamSeat, participation: Participation) -> None:
    record(
        by=by,
        verb=verb,
        target_kind="participation",
        target_id=participation.pk,
        target_label=str(participation),
        data={"seat": seat.seat, "person": str(seat.user), "user_id": seat.user_id},
    )
