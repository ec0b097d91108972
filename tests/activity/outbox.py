"""What happens to the outbox while nobody looks."""

from datetime import timedelta

from activity.models import Mail
from activity.tasks import compose_due, send_due
from tests.activity.smtp import Letter, Server


def hours_pass(amount: timedelta) -> None:
    """What a worker had in hands, it has had for so long."""
    for mail in Mail.objects.exclude(claimed_at=None):
        Mail.objects.filter(pk=mail.pk).update(claimed_at=mail.claimed_at - amount)


def passes(server: Server) -> list[Letter]:
    compose_due()
    send_due()
    return server.letters
