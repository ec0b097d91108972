"""How an edition reviews: a coordinator sets days, scores and the checklist. Rounds that are open keep their copy."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from core.exceptions import InvalidInput
from networks.models import Edition
from networks.permissions import check_can_manage_programme
from reviews.enums import AppliesTo
from reviews.models import Criterion, ReviewRules
from reviews.policies.criteria import LONGEST_CHECKLIST
from reviews.queries.rules import criteria_of, last_position, usual_criteria


@transaction.atomic
def begin_rules(*, edition: Edition) -> ReviewRules:
    """Give an edition without rules the usual days and checklists. Effects: rows. Nobody decided anything: no event."""
    _lock(edition)
    rules, is_new = ReviewRules.objects.get_or_create(edition=edition)
    if is_new:
        for applies_to in AppliesTo.values:
            Criterion.objects.bulk_create(usual_criteria(edition, applies_to))
    return rules


@transaction.atomic
def save_rules(*, by: User, edition: Edition, values: dict[str, Any]) -> ReviewRules:
    """Set the days and whether criteria are scored. Effects: rows, an event. Holds for rounds opened from now on."""
    check_can_manage_programme(by)
    rules = begin_rules(edition=edition)
    for name in ("review_days", "answer_days", "is_scored"):
        setattr(rules, name, values[name])
    rules.save()
    _record(by, Verb.CHANGED, edition)
    return rules


@transaction.atomic
def save_criterion(
    *, by: User, edition: Edition, applies_to: str, criterion: Criterion | None, values: dict[str, Any]
) -> Criterion:
    """Add a line to a checklist, last, or change one. Effects: rows, an event. Raises NotAllowed, InvalidInput."""
    check_can_manage_programme(by)
    begin_rules(edition=edition)
    if criterion is None and len(criteria_of(edition, applies_to)) >= LONGEST_CHECKLIST:
        raise InvalidInput(_("A checklist has at most %(count)d lines.") % {"count": LONGEST_CHECKLIST})
    saved = criterion or Criterion(
        edition=edition, applies_to=applies_to, position=last_position(edition, applies_to) + 1
    )
    words = ("text", "text_en", "hint")
    for name in words:
        setattr(saved, name, values[name])
    # A line that is moved at the same moment keeps its new place.
    saved.save(update_fields=words if criterion else None)
    _record(by, Verb.CHANGED if criterion else Verb.ADDED, edition, saved)
    return saved


@transaction.atomic
def move_criterion(*, by: User, criterion: Criterion, up: bool) -> int:
    """Move a line up or down in its checklist. Effects: positions, an event. Returns its place, counted from 1."""
    check_can_manage_programme(by)
    _lock(criterion.edition)
    lines = criteria_of(criterion.edition, criterion.applies_to)
    keys = [line.pk for line in lines]
    here = keys.index(criterion.pk)
    there = max(0, min(len(lines) - 1, here + (-1 if up else 1)))
    lines.insert(there, lines.pop(here))
    for number, line in enumerate(lines, start=1):
        line.position = number
    Criterion.objects.bulk_update(lines, ["position"])
    _record(by, Verb.MOVED, criterion.edition, criterion)
    return there + 1


@transaction.atomic
def delete_criterion(*, by: User, criterion: Criterion) -> None:
    """Take a line out of its checklist; rounds that have it keep it. Effects: a row gone, an event."""
    check_can_manage_programme(by)
    _record(by, Verb.DELETED, criterion.edition, criterion)
    criterion.delete()


def _lock(edition: Edition) -> None:
    """Two coordinators change the rules of an edition one after the other."""
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)


def _record(by: User, verb: Verb, edition: Edition, criterion: Criterion | None = None) -> None:
    data = {"criterion": criterion.text} if criterion else {}
    record(
        by=by,
        verb=verb,
        target_kind="review_rules",
        target_id=edition.pk,
        target_label=edition.name,
        data=data,
    )
