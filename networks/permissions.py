"""Who may change the programme's data and who may read what only participants may."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.enums import Role
from core.exceptions import NotAllowed


def check_can_manage_programme(user: Any) -> None:
    """Only coordinators change editions, networks, participations, teams, meetings and contacts."""
    if not can_manage_programme(user):
        raise NotAllowed(_("Only a coordinator may change the data of the programme."))


def can_manage_programme(user: Any) -> bool:
    return bool(user.is_authenticated and user.role == Role.COORDINATOR)
