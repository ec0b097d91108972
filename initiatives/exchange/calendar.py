"""The communication plan as an iCalendar file (RFC 5545): every dated activity as a span of whole days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Event

from accounts.models import User
from activity.exchange.calendar import Entry, clean, empty_calendar
from documents.parts import document_kind
from documents.queries import workbench_address
from initiatives.enums import Channel
from initiatives.models import CommunicationActivity, Initiative
from networks.queries import participations_of_member

CONTENT_TYPE = "text/calendar; charset=utf-8"


def communication_file(content: dict[str, Any], *, address: str, at: datetime) -> bytes:
    """The file of a snapshot. `address` is where the plan is read, `at` the moment of which the file tells.

    An activity keeps its UID as long as its row lives, so that a calendar that reads the file again moves the event
    and does not add another. Activities without months are left out.
    """
    calendar = empty_calendar(clean(_("Communication: %(title)s") % {"title": content["title"]}))
    for row in content["parts"].get("communication", []):
        span = _span(row["values"])
        if span:
            calendar.add_component(_event(row, span, address, at))
    return calendar.to_ical()


def communication_entries(user: User) -> Iterator[Entry]:
    """The dated activities of the plans that the person writes, for their private calendar. One query."""
    section = document_kind("mid").section_of(document_kind("mid").part_kinds["communication"]).slug
    mine = Initiative.objects.filter(participation__in=participations_of_member(user)).values("document")
    rows = CommunicationActivity.objects.filter(document__in=mine, deleted_at=None).select_related("document")
    for row in rows.order_by("pk"):
        values = {name: getattr(row, name) or "" for name in ("audience", "message", "who", "measure")}
        ends = {name: day.isoformat() for name in ("start", "end") if (day := getattr(row, name))}
        span = _span(ends)
        if span is None:
            continue
        yield Entry(
            uid=str(row.pk),
            start=span[0],
            end=span[1] - timedelta(days=1),
            summary=": ".join(part for part in (row.audience, str(row.get_channel_display())) if part),
            changed_at=row.updated_at,
            path=f"{workbench_address(row.document, 'section', section)}#wiersz-{row.pk}",
            description="\n".join(_lines(values)),
            category=_("Communication"),
        )


def _span(values: dict[str, Any]) -> tuple[date, date] | None:
    """The first day, and the day after the last; None without months. One known end is the only month."""
    known = [date.fromisoformat(values[name]) for name in ("start", "end") if values.get(name)]
    if not known:
        return None
    last = max(known).replace(day=28) + timedelta(days=4)
    return min(known).replace(day=1), last.replace(day=1)


def _event(row: dict[str, Any], span: tuple[date, date], address: str, at: datetime) -> Event:
    values = row["values"]
    channel = str(dict(Channel.choices).get(values.get("channel"), ""))
    event = Event()
    event.add("uid", row["id"])
    event.add("dtstamp", at)
    event.add("sequence", row.get("version", 0))
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    event.add("summary", clean(": ".join(part for part in (values.get("audience"), channel) if part)))
    event.add("description", clean("\n".join(_lines(values))))
    if channel:
        event.add("categories", [channel])
    event.add("url", f"{address}#wiersz-{row['id']}")
    event.add("transp", "TRANSPARENT")
    return event


def _lines(values: dict[str, Any]) -> Iterator[str]:
    if values.get("message"):
        yield values["message"]
    if values.get("who"):
        yield _("Who: %(who)s") % {"who": values["who"]}
    if values.get("measure"):
        yield _("How we will know that it worked: %(measure)s") % {"measure": values["measure"]}
