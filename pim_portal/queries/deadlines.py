"""Dates that come: of reviews, of the edition, and of the rows of a plan."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import text
from documents.enums import FieldKind
from documents.models import Document
from documents.parts import document_kind
from documents.queries import place_address
from networks.models import Edition, EditionMilestone
from reviews.exchange.calendar import review_entries

#: how far ahead the dates of rows are told
AHEAD = timedelta(days=30)
#: dates of the edition that are told, however far away
MILESTONES = 3
MOST = 10
#: fields of rows that hold a date; of a month with which something ends, its last day counts
DATES = (
    ("action", "start", False),
    ("action", "end", True),
    ("milestone", "date", False),
    ("communication", "start", False),
    ("communication", "end", True),
    ("decision_step", "date", False),
)


@dataclass(frozen=True)
class Deadline:
    """A date that comes. `when` is how it is told: a day, or a month where only that is known."""

    date: date
    when: str
    label: str
    note: str
    url: str = ""

    @property
    def days(self) -> int:
        return (self.date - timezone.localdate()).days


def deadlines_of_person(user: Any) -> list[Deadline]:
    """Until when the person reviews or answers, and the next dates of the current edition. Three queries."""
    edition = Edition.objects.filter(is_current=True).first()
    return _in_order([*_of_reviews(user), *(_of_edition(edition) if edition else [])])


def deadlines_of_plan(user: Any, document: Document, content: dict[str, Any]) -> list[Deadline]:
    """The same for an author, and the dates of the plan's rows in the next 30 days. Two queries."""
    edition = document.initiative.participation.edition
    return _in_order([*_of_reviews(user), *_of_rows(document, content), *_of_edition(edition)])


def _in_order(found: list[Deadline]) -> list[Deadline]:
    return sorted(found, key=lambda one: (one.date, one.label))[:MOST]


def _of_reviews(user: Any) -> Iterator[Deadline]:
    """What the private calendar says of reviews; a date that has passed stays, because it is still waited for."""
    for entry in review_entries(user):
        yield Deadline(entry.start, text.long_date(entry.start), entry.summary, "", entry.path)


def _of_edition(edition: Edition) -> list[Deadline]:
    today = timezone.localdate()
    coming = EditionMilestone.objects.filter(edition=edition, date__gte=today)[:MILESTONES]
    found = [_milestone(one) for one in coming]
    if edition.ends >= today and edition.ends not in {one.date for one in found}:
        label = _("The edition ends")
        found.append(Deadline(edition.ends, text.long_date(edition.ends), label, _own_name(edition, "name")))
    return found


def _milestone(one: EditionMilestone) -> Deadline:
    when = text.month_year(one.date) if one.is_approximate else text.long_date(one.date)
    return Deadline(one.date, when, _own_name(one, "title"), _("Date of the edition"))


def _own_name(thing: Any, name: str) -> str:
    """The name in the active language; Polish where there is no English one."""
    return getattr(thing, name) if text.is_polish() else getattr(thing, f"{name}_en") or getattr(thing, name)


def _of_rows(document: Document, content: dict[str, Any]) -> Iterator[Deadline]:
    kinds = document_kind(document.kind).part_kinds
    today = timezone.localdate()
    for key, name, is_end in DATES:
        kind = kinds[key]
        bound = kind.field(name)
        for row in content["parts"].get(key, []):
            stored = row["values"].get(name)
            day = stored and _day(date.fromisoformat(stored), bound.kind, is_end)
            if day and today <= day <= today + AHEAD:
                title = str(row["values"].get(kind.title_field) or "")
                yield Deadline(
                    date=day,
                    when=text.long_date(day),
                    label=" ".join(part for part in (row["code"], title) if part) or capfirst(kind.label),
                    note=f"{capfirst(kind.label)}: {bound.label}",
                    url=place_address(document, kind, row["id"], name),
                )


def _day(stored: date, kind: FieldKind, is_end: bool) -> date:
    if kind == FieldKind.MONTH and is_end:
        return stored.replace(day=calendar.monthrange(stored.year, stored.month)[1])
    return stored
