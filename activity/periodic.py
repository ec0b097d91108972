"""What the clock starts: e-mails of notices that were lost on the way to the queue."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from activity.queries import events_with_unsent_mail
from activity.tasks import mail_notices

#: a younger notice is still on its way, an older one is no news any more
YOUNGEST, OLDEST = timedelta(minutes=15), timedelta(days=2)


@shared_task(name="activity.periodic.mail_forgotten_notices", ignore_result=True)
def mail_forgotten_notices() -> None:
    """Queue the e-mails again that were not sent. Safe to run twice: a notice is mailed once."""
    now = timezone.now()
    for event_id in events_with_unsent_mail(since=now - OLDEST, until=now - YOUNGEST):
        mail_notices.delay(event_id)
