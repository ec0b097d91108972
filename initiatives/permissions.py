"""Who may do what with an initiative. Each `check_can_x` raises NotAllowed with a readable sentence."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from accounts.enums import Role
from core.exceptions import NotAllowed
from documents.models import Document
from documents.policies import Transition, transitions_from
from initiatives.policies import TRANSITIONS
from networks.enums import SpecialistKind
from networks.models import Participation
from networks.queries import networks_of_specialist, participations_of_member


def check_can_edit_document(user: Any, document: Document) -> None:
    """Only the two people of the city's team write its plan."""
    if not participations_of_member(user).filter(initiative__document=document).exists():
        raise NotAllowed(_("Only the city's team may change this plan."))


def can_edit_document(user: Any, document: Document) -> bool:
    return can(check_can_edit_document, user, document)


def check_can_create(user: Any, participation: Participation) -> None:
    """A city's plan is begun by its team or by a coordinator."""
    if user.role == Role.COORDINATOR:
        return
    if not participations_of_member(user).filter(pk=participation.pk).exists():
        raise NotAllowed(_("Only the city's team or a coordinator may begin this plan."))


def check_can_judge(user: Any, document: Document) -> None:
    """A plan is judged by the experts of its network."""
    networks = networks_of_specialist(user, SpecialistKind.EXPERT)
    if not networks.filter(participations__initiative__document=document).exists():
        raise NotAllowed(_("Only the experts of this city's network may judge this plan."))


def check_can_coordinate(user: Any) -> None:
    """What concerns the whole programme belongs to the coordinators."""
    if getattr(user, "role", "") != Role.COORDINATOR:
        raise NotAllowed(_("Only a coordinator of the programme may do this."))


def check_can_move(user: Any, document: Document, transition: Transition) -> None:
    """Whether the user is the one whom the transition table names."""
    if transition.who == "team":
        check_can_edit_document(user, document)
    elif transition.who == "expert":
        check_can_judge(user, document)
    else:
        check_can_coordinate(user)


def moves_of(user: Any, document: Document) -> list[Transition]:
    """The moves that the user may make from the document's present state, in the order of the table."""
    return [move for move in transitions_from(TRANSITIONS, document.state) if can(check_can_move, user, document, move)]


def can(check: Callable[..., None], *arguments: Any) -> bool:
    """Whether `check(*arguments)` would pass: for buttons."""
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True
