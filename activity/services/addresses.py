"""Addresses that e-mails do not reach: telling the coordinators, and trying again."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import check_can_manage_people
from activity.enums import Verb
from activity.models import FailingAddress
from activity.services.log import record
from activity.services.notices import notify


def tell_of_failing_addresses() -> int:
    """Tell the coordinators, once, of addresses that fail. Returns of how many. Called by the clock."""
    waiting = FailingAddress.objects.filter(told_at=None, cleared_at=None).values_list("pk", flat=True)
    return sum(_tell(pk) for pk in list(waiting))


@transaction.atomic
def _tell(pk: int) -> bool:
    failing = (
        FailingAddress.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("user")
        .filter(pk=pk, told_at=None, cleared_at=None)
        .first()
    )
    if failing is None:
        return False
    event = record(
        by=failing.user,
        verb=Verb.ADDRESS_FAILED,
        target_kind="user",
        target_id=failing.user.pk,
        target_label=str(failing.user),
        data={"reason": failing.reason},
    )
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("mail_state", args=[failing.user.pk])
    coordinators = User.objects.filter(role=Role.COORDINATOR, is_active=True)
    notify(event=event, users=coordinators, path=path, actor_too=True)
    failing.told_at = timezone.now()
    failing.save(update_fields=["told_at"])
    return True


@transaction.atomic
def use_address_again(*, by: User, user: User) -> bool:
    """Send e-mails to the person's address again: the person says that it works, or a coordinator does.

    Returns False when it was not failing. Raises NotAllowed for anybody else.
    """
    if by.pk != user.pk:
        check_can_manage_people(by)
    cleared = FailingAddress.objects.filter(email__iexact=user.email, cleared_at=None).update(
        cleared_at=timezone.now(), cleared_by_label=str(by)[:150]
    )
    if cleared:
        record(
            by=by,
            verb=Verb.PROFILE_CHANGED,
            target_kind="user",
            target_id=user.pk,
            target_label=str(user),
            data={"changed": ["address_works"]},
        )
    return bool(cleared)
