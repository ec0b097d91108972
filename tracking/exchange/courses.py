"""A view of recommendations as a table: one row for each addressee's course, in the order of the list."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.exchange.columns import Column, ColumnKind, Table
from catalogue.models import PublishedRecommendation
from cities.models import City
from core.text import is_polish
from improvement_plans.enums import Priority, Status
from improvement_plans.models import Course
from improvement_plans.policies import overdue_of
from tracking.queries import with_last_words

#: recommendations that are in memory at the same time
AT_ONCE = 500


@dataclass(frozen=True)
class Record:
    """A recommendation with one of its courses; None where nobody is asked any more."""

    shown: PublishedRecommendation
    course: Course | None
    cities: dict[str, str]
    today: datetime.date

    @property
    def overdue(self) -> Any:
        found = overdue_of(self.course, self.today) if self.course else None
        return found.label if found else ""


@dataclass(frozen=True)
class CoursesTable(Table):
    """A table that reads its records in pieces, so that a long one needs little memory."""

    def loaded(self) -> Iterable[Any]:
        return _records(self.records())


def courses_table(rows: QuerySet[PublishedRecommendation]) -> CoursesTable:
    """The table of the recommendations of a view."""
    return CoursesTable(
        name="courses",
        slug="rekomendacje",
        dataset="",
        title=_("Recommendations and answers"),
        about=_("What was recommended to whom, what was answered and what is overdue."),
        records=lambda: rows,
        columns=COLUMNS,
        key="code",
        lookup="code",
    )


def _records(rows: QuerySet[PublishedRecommendation]) -> Iterator[Record]:
    cities = dict(City.objects.values_list("slug", "name"))
    today = timezone.localdate()
    for shown in with_last_words(rows).iterator(chunk_size=AT_ONCE):
        recommendation: Any = shown.recommendation
        for course in recommendation.asked or [None]:
            yield Record(shown, course, cities, today)


def _of(name: str) -> Any:
    return lambda one: getattr(one.shown, name)


def _said(name: str) -> Any:
    return lambda one: getattr(one.course, name) if one.course else None


def _network(one: Record) -> str:
    return _named(one.shown.publication.network)


def _edition(one: Record) -> str:
    network = one.shown.publication.network
    return _named(network.edition) if network else ""


def _named(named: Any) -> str:
    if named is None:
        return ""
    return named.name if is_polish() else named.name_en or named.name


def _addressee(one: Record) -> str:
    return one.course.institution.name if one.course and one.course.institution else ""


TEXT, DATE = ColumnKind.TEXT, ColumnKind.DATE
COLUMNS = (
    Column("code", ColumnKind.ID, _("code"), _of("code"), _("Permanent code of the recommendation.")),
    Column("title", TEXT, _("title"), _of("title")),
    Column("edition", TEXT, _("edition"), _edition),
    Column("network", TEXT, _("network"), _network),
    Column("kind", TEXT, _("kind"), lambda one: one.shown.get_kind_display()),
    Column("horizon", TEXT, _("horizon"), lambda one: one.shown.get_horizon_display()),
    Column("priority", TEXT, _("priority"), lambda one: str(Priority(one.shown.priority).label)),
    Column("legal_act", TEXT, _("legal act"), _of("legal_act")),
    Column("barriers", ColumnKind.TEXTS, _("barriers"), _of("barriers"), _("Codes of the barriers that it removes.")),
    Column(
        "raised_by",
        ColumnKind.TEXTS,
        _("raised by"),
        lambda one: [one.cities.get(slug, slug) for slug in one.shown.raised_by],
        _("Cities whose published plans met one of the barriers."),
    ),
    Column("addressee", TEXT, _("addressee"), _addressee),
    Column("leads", ColumnKind.BOOLEAN, _("leading addressee"), _said("leads")),
    Column("asked_on", DATE, _("asked on"), _said("asked_on")),
    Column("status", ColumnKind.ID, _("status"), _said("status"), choices=tuple(Status.values)),
    Column("status_label", TEXT, _("status"), lambda one: one.course.get_status_display() if one.course else None),
    Column("since", DATE, _("status since"), _said("since")),
    Column("planned_on", DATE, _("planned date"), _said("planned_on")),
    Column("heard_on", DATE, _("last response"), _said("heard_on")),
    Column("overdue", TEXT, _("overdue"), lambda one: str(one.overdue)),
    Column("answers", ColumnKind.INTEGER, _("number of answers"), _said("version")),
    Column("last_answer", TEXT, _("last answer"), lambda one: one.course.last_words if one.course else None),
)
