"""The next meeting of a person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import Role
from networks.models import Meeting
from networks.queries import can_see_link, meetings_visible_to, participations_of_member


@dataclass(frozen=True)
class NextMeeting:
    """A meeting to come; `link` is empty for who does not take part."""

    meeting: Meeting
    link: str


def next_meeting(user: Any) -> NextMeeting | None:
    """The first meeting that is not over yet. Four queries."""
    meeting = _meetings_of(user).first()
    if meeting is None:
        return None
    return NextMeeting(meeting, meeting.link if can_see_link(user, meeting) else "")


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
