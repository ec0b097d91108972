"""Who may do what with an improvement plan and its recommendations: each `check_can_x` raises NotAllowed."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.enums import Role
from core.exceptions import NotAllowed
from documents.models import Document
from documents.policies import Transition, transitions_from
from improvement_plans.enums import FlagState
from improvement_plans.models import BarrierFlag, Course, Institution, InstitutionMember, Recommendation
from improvement_plans.policies import TRANSITIONS
from initiatives.models import NetworkLink
from networks.enums import SpecialistKind
from networks.models import Participation, ThematicNetwork
from networks.queries import networks_of_specialist, participations_of_member


def check_can_edit_document(user: Any, document: Document) -> None:
    """Only the World Bank editors of the network write its Improvement Plan."""
    networks = networks_of_specialist(user, SpecialistKind.PU_EDITOR)
    if not networks.filter(improvement_plan__document=document).exists():
        raise NotAllowed(_("Only the editors of this network's Improvement Plan may change it."))


def check_can_coordinate(user: Any) -> None:
    """Starting plans, judging them and keeping the list of institutions belong to the coordinators."""
    if getattr(user, "role", "") != Role.COORDINATOR:
        raise NotAllowed(_("Only a coordinator of the programme may do this."))


def check_can_move(user: Any, document: Document, transition: Transition) -> None:
    """Whether the user is the one whom the transition table names."""
    if transition.who == "editor":
        check_can_edit_document(user, document)
    else:
        check_can_coordinate(user)


def moves_of(user: Any, document: Document) -> list[Transition]:
    """The moves that the user may make from the document's present state, in the order of the table."""
    return [move for move in transitions_from(TRANSITIONS, document.state) if can(check_can_move, user, document, move)]


def check_can_answer(user: Any, course: Course) -> None:
    """Staff answer for their own institution while it is an addressee; a coordinator may record any answer."""
    if getattr(user, "role", "") == Role.COORDINATOR:
        return
    if course.institution is None or not is_member(user, course.institution):
        raise NotAllowed(_("You may answer only for your own institution."))
    if not course.is_asked:
        raise NotAllowed(_("This recommendation is no longer addressed to your institution."))


def check_can_rate(user: Any, recommendation: Recommendation, participation: Participation) -> None:
    """The team of a city that raised what the recommendation answers says whether it helped."""
    if not participation.seats.filter(user=user.pk, until=None).exists():
        raise NotAllowed(_("Only the team of the city may say whether it helped."))
    if not Participation.objects.filter(raises(recommendation), pk=participation.pk).exists():
        raise NotAllowed(_("Your city has not raised a barrier that this recommendation answers."))


def raises(recommendation: Recommendation) -> Q:
    """The condition that a city in an edition raised a barrier of the recommendation: its MID, as it stands now, names
    one, or a report of its team was taken into one.
    """
    barriers = recommendation.barriers.filter(deleted_at=None)
    codes = list(barriers.values_list("code", flat=True))
    links = NetworkLink.objects.filter(barriers__overlap=codes, deleted_at=None)
    reports = BarrierFlag.objects.filter(barrier__in=barriers, state=FlagState.MERGED)
    named = Q(initiative__document__in=links.values("document"))
    return named | Q(initiative__document__in=reports.values("document"))


def check_by_letter(user: Any) -> None:
    """An answer that came by letter is entered by a coordinator, never by the institution itself."""
    check_can_coordinate(user)


def check_can_flag(user: Any, document: Document) -> None:
    """A barrier is reported, and a report taken back, by the city's own team."""
    if not participations_of_member(user).filter(initiative__document=document).exists():
        raise NotAllowed(_("Only the city's team may report a barrier from this plan."))


def check_can_settle(user: Any, network: ThematicNetwork | None) -> None:
    """What becomes of a reported barrier is decided by the editors of the network's Improvement Plan."""
    editors = networks_of_specialist(user, SpecialistKind.PU_EDITOR)
    if network is None or not editors.filter(pk=network.pk).exists():
        raise NotAllowed(_("Only the editors of this network's Improvement Plan decide about reported barriers."))


def is_member(user: Any, institution: Institution) -> bool:
    """Whether the user belongs to the institution's staff now."""
    if getattr(user, "role", "") != Role.MINISTRY:
        return False
    return InstitutionMember.objects.filter(institution=institution, user=user.pk, until=None).exists()


def can(check: Callable[..., None], *arguments: Any) -> bool:
    """Whether `check(*arguments)` would pass: for buttons."""
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True
