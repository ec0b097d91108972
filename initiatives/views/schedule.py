"""GET /praca/mid/<slug>/harmonogram/: when actions run: a table whose dates move, its picture, and what it means."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.charts.gantt import Gantt, gantt
from documents.views.common import Opened, open_document, section_at
from documents.views.section import section_page
from initiatives.rendering.schedule import NARROW, schedule_chart, without_dropped
from initiatives.rendering.schedule_lines import Line, schedule_lines
from initiatives.rendering.schedule_words import sentences

SECTION = "harmonogram"


@dataclass(frozen=True)
class Zoom:
    """A scale of the picture: its word in addresses, and the width of a month in pixels (0: the whole fits)."""

    key: str
    label: Any
    month_width: float


ZOOMS = (
    Zoom("", _("Whole period"), 0),
    Zoom("kwartal", _("Quarters"), 24),
    Zoom("miesiac", _("Months"), 60),
)


def chosen_zoom(key: str) -> Zoom:
    """The scale that an address names; the whole period when it names none."""
    return next((zoom for zoom in ZOOMS if zoom.key == key), ZOOMS[0])


@login_required
@require_safe
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    opened = open_document(request, "mid", slug)
    section = section_at(opened, SECTION)
    zoom = chosen_zoom(request.GET.get("skala", ""))
    template = "initiatives/workbench/schedule_page.html"
    return section_page(request, opened, section, template, **board(opened, zoom))


def board(opened: Opened, zoom: Zoom) -> dict[str, Any]:
    """The context of templates/initiatives/workbench/schedule_board.html."""
    today = timezone.localdate()
    lines = schedule_lines(opened.content, today)
    chart = without_dropped(schedule_chart(opened.content, lines, today))
    awaited = {key for line in lines for key, _name in line.waits_for}
    return {
        "lines": [_row(opened, line, line.id in awaited) for line in lines],
        "sentences": sentences(opened.content, lines),
        **_pictures(chart, zoom),
        "zoom": zoom,
        "zooms": ZOOMS,
        "svg_url": opened.address("schedule_svg"),
        "csv_url": opened.address("schedule_csv"),
        "actions_url": opened.address("section", "dzialania"),
    }


def _row(opened: Opened, line: Line, has_followers: bool) -> dict[str, Any]:
    return {
        "line": line,
        "has_followers": has_followers,
        "name": line.code or line.title,
        "edit_url": opened.address("part_edit", "action", line.id),
        "step_url": opened.address("schedule_step", line.id),
        "months_url": opened.address("schedule_months", line.id),
        "request": uuid4(),
    }


def _pictures(chart: Gantt, zoom: Zoom) -> dict[str, Any]:
    if zoom.month_width:
        return {"picture": gantt(replace(chart, month_width=zoom.month_width)), "narrow_picture": None}
    return {
        "picture": gantt(chart),
        "narrow_picture": gantt(replace(chart, id="gantt-narrow", width=NARROW)),
    }
