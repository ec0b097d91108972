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


@shared_task(name="catalogue.periodic.publish_due", ignore_result=True)
def publish_due() -> None:
    """Every minute: publish what was planned, and tell the coordinators of PDFs that fail. Safe to run twice."""
    services.publish_due()
    services.report_failed_pdfs()


@shared_task(name="catalogue.periodic.refresh_files", ignore_result=True)
def refresh_files() -> None:
    """Every ten minutes: PDFs and bundles of what was published, corrected or withdrawn, or whose templates changed."""
    services.refresh_pdfs()
    services.refresh_bundles()


@shared_task(name="catalogue.periodic.prune_files", ignore_result=True)
def prune_files() -> None:
    """Every night: drop PDFs and bundles that nobody needs any more."""
    services.prune_files()
