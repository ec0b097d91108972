"""Meetings and their materials: what is public, what only participants see."""

from typing import Any

from django.db.models import Q, QuerySet

from networks.models import Meeting, MeetingMaterial, ThematicNetwork
from networks.permissions import can_manage_programme


def meetings_visible_to(user: Any) -> QuerySet[Meeting]:
    """Public meetings, those of the user's own networks, and those that the user's own city attends; newest first."""
    meetings = Meeting.objects.select_related("edition").prefetch_related("networks", "hosts").order_by("-starts_at")
    return meetings if can_manage_programme(user) else meetings.filter(_visible(user)).distinct()


def meetings_changed_by(user: Any) -> QuerySet[Meeting]:
    """Meetings that the user may change: all for coordinators."""
    return meetings_visible_to(user) if can_manage_programme(user) else Meeting.objects.none()


def meetings_attended_by(user: Any) -> QuerySet[Meeting]:
    """Meetings of the user's own networks and city; all for coordinators."""
    meetings = Meeting.objects.all()
    return meetings if can_manage_programme(user) else meetings.filter(_own(user)).distinct()


def materials_visible_to(user: Any) -> QuerySet[MeetingMaterial]:
    """Public materials of public meetings, and all materials of the meetings that the user takes part in."""
    materials = MeetingMaterial.objects.select_related("meeting")
    if can_manage_programme(user):
        return materials
    public = Q(is_public=True, meeting__is_public=True)
    return materials.filter(public | Q(meeting__in=Meeting.objects.filter(_own(user)))).distinct()


def can_see_link(user: Any, meeting: Meeting) -> bool:
    """Whether the user takes part, so that they may see the link and the materials that are not public."""
    if can_manage_programme(user):
        return True
    return user.is_authenticated and Meeting.objects.filter(_own(user), pk=meeting.pk).exists()


def _visible(user: Any) -> Q:
    return Q(is_public=True) | _own(user)


def _own(user: Any) -> Q:
    """Meetings of the user's networks that all may attend, and those whose list of cities has the user's."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    member = Q(participations__seats__user=user.pk, participations__seats__until=None)
    specialist = Q(specialists__user=user.pk, specialists__until=None)
    attends = Q(attendances__participation__seats__user=user.pk, attendances__participation__seats__until=None)
    of_network = Q(networks__in=ThematicNetwork.objects.filter(specialist))
    for_all = Q(networks__in=ThematicNetwork.objects.filter(member), is_public=True)
    return of_network | for_all | attends
