"""What networks put into a person's private calendar: meetings that they take part in, milestones of their editions."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.exchange.calendar import Entry
from core.text import is_polish
from networks.models import EditionMilestone, Specialist
from networks.permissions import can_manage_programme
from networks.queries import meetings_attended_by, participations_of_member


def meeting_entries(user: User) -> Iterator[Entry]:
    """Meetings of the person's networks and city; all for coordinators. The link stays on the page. One query."""
    for meeting in meetings_attended_by(user).order_by("pk"):
        hours = meeting.hours_known
        yield Entry(
            uid=str(meeting.pk),
            start=meeting.starts_at if hours else timezone.localdate(meeting.starts_at),
            end=meeting.ends_at if hours else timezone.localdate(meeting.ends_at),
            summary=meeting.title,
            changed_at=meeting.updated_at,
            path=reverse("meeting", args=[meeting.pk]),
            description=meeting.programme,
            place=meeting.place,
            category=str(meeting.get_kind_display()),
        )


def milestone_entries(user: User) -> Iterator[Entry]:
    """Milestones of the editions that the person takes part in; of all for coordinators. One query."""
    milestones = EditionMilestone.objects.select_related("edition")
    if not can_manage_programme(user):
        member = Q(edition__in=participations_of_member(user).values("edition"))
        specialist = Q(edition__in=Specialist.objects.filter(user=user.pk, until=None).values("network__edition"))
        milestones = milestones.filter(member | specialist)
    for milestone in milestones.order_by("pk"):
        title = milestone.title if is_polish() else milestone.title_en or milestone.title
        first, last = _days(milestone)
        yield Entry(
            uid=f"milestone-{milestone.pk}",
            start=first,
            end=last,
            summary=title,
            changed_at=milestone.updated_at,
            path=reverse("edition", args=[milestone.edition.slug]),
            category=_("Milestone of the edition"),
        )


def _days(milestone: EditionMilestone) -> tuple[date, date]:
    """The day; the whole month when only that is known."""
    if not milestone.is_approximate:
        return milestone.date, milestone.date
    first = milestone.date.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
