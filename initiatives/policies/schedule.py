"""What may be done with the dates of an action."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from documents.models import Document
from documents.parts import PartKind
from initiatives.policies.plans import check_values


def check_dates(document: Document, kind: PartKind, start: date | None, end: date | None) -> None:
    """Raise InvalidInput, with a sentence, unless the months are in order and within what the edition allows."""
    if start and end and start > end:
        raise InvalidInput(_("The last month must not be before the first month."))
    try:
        check_values(document, kind, {"start": start, "end": end})
    except ValidationError as error:
        raise InvalidInput(" ".join(dict.fromkeys(error.messages))) from error


def later(month: date | None, months: int) -> date | None:
    """The month so many months later (earlier when negative); None stays None."""
    if month is None:
        return None
    index = month.year * 12 + month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
