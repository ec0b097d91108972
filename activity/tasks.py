"""E-mail of notices. Safe to run twice: a notice is mailed once."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from activity.emails import send_notice
from activity.models import Notice


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=6)
def mail_notices(event_id: int) -> None:
    """Send the unsent notices of an event, each in its own transaction so that a failure repeats only the rest."""
    for notice_id in list(Notice.objects.filter(event_id=event_id, mailed_at=None).values_list("id", flat=True)):
        with transaction.atomic():
            notice = (
                Notice.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
                .select_related("event", "user")
                .filter(id=notice_id, mailed_at=None)
                .first()
            )
            if notice is None:
                continue
            send_notice(notice)
            notice.mailed_at = timezone.now()
            notice.save(update_fields=["mailed_at"])
