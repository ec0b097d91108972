"""How recommendations stand, as tables with bars; every figure leads to the rows that it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from catalogue.enums import Age
from catalogue.queries.standing import Standing
from core.charts.bars import share_bar, stacked_bar, swatch
from improvement_plans.enums import Status

#: (words, statuses, colour) of the columns; together they are all statuses
GROUPS: tuple[tuple[Any, tuple[str, ...], str], ...] = (
    (pgettext_lazy("column", "Without an answer"), (Status.NEW,), "#8b98a6"),
    (pgettext_lazy("column", "Under analysis"), (Status.ANALYSIS,), "#e0b040"),
    (pgettext_lazy("column", "Accepted or under way"), (Status.ACCEPTED, Status.PARTLY, Status.RUNNING), "#2f6db5"),
    (pgettext_lazy("column", "Implemented"), (Status.DONE, Status.ALREADY), "#3f7d20"),
    (pgettext_lazy("column", "Ended without it"), (Status.REJECTED, Status.OBSOLETE, Status.CLOSED), "#a7162d"),
)
Names = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Figure:
    """A number, and the address of the list of exactly the rows that it counts."""

    count: int
    url: str
    label: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    language: str
    bar: SafeString
    total: Figure
    figures: list[Figure]


@dataclass(frozen=True)
class Cut:
    """The recommendations by one thing: a table. `head` names that thing."""

    key: str
    title: str
    head: str
    lines: list[Line]


@dataclass(frozen=True)
class StatusLine:
    status: str
    label: str
    bar: SafeString
    figure: Figure


@dataclass(frozen=True)
class Board:
    """All of it: the whole by status and in figures, then cut by network, addressee and age."""

    total: Figure
    figures: list[Figure]
    statuses: list[StatusLine]
    columns: list[tuple[str, SafeString]]
    cuts: list[Cut]


def board(found: Standing, list_url: str, *, networks: Names, institutions: Names) -> Board:
    """The board of what was counted. `list_url` is the list that the figures lead to; names are in order."""
    whole = found[""].get("", {})
    total = sum(whole.values())
    cuts = (
        ("network", _("By network"), _("Network"), networks, "pl"),
        ("institution", _("By addressee"), _("Addressee"), institutions, "pl"),
        ("age", _("By age"), _("Published"), [(age.value, str(age.label)) for age in Age], ""),
    )
    return Board(
        total=Figure(total, list_url, _("Recommendations")),
        figures=[_figure(whole, list_url, (), group) for group in GROUPS],
        statuses=[_status(value, str(label), whole.get(value, 0), total, list_url) for value, label in Status.choices],
        columns=[(str(label), swatch(colour)) for label, _statuses, colour in GROUPS],
        cuts=[
            Cut(key, title, head, _lines(found[key], list_url, key, names, lang))
            for key, title, head, names, lang in cuts
        ],
    )


def _lines(counts: dict[str, dict[str, int]], list_url: str, key: str, names: Names, language: str) -> list[Line]:
    return [_line(counts[value], list_url, (key, value), label, language) for value, label in names if value in counts]


def _line(counts: dict[str, int], list_url: str, where: tuple[str, str], label: str, language: str) -> Line:
    total = sum(counts.values())
    shares = [(sum(counts.get(one, 0) for one in statuses) / total, colour) for _label, statuses, colour in GROUPS]
    return Line(
        label=label,
        language=language,
        bar=stacked_bar(shares),
        total=Figure(total, _url(list_url, [where])),
        figures=[_figure(counts, list_url, (where,), group) for group in GROUPS],
    )


def _figure(counts: dict[str, int], list_url: str, where: Iterable[tuple[str, str]], group: Any) -> Figure:
    label, statuses, _colour = group
    count = sum(counts.get(one, 0) for one in statuses)
    return Figure(count, _url(list_url, [*where, *(("status", one.value) for one in statuses)]), str(label))


def _status(value: str, label: str, count: int, total: int, list_url: str) -> StatusLine:
    colour = next(colour for _label, statuses, colour in GROUPS if value in statuses)
    bar = share_bar(count / total, colour) if count else SafeString("")
    return StatusLine(value, label, bar, Figure(count, _url(list_url, [("status", value)])))


def _url(address: str, pairs: list[tuple[str, str]]) -> str:
    return f"{address}?{urlencode(pairs)}"
