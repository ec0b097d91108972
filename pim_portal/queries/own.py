"""The plan that a team writes: its state, the next step, and what waits for the person in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts.ring import Ring, ring
from documents.enums import State
from documents.models import Document, HeldText
from documents.parts import document_kind
from documents.policies import SUBMITTABLE, is_editable
from documents.queries import (
    Completeness,
    Point,
    completeness,
    count,
    has_words,
    missing,
    sections_of,
    snapshot,
    warnings,
    workbench_address,
)
from initiatives.queries import documents_visible_to, participations_to_begin
from networks.models import Participation
from pim_portal.queries.waiting import Task
from reviews.queries import last_return, open_counts
from reviews.queries.answers import unanswered

#: missing things and waiting texts that the desk names
SHOWN = 4
REASONS = 300


@dataclass(frozen=True)
class Step:
    """What to do next with the plan: a sentence, and where it is done (empty when there is nothing to do)."""

    sentence: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class OwnPlan:
    """The team's plan. `tasks` wait for the person; `gaps` are the first things that are missing for submission."""

    document: Document
    content: dict[str, Any]
    completeness: Completeness
    url: str
    ring: Any
    step: Step
    tasks: list[Task]
    gaps: list[Point]
    is_begun: bool

    @property
    def can_edit(self) -> bool:
        return is_editable(self.document)


def own_plans(user: Any) -> tuple[OwnPlan | None, list[Task]]:
    """The plan of the newest edition of the person's team, and their other plans."""
    newest = "-initiative__participation__edition__number"
    documents = list(documents_visible_to(user).order_by(newest))
    if not documents:
        return None, []
    return _own(user, documents[0]), [_other(document) for document in documents[1:]]


def begun_by(user: Any) -> Participation | None:
    """Where the person's team has no plan yet."""
    return participations_to_begin(user).order_by("-edition__number").first()


def _other(document: Document) -> Task:
    edition = document.initiative.participation.edition
    return Task(
        label=document.title,
        url=workbench_address(document, "workbench"),
        hint=str(edition),
        state=document.state,
        state_label=document.get_state_display(),
    )


def _own(user: Any, document: Document) -> OwnPlan:
    content = snapshot(document)
    found = completeness(content)
    is_begun = any(has_words(content, section) for section in sections_of(content))
    # A plan that came back waits for answers only; what is answered stays open until the reviewers close it.
    is_returned = document.state == State.RETURNED
    remarks = len(unanswered(document)) if is_returned else sum(open_counts(document).values())
    gaps = missing(document, found)
    reasons = last_return(document) if is_returned else None
    tasks = [*_held(user, document)]
    if reasons is not None:
        tasks.append(_returned(document, reasons.reasons))
    if remarks:
        tasks.append(_remarks(document, remarks))
    if document.state in SUBMITTABLE and is_begun:
        tasks += _points(document, content, count(gaps))
    return OwnPlan(
        document=document,
        content=content,
        completeness=found,
        url=workbench_address(document, "workbench"),
        ring=_ring(content, found),
        step=_next_step(document, content, gaps, is_begun=is_begun, has_remarks=bool(remarks)),
        tasks=tasks,
        gaps=[point for group in gaps for point in group.points][:SHOWN] if document.state in SUBMITTABLE else [],
        is_begun=is_begun,
    )


def _held(user: Any, document: Document) -> Iterator[Task]:
    kinds = document_kind(document.kind).part_kinds
    for held in HeldText.objects.filter(by=user, document=document, settled_at=None)[:SHOWN]:
        kind = kinds.get(held.part_kind)
        if kind is None:
            continue
        label = next((bound.label for bound in kind.bound if bound.name == held.field), held.field)
        yield Task(
            label=_("Your text waits: %(field)s") % {"field": capfirst(label)}
            if label == kind.label
            else _("Your text waits: %(field)s (%(part)s)") % {"field": capfirst(label), "part": kind.label},
            url=workbench_address(document, "held_text", held.pk),
            hint=capfirst(held.get_reason_display()) + ". " + _("Decide what to keep."),
            state="returned",
            state_label=_("Not saved yet"),
        )


def _returned(document: Document, reasons: str) -> Task:
    return Task(
        label=_("The expert asks for changes"),
        url=reverse("review", args=[document.slug]),
        hint=Truncator(reasons).chars(REASONS),
        state=document.state,
        state_label=document.get_state_display(),
    )


def _remarks(document: Document, number: int) -> Task:
    label = ngettext("%(count)d open remark", "%(count)d open remarks", number) % {"count": number}
    page = "answers" if document.state == State.RETURNED else "review"
    return Task(label, reverse(page, args=[document.slug]), _("Read and answer them."), "in_progress", _("To answer"))


def _points(document: Document, content: dict[str, Any], gaps: int) -> Iterator[Task]:
    overview = workbench_address(document, "workbench")
    if gaps:
        label = ngettext(
            "%(count)d thing is missing before you can submit",
            "%(count)d things are missing before you can submit",
            gaps,
        )
        yield Task(label % {"count": gaps}, f"{overview}#braki", "", "not_started", _("Missing"))
    notes = count(warnings(document, content))
    if notes:
        label = ngettext("%(count)d thing is worth a look", "%(count)d things are worth a look", notes)
        hint = _("It blocks nothing, but the plan will be stronger.")
        yield Task(label % {"count": notes}, f"{overview}#uwagi-planu", hint, "not_started", _("Advice"))


def _next_step(
    document: Document, content: dict[str, Any], gaps: list[Any], *, is_begun: bool, has_remarks: bool
) -> Step:
    review = reverse("review", args=[document.slug])
    match document.state:
        case State.DRAFT | State.RETURNED if not is_begun:
            first = sections_of(content)[0]
            sentence = _("Nothing is written yet. Begin with the section “%(section)s”: it takes a few minutes.")
            url = workbench_address(document, "section", first.slug)
            return Step(sentence % {"section": first.title}, _("Begin writing"), url)
        case State.RETURNED if has_remarks:
            return Step(_("Read why the plan came back, and answer the remarks."), _("Reasons and remarks"), review)
        case State.DRAFT | State.RETURNED if gaps:
            sentence = _("Next: the section “%(section)s”.") % {"section": gaps[0].section.title}
            return Step(sentence, _("Write on"), gaps[0].url)
        case State.DRAFT | State.RETURNED:
            url = reverse("review_submit", args=[document.slug])
            return Step(_("All required parts are ready. You can submit the plan."), _("Submit for review"), url)
        case State.SUBMITTED:
            return Step(
                _("The expert is reading it now. You will get a notice; you can go on writing meanwhile."),
                _("See the review"),
                review,
            )
        case State.ACCEPTED:
            return Step(_("Accepted. It waits for publication by a coordinator."))
        case State.PUBLISHED:
            url = reverse("initiative", args=[document.slug])
            return Step(_("Everybody can read it."), _("See the public page"), url)
    return Step(_("It is not shown in public now."))


def _ring(content: dict[str, Any], found: Completeness) -> Any:
    network = content["facts"].get("network") or {}
    return ring(
        Ring(
            id="own-completeness",
            title=_("Completeness"),
            description=_("%(ready)d of %(required)d required sections are ready.")
            % {"ready": found.ready, "required": len(found.required)},
            share=found.percent,
            text=f"{found.percent}%",
            colour=network.get("colour", "#12355b"),
        )
    )
