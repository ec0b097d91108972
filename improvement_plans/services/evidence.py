"""What shows a barrier besides reports: passages, rows and fields of frozen MID Versions, and meetings."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from core.anchoring import find_passage
from core.exceptions import InvalidInput, NotAllowed, WrongState
from core.text import short_date
from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries.places import Place, find_place, lasting_label
from documents.services import lock_document
from improvement_plans.enums import EvidenceKind
from improvement_plans.models import Barrier, BarrierEvidence
from improvement_plans.permissions import check_can_settle
from improvement_plans.policies import check_barrier_takes
from improvement_plans.queries import content_for_evidence, meetings_for_evidence, versions_for_evidence
from improvement_plans.queries.evidence import words_of
from improvement_plans.services.harvest import words_at_place
from networks.models import Meeting


@transaction.atomic
def add_passage(
    *,
    by: User,
    barrier: Barrier,
    version: Version,
    section: str,
    part_kind: str,
    part_id: UUID | str,
    field: str = "",
    quote: str = "",
) -> BarrierEvidence:
    """Let a row, a field or a passage (`quote`) of a frozen MID Version show the barrier.

    Effects: the evidence with its words, an event. Raises NotAllowed (also for a Version that the editor may not read),
    InvalidInput (no such place or words), WrongState (the barrier was deleted, or the same shows it already).
    """
    plan, barrier = _lock(by, barrier)
    if not versions_for_evidence(by, barrier).filter(pk=version.pk).exists():
        raise NotAllowed(_("You may not read this version of the city's plan."))
    content = content_for_evidence(by, version)
    place = find_place(content, section=section, part_kind=part_kind, part_id=str(part_id), field=field)
    if not place.part_kind:
        raise InvalidInput(_("Choose the row or the field that shows the barrier."))
    words = _words(content, place, quote)
    where: dict[str, Any] = {"version": version, "part_id": UUID(place.part_id), "field": place.field, "quote": words}
    if barrier.shown_by.filter(**where).exists():
        raise WrongState(_("These words show this barrier already."))
    made = BarrierEvidence.objects.create(
        barrier=barrier,
        kind=EvidenceKind.PASSAGE,
        document_id=version.document_id,
        section=place.section,
        part_kind=place.part_kind,
        place_label=lasting_label(content, place),
        by=by,
        by_label=str(by),
        **where,
    )
    _record(by, Verb.ADDED, plan, barrier, made)
    return made


@transaction.atomic
def add_meeting(*, by: User, barrier: Barrier, meeting: Meeting) -> BarrierEvidence:
    """Let a meeting of the editor's network show the barrier. Effects: the evidence, an event.

    Raises NotAllowed, WrongState (the barrier was deleted, or the meeting shows it already).
    """
    plan, barrier = _lock(by, barrier)
    if not meetings_for_evidence(by, barrier).filter(pk=meeting.pk).exists():
        raise NotAllowed(_("You may choose only meetings of your own network."))
    if barrier.shown_by.filter(meeting=meeting).exists():
        raise WrongState(_("This meeting shows this barrier already."))
    made = BarrierEvidence.objects.create(
        barrier=barrier,
        kind=EvidenceKind.MEETING,
        meeting=meeting,
        quote=f"{meeting.title}, {short_date(_day(meeting))}",
        by=by,
        by_label=str(by),
    )
    _record(by, Verb.ADDED, plan, barrier, made)
    return made


@transaction.atomic
def remove_evidence(*, by: User, evidence: BarrierEvidence) -> None:
    """Take a passage or a meeting off its barrier. Effects: the evidence goes, an event.

    Raises NotAllowed, WrongState (a city's report is decided again instead).
    """
    plan, barrier = _lock(by, evidence.barrier)
    if evidence.kind == EvidenceKind.FLAG:
        raise WrongState(_("This comes from a city's report. Decide about the report again instead."))
    _record(by, Verb.DELETED, plan, barrier, evidence)
    evidence.delete()


def _lock(by: User, barrier: Barrier) -> tuple[Document, Barrier]:
    """The barrier's plan, locked, and the barrier read again. Raises NotAllowed, WrongState."""
    plan = lock_document(barrier.document)
    check_can_settle(by, plan.improvement_plan.network)
    barrier = Barrier.objects.get(pk=barrier.pk)
    barrier.document = plan
    check_barrier_takes(barrier, plan)
    return plan, barrier


def _words(content: dict[str, Any], place: Place, quote: str) -> str:
    """The words that are kept: the passage as it stands there, or what names the row or fills the field."""
    kind = document_kind(content["kind"]).part_kind(place.part_kind)
    if not quote.strip():
        return words_at_place(content, kind, place)
    if not place.field:
        raise InvalidInput(_("Choose the field in which these words stand."))
    values = next(row["values"] for row in content["parts"][kind.key] if row["id"] == place.part_id)
    text = words_of(kind, place.field, values)
    found = find_passage(text, quote, "", "", 0)
    if found is None:
        raise InvalidInput(_("These words do not stand here. Copy them from the text once more."))
    return text[slice(*found)]


def _day(meeting: Meeting) -> date:
    return timezone.localtime(meeting.starts_at).date()


def _record(by: User, verb: Verb, plan: Document, barrier: Barrier, evidence: BarrierEvidence) -> None:
    """The event names the barrier only: no word of a MID leaves through the log of a plan."""
    record(
        by=by,
        verb=verb,
        target_kind="barrier_evidence",
        target_id=evidence.pk,
        target_label=str(barrier),
        document_id=plan.pk,
        data={"kind": evidence.kind},
    )
