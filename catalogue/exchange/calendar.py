"""Public meetings as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from catalogue.exchange.addresses import lasting
from initiatives.exchange.calendar import NOT_TEXT
from networks.models import Meeting


def meetings_file(meetings: Iterable[Meeting]) -> bytes:
    """The file of the meetings. One keeps its UID, so that a calendar that reads the file again moves the event."""
    calendar = Calendar()
    calendar.add("prodid", f"-//PIM//portal//{(get_language() or 'pl')[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = _("Meetings of the Cities’ Partnership Initiative")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Warsaw")
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
    event.add("summary", _clean(meeting.title))
    event.add("categories", [str(meeting.get_kind_display())])
    if meeting.place:
        event.add("location", _clean(meeting.place))
    if meeting.programme:
        event.add("description", _clean(meeting.programme))
    networks = list(meeting.networks.all())
    address = lasting("network", networks[0].slug) if len(networks) == 1 else lasting("edition", meeting.edition.slug)
    event.add("url", f"{address}#meetings" if len(networks) == 1 else address)
    return event


def _clean(words: str) -> str:
    """Text without the signs that the format forbids."""
    return NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
