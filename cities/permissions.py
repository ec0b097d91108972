"""Who may change the facts about cities."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.enums import Role
from core.exceptions import NotAllowed


def check_can_manage_cities(user: Any) -> None:
    """Only coordinators keep the list of cities."""
    if not can_manage_cities(user):
        raise NotAllowed(_("Only a coordinator may change the list of cities."))


def can_manage_cities(user: Any) -> bool:
    return bool(user.is_authenticated and user.role == Role.COORDINATOR)


def check_can_manage_organisations(user: Any) -> None:
    """Only coordinators rename and merge organisations; teams add them by writing their names."""
    if not can_manage_cities(user):
        raise NotAllowed(_("Only a coordinator may change the directory of organisations."))
