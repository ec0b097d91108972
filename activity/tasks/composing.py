"""Turning notices into e-mails, one for each person who is due. Many workers may do it at the same time.

The row of a person's settings is the lock: who has it makes the e-mail, the others pass by. The e-mail and the mark on
its notices are one transaction, so a worker that dies here leaves neither. What a person may not read now is left out
and stays as it is: it is mailed when the right comes back, as long as it is news.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from activity.emails import compose
from activity.models import Mail, MailSettings, Notice
from activity.policies import due_at, is_wanted
from activity.queries import failing, readable, readers_with_unmailed, unmailed

#: people in one transaction
BATCH = 50


def compose_due(*, users: Iterable[int] | None = None, now: datetime | None = None) -> int:
    """Make the e-mails that are due: of everybody, or of these users. Returns how many were made."""
    now = now or timezone.now()
    readers = readers_with_unmailed(now) if users is None else sorted(set(users))
    return sum(_compose(readers[start : start + BATCH], now) for start in range(0, len(readers), BATCH))


@transaction.atomic
def _compose(readers: Sequence[int], now: datetime) -> int:
    """The e-mails of some people: a handful of queries, and one for each e-mail."""
    locked = _lock(readers)
    pending: dict[int, list[Notice]] = {}
    for notice in readable({reader: one.user for reader, one in locked.items()}, _due(locked, now)):
        pending.setdefault(notice.user_id, []).append(notice)
    if not pending:
        return 0
    mails = {reader: compose(locked[reader].user, notices, now=now) for reader, notices in pending.items()}
    Mail.objects.bulk_create(mails.values())
    for reader, mail in mails.items():
        Notice.objects.filter(pk__in=[one.pk for one in pending[reader]]).update(mail=mail, mailed_at=now)
    MailSettings.objects.filter(user__in=mails).update(last_mail_at=now)
    return len(mails)


def _due(locked: Mapping[int, MailSettings], now: datetime) -> Iterator[Notice]:
    """What those people want to hear of by now."""
    for notice in unmailed(now).filter(user__in=locked).select_related("event").order_by("pk"):
        settings = locked[notice.user_id]
        if is_wanted(settings, notice) and due_at(settings, notice) <= now:
            yield notice


def _lock(readers: Sequence[int]) -> dict[int, MailSettings]:
    """The settings of those people who may be written to and whom no other worker has, by user."""
    known = set(MailSettings.objects.filter(user__in=readers).values_list("user_id", flat=True))
    missing = [MailSettings(user_id=reader) for reader in readers if reader not in known]
    MailSettings.objects.bulk_create(missing, ignore_conflicts=True)
    free = MailSettings.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("user")
    reachable = free.filter(~Exists(failing(OuterRef("user__email"))), user__in=readers, user__is_active=True)
    return {settings.user_id: settings for settings in reachable.order_by("pk")}
