"""What the clock starts: the table of sessions is swept."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="accounts.periodic.forget_sessions", ignore_result=True)
def forget_sessions() -> None:
    """Delete the sessions that have ended. Safe to run twice."""
    call_command("clearsessions")
