"""The schedule as files: a picture that stands alone, and a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.charts.gantt import gantt
from initiatives.rendering.schedule import milestones_by_action, schedule_chart, without_dropped
from initiatives.rendering.schedule_lines import Line, schedule_lines

#: the width of the file's picture, in pixels
FILE_WIDTH = 1400
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: so that spreadsheets read UTF-8
MARK = "\ufeff"
#: what makes a spreadsheet take a text for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def schedule_svg(content: dict[str, Any], today: date) -> str:
    """The Gantt picture with its title and description; empty when no action has a month."""
    chart = schedule_chart(content, schedule_lines(content, today), today)
    title = f"{content['title']} – {chart.title}"
    picture = gantt(without_dropped(replace(chart, title=title, width=FILE_WIDTH)))
    return f"{DECLARATION}{picture}\n" if picture else ""


def schedule_csv(content: dict[str, Any], today: date) -> str:
    """A line for each action and milestone: UTF-8 with a mark, semicolons, no cell that a spreadsheet would run."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings())
    for row in _rows(content, today):
        writer.writerow([_harmless(cell) for cell in row])
    return MARK + file.getvalue()


def _headings() -> list[str]:
    return [
        _("Code"),
        _("Action or milestone"),
        _("Lead"),
        _("Partners"),
        _("First month"),
        _("Last month"),
        _("Months"),
        _("Waits for"),
        _("State"),
        pgettext("schedule", "Late"),
    ]


def _rows(content: dict[str, Any], today: date) -> Iterator[list[str]]:
    milestones = milestones_by_action(content)
    for line in schedule_lines(content, today):
        yield _action(line)
        for milestone in milestones.pop(line.id, ()):
            yield _milestone(milestone.label, milestone.date, line.code)
    for milestone in milestones.get("", ()):
        yield _milestone(milestone.label, milestone.date, "")


def _action(line: Line) -> list[str]:
    return [
        line.code,
        line.title,
        line.lead,
        ", ".join(line.partners),
        f"{line.start:%Y-%m}" if line.start else "",
        f"{line.end:%Y-%m}" if line.end else "",
        str(line.months or ""),
        ", ".join(name for _key, name in line.waits_for),
        line.state_label,
        _("yes") if line.is_late else _("no"),
    ]


def _milestone(label: str, day: date, action: str) -> list[str]:
    when = day.isoformat()
    return ["", label, "", "", when, when, "", action, _("milestone"), ""]


def _harmless(cell: str) -> str:
    """The text behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
