"""Who may read the audit log."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.permissions import can_manage_people
from core.exceptions import NotAllowed


def check_can_read_log(user: Any) -> None:
    """The log names people: only coordinators read it."""
    if not can_manage_people(user):
        raise NotAllowed(_("Only a coordinator may read the log."))


def can_read_log(user: Any) -> bool:
    try:
        check_can_read_log(user)
    except NotAllowed:
        return False
    return True
