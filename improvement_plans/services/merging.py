"""An institution becomes part of another, with open answers: nothing that was said or owed is lost."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from core.exceptions import InvalidInput, WrongState
from documents.models import Document
from documents.parts import document_kind
from documents.queries import values
from documents.services.changes import note_edits, touch
from improvement_plans.models import Course, FormerName, Institution, InstitutionMember, Recommendation, Response
from improvement_plans.permissions import check_can_coordinate
from improvement_plans.services.tracking import settle_recommendation


@transaction.atomic
def merge_institution(
    *, by: User, institution: Institution, into: Institution, merged_on: datetime.date | None = None
) -> Institution:
    """Let an institution be part of another from a day on (today when None). Returns the one that stays.

    Effects: its people answer for the other one; its courses go on there, and where both had one for the same
    recommendation they become one in which the newest response counts; drafts of plans name the other one; its name
    becomes a former name; what it said stays under its own name. An event. Raises NotAllowed, InvalidInput,
    WrongState (one of the two is already part of another).
    """
    documents = _lock_documents(institution, into)
    check_can_coordinate(by)
    institution, into = _lock(institution, into)
    today = timezone.localdate()
    if merged_on is not None and merged_on > today:
        raise InvalidInput(_("The day of the change cannot lie in the future."))
    institution.merged_into = into
    institution.save(update_fields=["merged_into", "updated_at"])
    Institution.objects.filter(merged_into=institution).update(merged_into=into)
    FormerName.objects.create(institution=into, name=institution.name, until=merged_on or today)
    _move_people(institution, into, today)
    _move_courses(institution, into)
    _rename_in_drafts(by, institution, into, documents)
    record(
        by=by,
        verb=Verb.CHANGED,
        target_kind="institution",
        target_id=into.pk,
        target_label=into.name,
        data={"merged": institution.pk, "name": institution.name},
    )
    return into


def _lock_documents(institution: Institution, into: Institution) -> dict[object, Document]:
    """Every plan that either institution has to do with, locked in one order."""
    either = Recommendation.objects.filter(courses__institution__in=[institution, into])
    drafts = Recommendation.objects.filter(Q(lead_institution=institution) | Q(institutions=institution))
    keys = {*either.values_list("document_id", flat=True), *drafts.values_list("document_id", flat=True)}
    locked = Document.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
    return {document.pk: document for document in locked}


def _lock(institution: Institution, into: Institution) -> tuple[Institution, Institution]:
    if institution.pk == into.pk:
        raise InvalidInput(_("An institution cannot become part of itself."))
    locked = Institution.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = {one.pk: one for one in locked.filter(pk__in=[institution.pk, into.pk])}
    gone = next((one for one in found.values() if one.merged_into_id), None)
    if gone:
        raise WrongState(_("%(name)s is already part of another institution.") % {"name": gone.name})
    return found[institution.pk], found[into.pk]


def _move_people(institution: Institution, into: Institution, today: datetime.date) -> None:
    present = InstitutionMember.objects.filter(institution=institution, until=None)
    there = set(InstitutionMember.objects.filter(institution=into, until=None).values_list("user_id", flat=True))
    InstitutionMember.objects.bulk_create(
        InstitutionMember(institution=into, user_id=user, since=today)
        for user in present.values_list("user_id", flat=True)
        if user not in there
    )
    present.update(until=today)


def _move_courses(institution: Institution, into: Institution) -> None:
    there = {course.recommendation_id: course for course in Course.objects.filter(institution=into)}
    for course in Course.objects.filter(institution=institution).select_related("recommendation"):
        kept = there.get(course.recommendation_id)
        if kept is None:
            course.institution = into
            course.save(update_fields=["institution", "updated_at"])
        else:
            _join(course, kept)
        settle_recommendation(course.recommendation)


def _join(course: Course, kept: Course) -> None:
    """Make two courses of one recommendation one. What was said last, in either, is its present status."""
    leads, is_asked = course.leads or kept.leads, course.is_asked or kept.is_asked
    asked_on = min(course.asked_on, kept.asked_on)
    last = max((course, kept), key=lambda one: (one.heard_on or datetime.date.min, one.version))
    kept.status, kept.since, kept.heard_on, kept.planned_on = last.status, last.since, last.heard_on, last.planned_on
    kept.version = course.version + kept.version
    Response.objects.filter(course=course).update(course=kept)
    course.delete()
    kept.leads, kept.is_asked, kept.asked_on = leads, is_asked, asked_on
    kept.save()


def _rename_in_drafts(by: User, institution: Institution, into: Institution, documents: dict[object, Document]) -> None:
    """Name the other institution in the drafts' rows, as a Change of each, so that nobody asks the old one again."""
    kind = document_kind("pu").part_kind("recommendation")
    for row in Recommendation.objects.filter(Q(lead_institution=institution) | Q(institutions=institution)).distinct():
        document = documents[row.document_id]
        before = values(row, kind)
        if row.lead_institution_id == institution.pk:
            row.lead_institution = into
        if row.institutions.filter(pk=institution.pk).exists():
            row.institutions.remove(institution)
            row.institutions.add(into)
        row.version += 1
        row.save(update_fields=["lead_institution", "version"])
        after = values(row, kind)
        edits = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
        note_edits(by, document, row, kind, edits)
        touch(document, kind, row)
