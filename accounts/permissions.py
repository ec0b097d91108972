"""Who may manage people. Each `check_can_x` raises NotAllowed with a readable sentence."""

from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import NotAllowed


def check_can_manage_people(user: Any) -> None:
    """Only coordinators invite people and switch accounts off."""
    if not (user.is_authenticated and user.is_active and user.is_coordinator):
        raise NotAllowed(_("Only a coordinator may manage people."))


def can_manage_people(user: Any) -> bool:
    try:
        check_can_manage_people(user)
    except NotAllowed:
        return False
    return True
