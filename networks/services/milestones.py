"""Dates of an edition that everybody should know."""

from typing import Any

from django.db import transaction

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from networks.models import Edition, EditionMilestone
from networks.permissions import check_can_manage_programme


@transaction.atomic
def save_milestone(
    *, by: User, edition: Edition, milestone: EditionMilestone | None, values: dict[str, Any]
) -> EditionMilestone:
    """Add a milestone to an edition or change one. Effects: a row, an event.

    `values`: title, title_en, date, is_approximate, source.
    """
    check_can_manage_programme(by)
    saved = milestone or EditionMilestone(edition=edition)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save()
    _record(by, Verb.CHANGED if milestone else Verb.ADDED, saved)
    return saved


@transaction.atomic
def remove_milestone(*, by: User, milestone: EditionMilestone) -> None:
    """Delete a milestone. Effects: a row gone, an event."""
    check_can_manage_programme(by)
    _record(by, Verb.DELETED, milestone)
    milestone.delete()


def _record(by: User, verb: Verb, milestone: EditionMilestone) -> None:
    record(by=by, verb=verb, target_kind="milestone", target_id=milestone.pk, target_label=milestone.title)
