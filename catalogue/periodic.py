"""What the clock starts: cities and networks are changed by apps below, so search reads them again now and then."""

from celery import shared_task

from catalogue import services


@shared_task(name="catalogue.periodic.index_places", ignore_result=True)
def index_places() -> None:
    """Make the search entries of cities and networks again. Safe to run twice."""
    services.index_places()


@shared_task(name="catalogue.periodic.sweep_changes", ignore_result=True)
def sweep_changes() -> None:
    """Forget old notes of public changes. Safe to run twice."""
    services.sweep_changes()
