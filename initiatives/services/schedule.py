"""Moving actions in time."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import InvalidInput, WrongState
from documents.exceptions import RowGone
from documents.models import Change, Document
from documents.parts import PartKind, document_kind
from documents.queries import is_live
from documents.services import save_part
from documents.services.locking import lock_for_author
from documents.services.once import ticket
from initiatives.models import Action
from initiatives.policies.schedule import check_dates, later
from initiatives.queries.schedule import followers_of


@transaction.atomic
def shift_action(
    *,
    by: User,
    document: Document,
    action_id: UUID,
    base_version: int,
    start_by: int = 0,
    end_by: int = 0,
    with_followers: bool = False,
    request_key: UUID | None = None,
) -> Action:
    """Move the first and the last month of an action by so many months. Effects: as `save_part`. Returns the action.

    `with_followers` moves all that wait for it too, directly or through others, or nothing at all.

    `base_version` is the version that the person looked at: when somebody else has moved the action since then, nothing
    is done (WrongState), because a step from an unseen place is not what was meant. Raises RowGone, InvalidInput.
    """
    locked = lock_for_author(by, document)
    kind = document_kind(locked.kind).part_kind("action")
    action = Action.objects.filter(pk=action_id, document=locked).select_related("changed_by").first()
    if action is None or not is_live(action):
        raise RowGone(who=str(action.changed_by or "") if action else "")
    request = ticket(by, locked, request_key, "shift", str(action_id), base_version, start_by, end_by, with_followers)
    if request.was_used():
        return action
    _check_seen(by, action, base_version)
    saved = _move(by, locked, kind, action, start_by, end_by)
    for follower in followers_of(action) if with_followers else []:
        try:
            _move(by, locked, kind, follower, start_by, end_by)
        except InvalidInput as refusal:
            raise InvalidInput(
                _("Nothing has been moved, because of “%(title)s”: %(why)s") % {"title": follower.title, "why": refusal}
            ) from refusal
    request.use(action_id)
    return saved


def _move(by: User, locked: Document, kind: PartKind, action: Action, start_by: int, end_by: int) -> Action:
    """Save the moved months; an action without any raises InvalidInput."""
    wanted = {"start": (action.start, start_by), "end": (action.end, end_by)}
    moved = {name: later(month, months) for name, (month, months) in wanted.items() if months and month}
    if not moved:
        raise InvalidInput(_("This action has no months yet. Write them first."))
    months = {"start": action.start, "end": action.end, **moved}
    check_dates(locked, kind, months["start"], months["end"])
    return save_part(
        by=by, document=locked, kind=kind, part_id=action.pk, base_version=action.version, new_values=moved
    )


@transaction.atomic
def set_months(
    *,
    by: User,
    document: Document,
    action_id: UUID,
    base_version: int,
    start: date,
    end: date,
    request_key: UUID | None = None,
) -> Action:
    """Write the first and the last month of an action that was read at `base_version`. Effects: as `save_part`.

    What another person has changed meanwhile is not written over (StaleSave): nothing is saved then.
    """
    locked = lock_for_author(by, document)
    kind = document_kind(locked.kind).part_kind("action")
    check_dates(locked, kind, start, end)
    return save_part(
        by=by,
        document=locked,
        kind=kind,
        part_id=action_id,
        base_version=base_version,
        new_values={"start": start, "end": end},
        request_key=request_key,
    )


def _check_seen(by: User, action: Action, base_version: int) -> None:
    """Raise WrongState when somebody else has changed the dates since the version that the person looked at."""
    since = Change.objects.filter(part_id=action.pk, part_version__gt=base_version, field__in=("start", "end"))
    if since.exclude(by=by).exists():
        raise WrongState(
            _("%(name)s has moved this action in the meantime. Look where it stands now and move it again.")
            % {"name": action.changed_by or ""}
        )
