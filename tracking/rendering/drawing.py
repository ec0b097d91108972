"""Rows and cards of the list as plain values, so that each is drawn once (`core.drawing`)."""

from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString

from core.drawing import drawn
from tracking.rendering.rows import CourseLine, Row


class NetworkLook(NamedTuple):
    slug: str
    name: str
    name_en: str
    shape: str


class LineLook(NamedTuple):
    """A course: `name` is the addressee's short name, empty where there is none."""

    name: str
    status: str
    planned_on: date | None
    overdue: str
    is_mine: bool


class RowLook(NamedTuple):
    code: str
    title: str
    lead: str
    status: str
    status_label: str
    kind: str
    horizon: str
    planned_on: date | None
    network: NetworkLook | None
    lines: tuple[LineLook, ...]


def table_row(row: Row) -> SafeString:
    return drawn("tracking/table_row.html", row=_look(row))


def card(row: Row) -> SafeString:
    return drawn("tracking/card.html", row=_look(row))


def _look(row: Row) -> RowLook:
    shown, network = row.shown, row.shown.publication.network
    return RowLook(
        shown.code,
        shown.title,
        shown.lead,
        shown.recommendation.status,
        str(shown.recommendation.get_status_display()),
        str(shown.get_kind_display()),
        str(shown.get_horizon_display()),
        row.planned_on,
        NetworkLook(network.slug, network.name, network.name_en, network.shape) if network else None,
        tuple(_line(line) for line in row.courses),
    )


def _line(line: CourseLine) -> LineLook:
    course = line.course
    return LineLook(
        course.institution.short_name if course.institution else "",
        str(course.get_status_display()),
        course.planned_on,
        str(line.overdue.label) if line.overdue else "",
        line.is_mine,
    )
