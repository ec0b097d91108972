"""E-mail of notices: made when it is due, sent once. Tasks may run twice and die anywhere (decision 24)."""

from celery import shared_task

from activity.models import Notice
from activity.tasks.addresses import note_failing
from activity.tasks.composing import compose_due
from activity.tasks.sending import send_due

__all__ = ["compose_due", "mail_notices", "note_failing", "send_due"]


@shared_task(name="activity.tasks.mail_notices", ignore_result=True)
def mail_notices(event_id: int) -> None:
    """Write to those people who want to know of this event at once; the clock writes to the others."""
    readers = Notice.objects.filter(event=event_id, mailed_at=None).values_list("user_id", flat=True)
    if compose_due(users=readers):
        send_due()
