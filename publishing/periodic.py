"""What the clock starts."""

from celery import shared_task

from publishing.services import requeue_stuck_renderings


@shared_task(ignore_result=True)
def sweep_renderings() -> int:
    """Every minute: take up renderings that lost their worker."""
    return requeue_stuck_renderings()
