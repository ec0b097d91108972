"""Tables over a whole plan: its recommendations, barriers by recommendations, and indexes by addressee and city."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text import polish_key
from documents.rendering import Panel, PlainTable
from improvement_plans.enums import Horizon, Priority, RecommendationKind

Content = dict[str, Any]
Row = dict[str, Any]
#: columns of codes that fit beside one another on a page
MOST_COLUMNS = 10


@dataclass(frozen=True)
class Entry:
    """A row of the plan as a table names it: its code leads to its place in the document."""

    id: str
    code: str
    title: str

    @property
    def name(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def place(self) -> str:
        return f"#wiersz-{self.id}"


@dataclass(frozen=True)
class Line:
    """A recommendation in the table: words in the language of the reader, names as the plan has them."""

    entry: Entry
    lead: str
    kind: str
    horizon: str
    priority: str


@dataclass(frozen=True)
class Matrix:
    """One block of the matrix: `columns` are recommendations, and each row is a barrier with whether they answer it."""

    columns: list[Entry]
    rows: list[tuple[Entry, list[bool]]]


def recommendation_table(content: Content) -> Panel | None:
    """Every recommendation on one line, in the order of the plan."""
    lines = [
        Line(
            _entry(row),
            (row.get("labels") or {}).get("lead_institution") or "",
            _label(RecommendationKind, row["values"].get("kind")),
            _label(Horizon, row["values"].get("horizon")),
            _label(Priority, row["values"].get("priority")),
        )
        for row in _rows(content, "recommendation")
    ]
    if len(lines) < 2:
        return None
    head = _("Recommendation"), _("Leading addressee"), _("Kind"), _("Horizon"), _("Priority")
    rows = [(line.entry.name, line.lead, line.kind, line.horizon, line.priority) for line in lines]
    return _panel(
        "recommendation_table", _("Table of recommendations"), {"lines": lines}, PlainTable(head, tuple(rows))
    )


def barrier_matrix(content: Content) -> Panel | None:
    """Which recommendation answers which barrier, in blocks that fit a page."""
    barriers = [(row["id"], _entry(row)) for row in _rows(content, "barrier")]
    answers = [(_entry(row), set(row["values"].get("barriers") or [])) for row in _rows(content, "recommendation")]
    if not barriers or len(answers) < 2:
        return None
    blocks, tables = [], []
    for start in range(0, len(answers), MOST_COLUMNS):
        part = answers[start : start + MOST_COLUMNS]
        rows = [(entry, [key in met for _column, met in part]) for key, entry in barriers]
        columns = [column for column, _met in part]
        blocks.append(Matrix(columns, rows))
        words = [(entry.name, *(_yes(mark) for mark in marks)) for entry, marks in rows]
        tables.append(PlainTable((_("Barrier"), *(column.code for column in columns)), tuple(words)))
    return _panel("barrier_matrix", _("Barriers and recommendations"), {"blocks": blocks}, *tables)


def addressee_index(content: Content) -> Panel | None:
    """Every addressee with the recommendations that it leads, and those in which it takes part."""
    leads: dict[str, list[Entry]] = {}
    joins: dict[str, list[Entry]] = {}
    for row in _rows(content, "recommendation"):
        labels = row.get("labels") or {}
        if lead := labels.get("lead_institution"):
            leads.setdefault(lead, []).append(_entry(row))
        for other in labels.get("institutions") or []:
            if other != lead:
                joins.setdefault(other, []).append(_entry(row))
    names = _in_order({*leads, *joins})
    lines = [(name, leads.get(name, []), joins.get(name, [])) for name in names]
    head = _("Addressee"), _("Leads"), _("Takes part in")
    return _index("addressee_index", _("Index of addressees"), head, lines)


def city_index(content: Content) -> Panel | None:
    """Every city that the plan names, with the barriers that it reports and the good practices that come from it."""
    barriers: dict[str, list[Entry]] = {}
    practices: dict[str, list[Entry]] = {}
    for row in _rows(content, "barrier"):
        for city in (row.get("labels") or {}).get("cities") or []:
            barriers.setdefault(city, []).append(_entry(row))
    for row in _rows(content, "good_practice"):
        if city := (row.get("labels") or {}).get("city"):
            practices.setdefault(city, []).append(_entry(row))
    names = _in_order({*barriers, *practices})
    lines = [(name, barriers.get(name, []), practices.get(name, [])) for name in names]
    return _index("city_index", _("Index of cities"), (_("City"), _("Barriers"), _("Good practices")), lines)


def _index(
    name: str, title: str, head: tuple[str, str, str], lines: list[tuple[str, list[Entry], list[Entry]]]
) -> Panel | None:
    if not lines:
        return None
    rows = [(who, _codes(first), _codes(second)) for who, first, second in lines]
    return _panel(name, title, {"lines": lines}, PlainTable(head, tuple(rows)))


def _panel(name: str, title: str, data: dict[str, Any], *tables: PlainTable) -> Panel:
    return Panel(name, title, f"improvement_plans/reading/{name}.html", data, tables=tables)


def _codes(entries: list[Entry]) -> str:
    return ", ".join(entry.code for entry in entries) or "–"


def _yes(mark: bool) -> str:
    return pgettext("barrier answered", "yes") if mark else "–"


def _rows(content: Content, kind: str) -> list[Row]:
    return content["parts"].get(kind, [])


def _entry(row: Row) -> Entry:
    values = row["values"]
    return Entry(row["id"], values.get("code") or "", values.get("title") or "")


def _label(choices: Any, value: Any) -> str:
    return str(dict(choices.choices).get(value, ""))


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=polish_key)
