"""What the state allows in the loop."""

import datetime

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput

#: saved views of one person
MOST_VIEWS = 30


def quarter_began(today: datetime.date) -> datetime.date:
    """The first day of the quarter of the year that the day lies in."""
    return today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)


def check_room(views: int) -> None:
    """Raise InvalidInput when the person has as many saved views as may be kept."""
    if views >= MOST_VIEWS:
        raise InvalidInput(
            _("You have %(count)d saved views. Delete one before you save another.") % {"count": MOST_VIEWS}
        )
