"""Public meetings as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from activity.exchange.calendar import clean, empty_calendar
from catalogue.exchange.addresses import lasting
from networks.models import Meeting


def meetings_file(meetings: Iterable[Meeting]) -> bytes:
    """The file of the meetings. One keeps its UID, so that a calendar that reads the file again moves the event."""
    calendar = empty_calendar(_("Meetings of the Cities’ Partnership Initiative"))
    calendar.add("method", "PUBLISH")
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return calendar.to_ical()


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", str(meeting.pk))
    event.add("dtstamp", meeting.updated_at.replace(microsecond=0))
    event.add("last-modified", meeting.updated_at.replace(microsecond=0))
    if meeting.hours_known:
        event.add("dtstart", meeting.starts_at)
        event.add("dtend", meeting.ends_at)
    else:
        event.add("dtstart", timezone.localdate(meeting.starts_at))
        event.add("dtend", timezone.localdate(meeting.ends_at) + timedelta(days=1))
    event.add("summary", clean(meeting.title))
    event.add("categories", [str(meeting.get_kind_display())])
    if meeting.place:
        event.add("location", clean(meeting.place))
    if meeting.programme:
        event.add("description", clean(meeting.programme))
    networks = list(meeting.networks.all())
    address = lasting("network", networks[0].slug) if len(networks) == 1 else lasting("edition", meeting.edition.slug)
    event.add("url", f"{address}#meetings" if len(networks) == 1 else address)
    return event
