"""Reads for the desk: what waits for a person, gathered from all apps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.enums import Role
from activity.models import Notice
from activity.queries import notices_of
from core.models import PolishOrder
from documents.enums import State
from documents.models import Document
from documents.queries import completeness, snapshot, workbench_address
from improvement_plans.queries import documents_visible_to as plans_visible_to
from improvement_plans.queries import unanswered_by
from initiatives.queries import documents_visible_to as initiatives_visible_to
from networks.models import EditionMilestone, Meeting, Participation
from networks.queries import can_see_link, meetings_visible_to, participations_of_member
from reviews.queries import waiting_for

NOTICES = 6
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


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Desk:
    """What the desk shows.

    `plans` is the table of the MIDs that an expert or a coordinator follows (None for others); `percent` is the
    completeness of a team's own plan, or None for other people. `meeting_link` is empty for who does not take part.
    """

    tasks: list[Task]
    plans: dict[str, Any] | None
    own: Document | None
    percent: int | None
    notices: list[Notice]
    meeting: Meeting | None
    meeting_link: str
    milestone: EditionMilestone | None
    links: list[Link]


def desk_of(user: Any) -> Desk:
    """Everything on a person's desk."""
    own = initiatives_visible_to(user).first() if user.role == Role.TEAM_MEMBER else None
    meeting = _meetings_of(user).first()
    return Desk(
        tasks=list(_TASKS[user.role](user)),
        plans=_followed_by(user),
        own=own,
        percent=completeness(snapshot(own)).percent if own else None,
        notices=list(notices_of(user)[:NOTICES]),
        meeting=meeting,
        meeting_link=meeting.link if meeting and can_see_link(user, meeting) else "",
        milestone=EditionMilestone.objects.filter(edition__is_current=True, date__gte=timezone.localdate()).first(),
        links=[Link(str(label), reverse(name)) for name, label in (*_LINKS[user.role], *_LINKS_OF_ALL)],
    )


def _followed_by(user: Any) -> dict[str, Any] | None:
    """All MIDs of an expert's networks, or of the programme for a coordinator, as a table in the order of cities."""
    if user.role not in (Role.EXPERT, Role.COORDINATOR):
        return None
    documents = initiatives_visible_to(user).order_by(PolishOrder("initiative__participation__city__name"))
    rows = [
        [
            str(document.initiative.participation.city),
            {"text": document.title, "url": workbench_address(document, "workbench")},
            {"text": document.get_state_display(), "tag": document.state},
        ]
        for document in documents
    ]
    return {"headers": [_("City"), _("Plan"), _("State")], "rows": rows} if rows else None


def _meetings_of(user: Any) -> QuerySet[Meeting]:
    """Meetings to come, among those the person may see: of their networks, or of all networks."""
    coming = meetings_visible_to(user).filter(ends_at__gte=timezone.now()).order_by("starts_at")
    if user.role == Role.TEAM_MEMBER:
        mine = participations_of_member(user).values("network")
    elif user.role in (Role.EXPERT, Role.PU_EDITOR):
        mine = user.specialisms.filter(until=None).values("network")
    else:
        return coming
    through = Meeting.networks.through.objects.filter(thematicnetwork__in=mine).values("meeting")
    return coming.filter(Q(pk__in=through) | Q(networks=None))


def _document_task(document: Document, hint: str, url: str = "") -> Task:
    return Task(
        label=document.title,
        url=url or workbench_address(document, "workbench"),
        hint=hint,
        state=document.state,
        state_label=document.get_state_display(),
    )


def _team(user: Any) -> Iterator[Task]:
    hints = {
        State.DRAFT: _("Write on and submit when the required parts are ready."),
        State.RETURNED: _("The expert asks for changes. Read the reasons and remarks."),
        State.SUBMITTED: _("The expert is reading it now."),
        State.ACCEPTED: _("Accepted. It waits for publication."),
        State.PUBLISHED: _("Everybody can read it."),
        State.WITHDRAWN: _("It is not shown in public now."),
    }
    for document in initiatives_visible_to(user):
        yield _document_task(document, hints[State(document.state)])


def _expert(user: Any) -> Iterator[Task]:
    for round_ in waiting_for(user)[:WAITING]:
        yield _document_task(
            round_.document,
            _("Round %(number)d, submitted by %(who)s.") % {"number": round_.number, "who": round_.opened_by_label},
            reverse("review", args=[round_.document.slug]),
        )


def _editor(user: Any) -> Iterator[Task]:
    for document in plans_visible_to(user):
        yield _document_task(document, _("The Improvement Plan of your network."))


def _ministry(user: Any) -> Iterator[Task]:
    for recommendation in unanswered_by(user)[:WAITING]:
        yield Task(
            label=str(recommendation),
            url=reverse("response_add", args=[recommendation.code]),
            hint=_("No answer of your institution yet."),
            state=recommendation.status,
            state_label=recommendation.get_status_display(),
        )


def _coordinator(user: Any) -> Iterator[Task]:
    for visible in (initiatives_visible_to, plans_visible_to):
        for document in visible(user).filter(state=State.ACCEPTED)[:WAITING]:
            address = reverse("publication", args=[document.kind, document.slug])
            yield _document_task(document, _("Accepted. Publish it or reopen it."), address)
    for round_ in waiting_for(user)[:WAITING]:
        yield _document_task(round_.document, _("An Improvement Plan waits for your verdict."))
    unknown = Participation.objects.filter(edition__is_current=True, network=None).count()
    if unknown:
        label = ngettext("%(count)d city without a network", "%(count)d cities without a network", unknown)
        yield Task(label % {"count": unknown}, reverse("programme"), _("Import the official list."), "unknown", "")


_TASKS = {
    Role.TEAM_MEMBER: _team,
    Role.EXPERT: _expert,
    Role.PU_EDITOR: _editor,
    Role.MINISTRY: _ministry,
    Role.COORDINATOR: _coordinator,
}

_LINKS_OF_ALL = (("meeting_list", gettext_lazy("Meetings")), ("profile", gettext_lazy("My account")))
_RECOMMENDATIONS = ("response_list", gettext_lazy("Recommendations and answers"))
_LINKS: dict[str, tuple[tuple[str, Any], ...]] = {
    Role.TEAM_MEMBER: (),
    Role.EXPERT: (_RECOMMENDATIONS,),
    Role.PU_EDITOR: (_RECOMMENDATIONS,),
    Role.MINISTRY: (_RECOMMENDATIONS,),
    Role.COORDINATOR: (
        ("programme", gettext_lazy("Editions, networks and cities")),
        ("city_register", gettext_lazy("Register of cities")),
        ("plan_board", gettext_lazy("Improvement Plans")),
        _RECOMMENDATIONS,
        ("institution_list", gettext_lazy("Institutions")),
        ("people", gettext_lazy("People and invitations")),
        ("event_list", gettext_lazy("Audit log")),
    ),
}
