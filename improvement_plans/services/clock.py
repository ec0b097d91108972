"""What the clock does for recommendations: addressees are told of what is overdue, once a month while it is."""

import datetime

from django.db import transaction
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record
from documents.services import lock_document
from improvement_plans.enums import Overdue
from improvement_plans.models import Course
from improvement_plans.policies import overdue, overdue_of
from improvement_plans.queries import answering_for, public_name, public_recommendation
from improvement_plans.services.tracking import path_of

#: days after which an addressee is told again of what is still overdue
AGAIN_AFTER = 30


def tell_of_overdue_courses() -> int:
    """Tell the addressees of public recommendations what is overdue. Returns how many were told; safe to run twice."""
    today = timezone.localdate()
    late = Course.objects.filter(overdue(today), public_recommendation("recommendation__"))
    return sum(_tell(pk, today) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _tell(pk: int, today: datetime.date) -> bool:
    course = Course.objects.select_related("recommendation__document", "institution").get(pk=pk)
    lock_document(course.recommendation.document)
    course.refresh_from_db()
    reason = overdue_of(course, today)
    people = answering_for(course)
    if reason is None or not people or _was_told(course, reason):
        return False
    event = record(
        by=people[0],
        verb=Verb.OVERDUE,
        target_kind="recommendation",
        target_id=course.recommendation_id,
        target_label=public_name(course.recommendation),
        data=_facts(course, reason),
    )
    # The clock acts in the name of the first of them, who is told as well.
    notify(event=event, users=people, path=path_of(course.recommendation), actor_too=True, waits=True)
    return True


def _was_told(course: Course, reason: Overdue) -> bool:
    since = timezone.now() - datetime.timedelta(days=AGAIN_AFTER)
    told = Event.objects.filter(verb=Verb.OVERDUE, target_kind="recommendation", at__gt=since)
    return told.filter(target_id=str(course.recommendation_id), data__contains=_facts(course, reason)).exists()


def _facts(course: Course, reason: Overdue) -> dict[str, object]:
    return {"course": course.pk, "reason": reason.value}
