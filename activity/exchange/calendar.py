"""The private calendar of a person (RFC 5545). Apps above this one offer what is in it.

An app registers a source in its `AppConfig.ready()`. A source is asked at every fetch and answers by the rights that
the person has now, with what they may see and no more.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import User

CONTENT_TYPE = "text/calendar; charset=utf-8"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: SEQUENCE counts seconds from here: it grows with every change and fits into 31 bits until 2088
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One thing in the calendar. A date is a whole day; `end` of a whole day is the last day of it.

    `uid` stays the same as long as the thing lives. `changed_at` is when anything of it changed last.
    `path` leads to its page in the portal.
    """

    uid: str
    start: date | datetime
    summary: str
    changed_at: datetime
    path: str
    end: date | datetime | None = None
    description: str = ""
    place: str = ""
    category: str = ""


Source = Callable[[User], Iterable[Entry]]
_sources: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Make a source known. `source(user)` gives what this person may see now, in the active language."""
    _sources[name] = source


def calendar_of(user: User) -> bytes:
    """The person's calendar in their language. The same bytes as long as nothing in it changed."""
    with translation.override(user.language):
        entries = [entry for source in _sources.values() for entry in source(user)]
        calendar = empty_calendar(_("My dates: Cities’ Partnership Initiative"))
        calendar.add("method", "PUBLISH")
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        # The same thing may come from two sources, for instance a meeting of two networks.
        for entry in {entry.uid: entry for entry in entries}.values():
            calendar.add_component(_event(entry))
    return calendar.to_ical()


def empty_calendar(name: str) -> Calendar:
    """A calendar without events, in the active language."""
    calendar = Calendar()
    calendar.add("prodid", f"-//PIM//portal//{(get_language() or 'pl')[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Warsaw")
    return calendar


def _event(entry: Entry) -> Event:
    changed = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - _FIRST).total_seconds())))
    if isinstance(entry.start, datetime):
        event.add("dtstart", entry.start.astimezone(UTC))
        if isinstance(entry.end, datetime) and entry.end > entry.start:
            event.add("dtend", entry.end.astimezone(UTC))
    else:
        last = entry.end if entry.end and not isinstance(entry.end, datetime) else entry.start
        event.add("dtstart", entry.start)
        event.add("dtend", max(last, entry.start) + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("summary", clean(entry.summary))
    if entry.description:
        event.add("description", clean(entry.description))
    if entry.place:
        event.add("location", clean(entry.place))
    if entry.category:
        event.add("categories", [clean(entry.category)])
    event.add("url", settings.PORTAL_ADDRESS + entry.path)
    event.add("class", "PRIVATE")
    return event


def clean(words: str) -> str:
    """Text without the signs that the format forbids; line ends are escaped by the library."""
    return _NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
