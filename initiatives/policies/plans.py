"""What the state of an initiative allows: the transition table of a MID, and rules that reach beyond one column."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.models import Document
from documents.parts import PartKind
from documents.policies import reviewed_course

TRANSITIONS = reviewed_course(author="team", judge="expert")


def check_values(document: Document, kind: PartKind, values: dict[str, Any]) -> None:
    """Raise ValidationError by field: an action must lie within the months that its edition allows."""
    if kind.key != "action":
        return
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
