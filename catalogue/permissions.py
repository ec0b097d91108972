"""Who decides what is public."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.enums import Role
from core.exceptions import NotAllowed


def check_can_publish(user: Any) -> None:
    """Only the coordinators of the programme publish and withdraw, and only while their account is active."""
    if getattr(user, "role", "") != Role.COORDINATOR or not user.is_active:
        raise NotAllowed(_("Only a coordinator of the programme may publish or withdraw."))


def can_publish(user: Any) -> bool:
    try:
        check_can_publish(user)
    except NotAllowed:
        return False
    return True


def check_can_keep_synonyms(user: Any) -> None:
    """Only the coordinators of the programme change which names search takes for the same."""
    if getattr(user, "role", "") != Role.COORDINATOR:
        raise NotAllowed(_("Only a coordinator of the programme may change the synonyms."))
