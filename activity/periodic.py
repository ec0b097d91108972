"""What the clock starts: the e-mails that are due, and what became of them."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from activity.models import Mail, ReadBounce
from activity.services import tell_of_failing_addresses
from activity.tasks import compose_due, send_due

#: how long it is kept what was sent to whom, so that a delivery report finds its e-mail
KEPT = timedelta(days=90)


@shared_task(name="activity.periodic.mail_notices_due", ignore_result=True)
def mail_notices_due() -> None:
    """Make and send the e-mails that are due. Two at the same time do no harm."""
    compose_due()
    send_due()
    tell_of_failing_addresses()


@shared_task(name="activity.periodic.forget_mails", ignore_result=True)
def forget_mails() -> None:
    """Delete what is known of old e-mails; a notice stays, and is not mailed again."""
    before = timezone.now() - KEPT
    Mail.objects.filter(created_at__lt=before).delete()
    ReadBounce.objects.filter(read_at__lt=before).delete()
