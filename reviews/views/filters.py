"""Filters of remarks on the review page: plain links, each with how many remarks it leaves."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from documents.queries import sections_of
from reviews.enums import Audience, RemarkKind, ThreadState
from reviews.queries import Remark, Remarks

#: how the address names each filter, and what it asks of a remark
READS: dict[str, Callable[[Remark], str]] = {
    "rodzaj": lambda remark: remark.thread.kind,
    "stan": lambda remark: remark.thread.state,
    "kto": lambda remark: remark.thread.audience,
    "czesc": lambda remark: remark.thread.section,
}
TICKS = ("moje", "nowe", "bez-odpowiedzi")


@dataclass(frozen=True)
class Option:
    """One link of a filter; a chosen one leads to the list without it."""

    label: str
    url: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Filtered:
    """The remarks that the address asks for, and the links to other choices."""

    remarks: Remarks
    filters: tuple[Filter, ...]
    is_filtered: bool
    clear_url: str
    total: int


def filtered(request: HttpRequest, remarks: Remarks, content: dict[str, Any]) -> Filtered:
    """Choose among the remarks by the query of the address. Unknown values choose nothing away. No queries."""
    titles = {section.key: str(section.title) for section in sections_of(content)}
    ticks = _ticks(request.user)
    found = _Links(request)
    left = remarks.all
    for name, read in READS.items():
        if value := found.chosen(name):
            left = tuple(remark for remark in left if read(remark) == value)
    for name, _label, test in ticks:
        if found.chosen(name):
            left = tuple(remark for remark in left if test(remark))
    groups = [
        found.group(remarks.all, "rodzaj", pgettext("of a remark", "Kind"), RemarkKind.choices),
        found.group(remarks.all, "stan", _("State"), ThreadState.choices),
        found.group(remarks.all, "kto", _("Who reads it"), Audience.choices),
        Filter(_("Only"), tuple(found.tick(remarks.all, *tick) for tick in ticks)),
        found.group(remarks.all, "czesc", _("Part"), titles.items()),
    ]
    shown = tuple(group for group in groups if len(group.options) > 1 or any(one.is_chosen for one in group.options))
    return Filtered(replace(remarks, all=left), shown, found.is_filtered, found.without_all(), len(remarks.all))


def _ticks(user: Any) -> tuple[tuple[str, str, Callable[[Remark], bool]], ...]:
    """Filters that are either on or off: name in the address, label, what they ask."""
    return (
        ("moje", _("mine"), lambda remark: user.pk in (remark.thread.opened_by_id, remark.thread.assigned_to_id)),
        ("nowe", _("not seen yet"), lambda remark: remark.is_unseen),
        ("bez-odpowiedzi", _("without an answer"), lambda remark: remark.wants_answer),
    )


class _Links:
    """Addresses of the same page with one thing chosen otherwise."""

    def __init__(self, request: HttpRequest) -> None:
        self._query = request.GET.copy()
        for name in {*self._query} - {*READS, *TICKS, "runda"}:
            del self._query[name]

    @property
    def is_filtered(self) -> bool:
        return any(self._query.get(name) for name in (*READS, *TICKS))

    def chosen(self, name: str) -> str:
        return self._query.get(name, "")

    def without_all(self) -> str:
        kept = self._query.copy()
        for name in (*READS, *TICKS):
            kept.pop(name, None)
        return f"?{kept.urlencode()}#remarks-title"

    def group(self, remarks: tuple[Remark, ...], name: str, label: str, choices: Iterable[Any]) -> Filter:
        counts = Counter(map(READS[name], remarks))
        options = (
            self._option(name, str(value), str(text), counts[value])
            for value, text in choices
            if counts[value] or self.chosen(name) == value
        )
        return Filter(label, tuple(options))

    def tick(self, remarks: tuple[Remark, ...], name: str, label: str, test: Callable[[Remark], bool]) -> Option:
        return self._option(name, "1", label, sum(map(test, remarks)))

    def _option(self, name: str, value: str, label: str, count: int) -> Option:
        is_chosen = self.chosen(name) == value
        query = self._query.copy()
        if is_chosen:
            del query[name]
        else:
            query[name] = value
        return Option(label, f"?{query.urlencode()}#remarks-title", count, is_chosen)
