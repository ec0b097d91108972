"""The dates by which a plan is judged, in order: milestones and reviews."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import text
from documents.rendering import Panel
from initiatives.queries.snapshot import day, month_index, rows

DAY = re.compile(r"^(\d{1,2})[. /-](\d{1,2})[. /-](\d{4})")
MONTH = re.compile(r"^(\w+)[. /-]+(\d{4})")


@dataclass(frozen=True)
class Date:
    """A milestone (with its `code` and row `id`) or a review. `at` puts it in order; None where no date was read."""

    at: date | None
    when: str
    words: str
    id: str = ""
    code: str = ""
    outside: bool = False


def dates_panel(content: dict[str, Any]) -> Panel | None:
    """Milestones and reviews of a snapshot in order; None without reviews, for milestones have their own table."""
    reviews = [_review(content, words) for row in rows(content, "monitoring") for words in _lines(row)]
    if not reviews:
        return None
    milestones = [_milestone(content, row) for row in rows(content, "milestone") if day(row, "date")]
    dated = [one for one in (*milestones, *reviews) if one.at]
    return Panel(
        name="key_dates",
        title=_("Reviews and milestones"),
        template="initiatives/reading/dates.html",
        data={
            "dates": sorted(dated, key=lambda one: (one.at, one.code)),
            "undated": [one.words for one in reviews if not one.at],
        },
    )


def _lines(row: dict[str, Any]) -> list[str]:
    return row["values"].get("review_dates") or []


def read_date(words: str) -> date | None:
    """The last day that a person's words begin with, as `March 2027`, `03.2027` or `15.03.2027`; None when none."""
    found = DAY.match(words.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        found = MONTH.match(words.strip())
        month = text.parse_month(found[1]) if found else None
        return date(int(found[2]), month, monthrange(int(found[2]), month)[1]) if found and month else None
    except ValueError:
        return None


def _review(content: dict[str, Any], words: str) -> Date:
    at = read_date(words)
    return Date(at, words, _("Review of the plan") if at else words, outside=bool(at) and _is_outside(content, at))


def _milestone(content: dict[str, Any], row: dict[str, Any]) -> Date:
    at = day(row, "date")
    assert at is not None  # noqa: S101 - rows without a date were left out
    words, outside = row["values"].get("text") or "", _is_outside(content, at)
    return Date(at, text.long_date(at), words, row["id"], row.get("code") or "", outside)


def _is_outside(content: dict[str, Any], at: date | None) -> bool:
    """Whether a date lies outside the months of the plan, as far as they are known."""
    record = next(iter(rows(content, "record")), None)
    first, last = (day(record, "period_start"), day(record, "period_end")) if record else (None, None)
    if at is None or first is None or last is None:
        return False
    return not month_index(first) <= month_index(at) <= month_index(last)
