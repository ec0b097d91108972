"""What the state of an initiative allows: the transition table of a MID, and rules that reach beyond one column."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.models import Document
from documents.parts import PartKind
from documents.policies import reviewed_course

TRANSITIONS = reviewed_course(author="team", judge="expert")


def check_values(document: Document, kind: PartKind, values: dict[str, Any]) -> None:
    """Raise ValidationError by field: actions within the months of the edition, nothing measured in days to come."""
    if kind.key == "action":
        _check_months(document, values)
    elif kind.key == "measurement":
        _check_day(values.get("date"))


def _check_day(day: date | None) -> None:
    if day is not None and day > timezone.localdate():
        raise ValidationError({"date": _("The date lies in the future. Enter the day on which it was measured.")})


def _check_months(document: Document, values: dict[str, Any]) -> None:
    edition = document.initiative.participation.edition
    errors = {}
    for name in ("start", "end"):
        month = values.get(name)
        if month is not None and not edition.plans_from.replace(day=1) <= month <= edition.plans_until:
            errors[name] = _("The month must lie between %(first)s and %(last)s, the period of this edition.") % {
                "first": edition.plans_from.strftime("%m.%Y"),
                "last": edition.plans_until.strftime("%m.%Y"),
            }
    if errors:
        raise ValidationError(errors)
