"""What the clock starts."""

from celery import shared_task

from publishing.services import prune_printouts, requeue_stuck_renderings


@shared_task(ignore_result=True)
def sweep_renderings() -> int:
    """Every minute: take up renderings that lost their worker."""
    return requeue_stuck_renderings()


@shared_task(ignore_result=True)
def sweep_printouts() -> int:
    """Every hour: drop what people printed the day before."""
    return prune_printouts()
