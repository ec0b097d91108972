"""What addressees say of recommendations: courses begin when a plan is published, and go on by responses."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import notify, record, settle
from core.exceptions import WrongState
from core.files import check_upload
from documents.models import Version
from documents.services import lock_document
from improvement_plans.enums import Status
from improvement_plans.models import Course, Evidence, Institution, Recommendation, Response
from improvement_plans.permissions import check_by_letter, check_can_answer
from improvement_plans.policies import (
    check_answerable,
    check_planned_on,
    check_said_on,
    check_shown,
    check_status_move,
    status_of,
)
from improvement_plans.queries import answering_for, editors_of, public_name, staff_of, teams_raising


@dataclass(frozen=True)
class Shown:
    """Evidence to be kept with a response: a title with either a file or a public address."""

    title: str
    url: str = ""
    file: UploadedFile | None = None


@dataclass(frozen=True)
class Letter:
    """That an answer came by letter: its mark, perhaps empty."""

    mark: str = ""


@dataclass(frozen=True)
class Said:
    """What is to be recorded. `said_on` is today when None."""

    status: str
    text: str
    planned_on: datetime.date | None = None
    said_on: datetime.date | None = None
    letter: Letter | None = None
    evidence: list[Shown] = field(default_factory=list)


class AnsweredMeanwhile(WrongState):
    """Somebody else recorded a response in this course since the person opened it."""


@transaction.atomic
def record_response(*, by: User, course: Course, said: Said, expected: int | None = None) -> Response:
    """Record what an addressee says, in the course that it has with a recommendation.

    `expected` is the course's `version` that the person saw; None does not ask. Effects: a Response with its evidence,
    the course's and the recommendation's present status, an event, notices to the editors of the plan, the other
    addressees and the teams of the cities that raised it; what asked the addressee for news is settled. Raises
    NotAllowed, WrongState (not public), AnsweredMeanwhile, InvalidInput, ValidationError (a file that is not allowed).
    """
    document = lock_document(course.recommendation.document)
    course = Course.objects.select_related("recommendation", "institution").get(pk=course.pk)
    course.recommendation.document = document
    check_can_answer(by, course)
    if said.letter is not None:
        check_by_letter(by)
    said_on = said.said_on or timezone.localdate()
    _judge(course, said, said_on, expected)
    response = Response.objects.create(
        course=course,
        institution=course.institution,
        status=said.status,
        text=said.text,
        planned_on=said.planned_on,
        said_on=said_on,
        by_letter=said.letter is not None,
        letter_mark=said.letter.mark if said.letter else "",
        by=by,
        by_label=str(by),
    )
    for shown in said.evidence:
        _keep(response, shown)
    _go_on(course, response)
    settle_recommendation(course.recommendation)
    _tell(by, response)
    return response


@transaction.atomic
def ask_addressees(*, version: Version) -> None:
    """Give every addressee of the recommendations in a Version its course. The caller publishes it, document locked.

    A recommendation without an addressee gets a course without an institution. An addressee that the Version no
    longer names is no longer asked: what it said stays, a course in which it said nothing goes.
    """
    present = {str(one.pk): one.present for one in Institution.objects.select_related("merged_into")}
    today = timezone.localdate()
    rows = {row["id"]: row["values"] for row in version.content["parts"].get("recommendation", [])}
    for recommendation in Recommendation.objects.filter(pk__in=rows, document=version.document_id):
        _ask(recommendation, _addressees(rows[str(recommendation.pk)], present), today)
        settle_recommendation(recommendation)


def settle_recommendation(recommendation: Recommendation) -> None:
    """Make the public fate what the courses say. The caller holds the document's lock."""
    status = status_of(recommendation.courses.all())
    if recommendation.status != status:
        recommendation.status = status
        recommendation.status_since = timezone.localdate() if status != Status.NEW else None
        recommendation.save(update_fields=["status", "status_since"])


def path_of(recommendation: Recommendation) -> str:
    """The stored address of the recommendation's working page: without a language prefix, whoever stores it."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("tracked", args=[recommendation.code])


def _judge(course: Course, said: Said, said_on: datetime.date, expected: int | None) -> None:
    check_answerable(course.recommendation)
    if expected is not None and expected != course.version:
        raise AnsweredMeanwhile(
            _("Somebody else has just recorded an answer here. Read it, then send yours again. Your words are kept.")
        )
    check_status_move(course, said.status)
    check_said_on(course, said_on)
    check_planned_on(course, said.status, said.planned_on, said_on)
    check_shown(said.status, bool(said.evidence) or _has_evidence(course))


def _has_evidence(course: Course) -> bool:
    return Evidence.objects.filter(response__course=course).exists()


def _keep(response: Response, shown: Shown) -> None:
    evidence = Evidence(response=response, title=shown.title, url=shown.url)
    if shown.file is not None:
        evidence.content_type = check_upload(shown.file)
        evidence.size = shown.file.size or 0
        evidence.file = shown.file
    evidence.save()


def _go_on(course: Course, response: Response) -> None:
    if course.status != response.status:
        course.status, course.since = response.status, response.said_on
    course.heard_on = response.said_on
    course.planned_on = response.planned_on
    course.version += 1
    course.save()


def _addressees(values: dict[str, Any], present: dict[str, Institution]) -> dict[Institution | None, bool]:
    """Who is asked, each with whether it leads; somebody is always asked, if only the programme itself."""
    lead = present.get(values.get("lead_institution") or "")
    asked: dict[Institution | None, bool] = {lead: True} if lead else {}
    for key in values.get("institutions") or []:
        if key in present:
            asked.setdefault(present[key], False)
    return asked or {None: True}


def _ask(recommendation: Recommendation, asked: dict[Institution | None, bool], today: datetime.date) -> None:
    courses = {course.institution: course for course in recommendation.courses.select_related("institution")}
    # Nobody leads for a moment, so that the lead can pass from one addressee to another.
    recommendation.courses.update(leads=False)
    for institution, leads in asked.items():
        Course.objects.update_or_create(
            recommendation=recommendation,
            institution=institution,
            defaults={"leads": leads, "is_asked": True},
            create_defaults={"leads": leads, "asked_on": today},
        )
    gone = [course.pk for institution, course in courses.items() if institution not in asked]
    recommendation.courses.filter(pk__in=gone, version=0).delete()
    recommendation.courses.filter(pk__in=gone).update(is_asked=False)


def _tell(by: User, response: Response) -> None:
    # The event belongs to no document: whoever is told may read it, without a right to the plan's draft.
    course, recommendation = response.course, response.recommendation
    event = record(
        by=by,
        verb=Verb.ANSWERED,
        target_kind="recommendation",
        target_id=recommendation.pk,
        target_label=public_name(recommendation),
        data={
            "status": response.status,
            "institution": str(response.institution or ""),
            "response": response.pk,
            "letter": response.by_letter,
        },
    )
    path = path_of(recommendation)
    settle(users=answering_for(course), path=path, verbs=[Verb.OVERDUE])
    others = [one.institution for one in recommendation.courses.filter(is_asked=True).select_related("institution")]
    told: Iterable[User] = [
        *editors_of(recommendation.document.improvement_plan.network),
        *staff_of([one for one in others if one]),
        *teams_raising(recommendation),
    ]
    notify(event=event, users=told, path=path)
