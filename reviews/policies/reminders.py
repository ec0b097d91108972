"""When somebody may be reminded."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.exceptions import WrongState
from reviews.enums import Side

#: who was reminded is left in peace for so long
REMIND_AGAIN = timedelta(hours=24)


def is_time_to_remind(last: datetime | None) -> bool:
    return last is None or last < timezone.now() - REMIND_AGAIN


def check_time_to_remind(last: datetime | None) -> None:
    """Raise WrongState when the last reminder is not a day old."""
    if not is_time_to_remind(last):
        raise WrongState(_("They were reminded less than a day ago. Remind them again tomorrow."))


def check_somebody_is_awaited(side: Side) -> None:
    """Raise WrongState when nobody's move is awaited."""
    if side == Side.NOBODY:
        raise WrongState(_("Nobody has to do anything with this plan now."))
