"""What the clock starts: addressees are told of overdue recommendations."""

from celery import shared_task

from improvement_plans import services


@shared_task(name="improvement_plans.periodic.tell_of_overdue_courses", ignore_result=True)
def tell_of_overdue_courses() -> None:
    """Every morning: answers and dates that are overdue. Safe to run twice."""
    services.tell_of_overdue_courses()
