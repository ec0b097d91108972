"""What the clock starts: reviewers are settled, a draft that moved on is told of, dates that passed too."""

from celery import shared_task

from reviews import services


@shared_task(name="reviews.periodic.look_after_rounds", ignore_result=True)
def look_after_rounds() -> None:
    """Every ten minutes: who reviews, and drafts that have moved on. Safe to run twice."""
    services.settle_open_rounds()
    services.tell_of_drafts()


@shared_task(name="reviews.periodic.tell_of_overdue", ignore_result=True)
def tell_of_overdue() -> None:
    """Every morning: reviews and answers past their date. Safe to run twice."""
    services.tell_of_overdue()
