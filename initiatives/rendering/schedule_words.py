"""What a person sees in the picture of the schedule, in words: a few sentences, none of them long."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import text
from initiatives.enums import ActionState
from initiatives.queries.snapshot import day, month_index, rows
from initiatives.rendering.schedule_lines import Line

#: how many of a kind one sentence names; the others are counted
MOST_NAMED = 6
LONGEST_NAME = 80


def sentences(content: dict[str, Any], lines: Sequence[Line]) -> list[str]:
    """How long the plan is, what is late, what overlaps, what waits for what, what lies where it should not."""
    going = [line for line in lines if line.state != ActionState.DROPPED]
    dated = [line for line in going if line.start and line.end]
    found = [
        _span(dated),
        _busiest(dated),
        _named(_("Late: %(names)s."), (line for line in going if line.is_late)),
        *_same_lead(dated),
        _waiting(going),
        _too_early(going),
        _named(_("Without dates: %(names)s."), (line for line in going if line not in dated)),
        _outside(content, dated),
    ]
    return [sentence for sentence in found if sentence]


def listed(names: Sequence[str]) -> str:
    """`D1, D2 and D3`; past six names the rest is counted."""
    shown, rest = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if rest > 0:
        more = ngettext("%(count)d more", "%(count)d more", rest) % {"count": rest}
        return _("%(names)s and %(last)s") % {"names": ", ".join(shown), "last": more}
    if len(shown) < 2:
        return "".join(shown)
    return _("%(names)s and %(last)s") % {"names": ", ".join(shown[:-1]), "last": shown[-1]}


def _several(parts: Sequence[str]) -> str:
    """`…; …; and 3 more`: parts that are clauses themselves."""
    rest = len(parts) - MOST_NAMED
    if rest <= 0:
        return "; ".join(parts)
    more = ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest}
    return "; ".join((*parts[:MOST_NAMED], more))


def _name(line: Line) -> str:
    return line.code or shorten(line.label, LONGEST_NAME, placeholder="…")


def _named(sentence: str, lines: Iterable[Line]) -> str:
    """The sentence with the codes of the actions, or nothing."""
    names = [_name(line) for line in lines]
    return sentence % {"names": listed(names)} if names else ""


def _span(dated: list[Line]) -> str:
    if not dated:
        return ""
    period = text.month_range(min(_months(line)[0] for line in dated), max(_months(line)[1] for line in dated))
    return ngettext(
        "%(count)d action with dates, %(period)s.", "%(count)d actions with dates, %(period)s.", len(dated)
    ) % {"count": len(dated), "period": period}


def _months(line: Line) -> tuple[date, date]:
    """The first and the last month of a line that has both."""
    known = [month for month in (line.start, line.end) if month]
    return known[0], known[-1]


def _run(line: Line) -> range:
    """The months in which an action runs, counted from year 0."""
    start, end = _months(line)
    return range(month_index(start), month_index(end) + 1)


def _busiest(dated: list[Line]) -> str:
    load = Counter(month for line in dated for month in _run(line))
    if not load:
        return ""
    most = max(load.values())
    if most < 2:
        return _("No two actions run at the same time.")
    month = min(month for month, count in load.items() if count == most)
    when = text.month_year(date(month // 12, month % 12 + 1, 1))
    return ngettext(
        "Most actions run at the same time in %(month)s: %(count)d.",
        "Most actions run at the same time in %(month)s: %(count)d.",
        most,
    ) % {"month": when, "count": most}


def _same_lead(dated: list[Line]) -> list[str]:
    """For each organisation that leads several actions in one month, which; at most three organisations."""
    by_lead: dict[str, list[Line]] = defaultdict(list)
    for line in dated:
        if line.lead and line.state != ActionState.DONE:
            by_lead[line.lead].append(line)
    found = []
    for lead, lines in by_lead.items():
        together = [line for line in lines if any(_meets(line, other) for other in lines if other is not line)]
        if together:
            found.append((len(together), lead, [_name(line) for line in together]))
    found.sort(key=lambda one: (-one[0], one[1]))
    sentences = [
        _("%(lead)s leads at the same time: %(names)s.")
        % {"lead": shorten(lead, LONGEST_NAME, placeholder="…"), "names": listed(names)}
        for _count, lead, names in found[:3]
    ]
    rest = len(found) - 3
    if rest > 0:
        sentences.append(
            ngettext(
                "%(count)d more organisation leads several actions at the same time.",
                "%(count)d more organisations lead several actions at the same time.",
                rest,
            )
            % {"count": rest}
        )
    return sentences


def _meets(one: Line, other: Line) -> bool:
    return _months(one)[0] <= _months(other)[1] and _months(other)[0] <= _months(one)[1]


def _waiting(lines: list[Line]) -> str:
    links = [
        _("%(action)s waits for %(others)s")
        % {"action": _name(line), "others": listed([name for _key, name in line.waits_for])}
        for line in lines
        if line.waits_for
    ]
    return _("Order: %(links)s.") % {"links": _several(links)} if links else ""


def _too_early(lines: list[Line]) -> str:
    links = [
        _("%(action)s before the end of %(others)s") % {"action": _name(line), "others": listed(line.begins_early)}
        for line in lines
        if line.begins_early
    ]
    return _("Begins too early: %(links)s.") % {"links": _several(links)} if links else ""


def _outside(content: dict[str, Any], dated: list[Line]) -> str:
    record = next(iter(rows(content, "record")), None)
    first, last = (day(record, "period_start"), day(record, "period_end")) if record else (None, None)
    if not first or not last:
        return ""
    period = range(month_index(first), month_index(last) + 1)
    outside = (line for line in dated if any(month not in period for month in (_run(line)[0], _run(line)[-1])))
    return _named(_("Outside the period of the plan: %(names)s."), outside)
