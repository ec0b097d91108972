"""What waits for a person of each role, gathered from all apps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from documents.enums import State
from documents.models import Document
from documents.queries import workbench_address
from improvement_plans.queries import documents_visible_to as plans_visible_to
from improvement_plans.queries import overdue_by, unanswered_by
from initiatives.queries import documents_visible_to as initiatives_visible_to
from networks.models import Participation
from reviews.models import Round
from reviews.queries import lead_of, waiting_for

WAITING = 20


@dataclass(frozen=True)
class Task:
    """One thing that waits: where it is done and why. The keys are those of `components/task_list.html`."""

    label: str
    url: str
    hint: str
    state: str
    state_label: str
    done: bool = False


def tasks_of(user: Any) -> list[Task]:
    """What waits for the person, by role. A team's own plan is told apart (`pim_portal.queries.own`)."""
    return list(_TASKS[user.role](user)) if user.role in _TASKS else []


def _document_task(document: Document, hint: str, url: str = "") -> Task:
    return Task(
        label=document.title,
        url=url or workbench_address(document, "workbench"),
        hint=hint,
        state=document.state,
        state_label=document.get_state_display(),
    )


def _editor(user: Any) -> Iterator[Task]:
    for document in plans_visible_to(user):
        yield _document_task(document, _("The Improvement Plan of your network."))


def _ministry(user: Any) -> Iterator[Task]:
    for courses, hint in (
        (unanswered_by(user), _("No answer of your institution yet.")),
        (overdue_by(user, timezone.localdate()), _("Overdue. Say how it goes.")),
    ):
        for course in courses[:WAITING]:
            yield Task(
                label=str(course.recommendation),
                url=reverse("tracked", args=[course.recommendation.code]),
                hint=hint,
                state=course.status,
                state_label=course.get_status_display(),
            )


def _coordinator(user: Any) -> Iterator[Task]:
    for visible in (initiatives_visible_to, plans_visible_to):
        for document in visible(user).filter(state=State.ACCEPTED)[:WAITING]:
            address = reverse("publication", args=[document.kind, document.slug])
            yield _document_task(document, _("Accepted. Publish it or reopen it."), address)
    for round_ in waiting_for(user)[:WAITING]:
        yield _document_task(round_.document, _asked_in(user, round_))
    unknown = Participation.objects.filter(edition__is_current=True, network=None).count()
    if unknown:
        label = ngettext("%(count)d city without a network", "%(count)d cities without a network", unknown)
        yield Task(label % {"count": unknown}, reverse("programme"), _("Import the official list."), "unknown", "")


def _asked_in(user: Any, round_: Round) -> str:
    """What a round asks of a coordinator: the verdict where they lead, else an opinion."""
    lead = lead_of(round_)
    if lead is not None and lead.user_id == user.pk:
        return _("It waits for your verdict.")
    return _("You were asked for an opinion.")


_TASKS = {
    Role.PU_EDITOR: _editor,
    Role.MINISTRY: _ministry,
    Role.COORDINATOR: _coordinator,
}
