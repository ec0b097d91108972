"""E-mail of notices. Safe to run twice: a notice is mailed once."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from activity.emails import send_notice
from activity.models import Notice


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=6)
def mail_notices(event_id: int) -> None:
    """Send the unsent notices of an event, each in its own transaction.

    One address that fails stops nobody else's e-mail; the first failure is raised at the end, so that only the unsent
    ones are tried again.
    """
    failures = []
    for notice_id in list(Notice.objects.filter(event_id=event_id, mailed_at=None).values_list("id", flat=True)):
        try:
            _mail(notice_id)
        except OSError as failure:
            failures.append(failure)
    if failures:
        raise failures[0]


@transaction.atomic
def _mail(notice_id: int) -> None:
    """Send one notice unless it is sent, another worker is sending it, or its reader can no longer sign in."""
    notice = (
        Notice.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("event", "user")
        .filter(id=notice_id, mailed_at=None, user__is_active=True)
        .first()
    )
    if notice is None:
        return
    send_notice(notice)
    notice.mailed_at = timezone.now()
    notice.save(update_fields=["mailed_at"])
