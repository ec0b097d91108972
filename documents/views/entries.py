"""Entries of the history as pages show them: who, when, where, what, and what can be restored from there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.enums import Operation
from documents.queries import workbench_address
from documents.queries.history import Entry, restorings
from documents.views.common import Opened
from documents.views.steps import Shown, Teller


@dataclass(frozen=True)
class Way:
    """A link to the page that shows what a restoring would change."""

    label: str
    url: str


@dataclass(frozen=True)
class ShownEntry:
    """An entry with its change in words (`shown`), or with the changes of a restoring (`parts`)."""

    entry: Entry
    who: str
    at: datetime
    ago: str
    shown: Shown | None
    title: str = ""
    parts: tuple[Shown, ...] = ()
    more: int = 0
    ways: tuple[Way, ...] = ()
    undo_url: str = ""
    lang: str = ""


@dataclass
class Day:
    """The entries of one day."""

    label: str
    date: Any
    entries: list[ShownEntry] = field(default_factory=list)


def show_entries(opened: Opened, entries: Iterable[Entry], *, longest: int | None = None) -> list[ShownEntry]:
    """Entries in words. Two queries at most, and one for each kind of thing outside the document."""
    found = list(entries)
    teller = Teller(opened) if longest is None else Teller(opened, longest=longest)
    teller.load([_step(one) for entry in found for one in (entry.parts or (entry,))])
    restorings = _restorings(opened, found)
    shown = (_show(opened, teller, entry, restorings) for entry in found)
    return [one for one in shown if one.shown is not None or one.parts]


def by_day(entries: Iterable[ShownEntry]) -> list[Day]:
    """The entries under the days on which they ended, in their order."""
    days: list[Day] = []
    for entry in entries:
        date = timezone.localtime(entry.at).date()
        if not days or days[-1].date != date:
            days.append(Day(_day(date), date))
        days[-1].entries.append(entry)
    return days


def _day(date: Any) -> str:
    today = timezone.localdate()
    if date == today:
        return _("Today")
    return _("Yesterday") if date == today - timedelta(days=1) else ""


def ago(at: datetime) -> str:
    """How long ago, roughly; empty for what is older than a month."""
    passed = timezone.now() - at
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("%(count)d hour ago", "%(count)d hours ago", hours) % {"count": hours}
    days = hours // 24
    return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days} if days < 31 else ""


def _step(entry: Entry) -> tuple[str, str, str, Any, Any]:
    return entry.part_kind, entry.part_id, entry.field, entry.before, entry.after


def _restorings(opened: Opened, entries: list[Entry]) -> dict[str, dict[str, Any]]:
    """What the audit log says of the restorings among the entries, by batch. A query only where there are some."""
    batches = [str(entry.batch) for entry in entries if entry.batch]
    if not batches:
        return {}
    return restorings(opened.document, batches)


def _show(opened: Opened, teller: Teller, entry: Entry, restorings: dict[str, dict[str, Any]]) -> ShownEntry:
    common: dict[str, Any] = {"entry": entry, "who": _who(entry), "at": entry.at, "ago": ago(entry.at)}
    if not entry.batch:
        shown = _tell(teller, entry)
        return ShownEntry(**common, shown=shown, ways=tuple(_ways(opened, entry)) if shown else ())
    parts = tuple(found for one in entry.parts if (found := _tell(teller, one)) is not None)
    undo = opened.address("restore_undo", entry.batch) if opened.can_edit else ""
    return ShownEntry(
        **common,
        shown=None,
        title=restoring_title(restorings.get(str(entry.batch), {})),
        parts=parts,
        more=entry.count - len(parts),
        undo_url=undo,
        ways=tuple(_whole(opened, entry)),
    )


def _who(entry: Entry) -> str:
    """The person who saved it, and the one whose words they took over."""
    if not entry.suggested_by_label:
        return entry.by_label
    names = {"name": entry.by_label, "reviewer": entry.suggested_by_label}
    return _("%(name)s, suggested by %(reviewer)s") % names


def _tell(teller: Teller, entry: Entry) -> Shown | None:
    return teller.tell(entry.part_kind, entry.part_id, entry.field, entry.operation, entry.before, entry.after)


def restoring_title(data: dict[str, Any]) -> str:
    """What a restoring restored, from its audit event."""
    match data.get("scope"):
        case "field":
            return _("An earlier text of a field was restored")
        case "row":
            return _("An earlier state of a part was restored")
        case "version":
            return _("The whole document was restored to version %(number)s") % {"number": data.get("version")}
        case "moment":
            return _("The whole document was restored to an earlier state")
        case "undo":
            return _("A restoring was taken back")
    return _("An earlier state was restored")


def _ways(opened: Opened, entry: Entry) -> Iterable[Way]:
    """What can be restored from an entry: the field, the row or the whole document, before or after the change."""
    kind = opened.kind.part_kinds[entry.part_kind]
    if not opened.can_edit:
        return
    live = next((row for row in opened.content["parts"][kind.key] if row["id"] == entry.part_id), None)
    now = live["values"].get(entry.field) if live else None
    before, after = entry.first_id - 1, entry.id

    def row(moment: int, name: str = "") -> str:
        url = workbench_address(opened.document, "state_restore", kind.key, entry.part_id, moment)
        return f"{url}?pole={name}" if name else url

    if entry.operation == Operation.EDIT and live:
        if entry.before != now:
            yield Way(_("This field as it was before this change"), row(before, entry.field))
        if entry.after != now:
            yield Way(_("This field as it was after this change"), row(after, entry.field))
    if entry.operation == Operation.DELETE:
        if not live:
            yield Way(_("This row as it was when it was deleted"), row(before))
    elif entry.operation != Operation.MOVE:
        whole_row = _("The whole row as it was then") if kind.many else _("This whole part as it was then")
        yield Way(whole_row, row(after))
    yield from _whole(opened, entry)


def _whole(opened: Opened, entry: Entry) -> Iterable[Way]:
    if opened.can_edit:
        yield Way(_("The whole document as it was after this change"), opened.address("moment_restore", entry.id))
        yield Way(
            _("The whole document as it was before this change"), opened.address("moment_restore", entry.first_id - 1)
        )
