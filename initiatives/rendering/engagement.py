"""How each stakeholder is engaged, whether that fits its place on the grid, and who is forgotten. Advice only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.words import is_common, lexemes, tokens
from initiatives.enums import Attitude, Engagement, Quadrant, StakeholderKind
from initiatives.queries.snapshot import Row, label, rows

MIDDLE = 3
SHORTEST_WORD = 4
STEPS = [Engagement.INFORM, Engagement.CONSULT, Engagement.INVOLVE, Engagement.CO_DECIDE]
LEAST = {
    Quadrant.CLOSE: Engagement.INVOLVE,
    Quadrant.SATISFY: Engagement.CONSULT,
    Quadrant.INFORM: Engagement.INFORM,
    Quadrant.WATCH: Engagement.INFORM,
}
MEANINGS = {
    Quadrant.CLOSE: gettext_lazy("Great influence and great interest: invite them to the work and to decisions."),
    Quadrant.SATISFY: gettext_lazy("Great influence, smaller interest: ask for their opinion before decisions."),
    Quadrant.INFORM: gettext_lazy("Smaller influence, great interest: tell them regularly and answer questions."),
    Quadrant.WATCH: gettext_lazy("Smaller influence and interest: short information is enough."),
}


@dataclass(frozen=True)
class Activity:
    """A communication activity that reaches a stakeholder."""

    id: str
    code: str


@dataclass(frozen=True)
class Engaged:
    """A stakeholder with its place on the grid, how it is engaged, and `advice`: sentences, none where it fits."""

    id: str
    code: str
    name: str
    version: int
    influence: int
    interest: int
    attitude: str
    engagement: str
    role_creating: str
    role_delivery: str
    activities: tuple[Activity, ...]

    @property
    def quadrant(self) -> Quadrant:
        return Quadrant.of(self.influence, self.interest)

    @property
    def more_influence(self) -> int:
        return min(5, self.influence + 1)

    @property
    def less_influence(self) -> int:
        return max(1, self.influence - 1)

    @property
    def more_interest(self) -> int:
        return min(5, self.interest + 1)

    @property
    def less_interest(self) -> int:
        return max(1, self.interest - 1)

    @property
    def engagement_label(self) -> str:
        return _label(Engagement, self.engagement)

    @property
    def advice(self) -> list[str]:
        return list(_advice(self))


@dataclass(frozen=True)
class Forgotten:
    """Who may have been left out: kinds with nobody named, groups that the challenge names, people nobody tells."""

    kinds: tuple[str, ...]
    affected: tuple[str, ...]
    untold: tuple[Engaged, ...]
    #: there is no communication activity at all: then naming everybody would say less
    no_activities: bool

    @property
    def is_empty(self) -> bool:
        return not (self.kinds or self.affected or self.untold)


@dataclass(frozen=True)
class Review:
    """What a snapshot says of its stakeholders. Worked out when a page asks for it."""

    content: dict[str, Any]

    @cached_property
    def people(self) -> list[Engaged]:
        return engaged(self.content)

    @property
    def doubtful(self) -> list[Engaged]:
        """Those about whom there is advice."""
        return [one for one in self.people if one.advice]

    @cached_property
    def forgotten(self) -> Forgotten:
        return forgotten(self.content)


def engaged(content: dict[str, Any]) -> list[Engaged]:
    """The stakeholders of a snapshot in order. A value that is missing or outside the scale counts as the middle."""
    activities = _activities(content)
    return [_engaged(row, tuple(activities.get(row["id"], ()))) for row in rows(content, "stakeholder")]


def _engaged(row: Row, activities: tuple[Activity, ...]) -> Engaged:
    values = row["values"]
    return Engaged(
        id=row["id"],
        code=row.get("code") or "",
        name=values.get("name") or "",
        version=row.get("version", 0),
        influence=_on_scale(values.get("influence")),
        interest=_on_scale(values.get("interest")),
        attitude=values.get("attitude") or Attitude.UNKNOWN,
        engagement=values.get("engagement") or "",
        role_creating=values.get("role_creating") or "",
        role_delivery=values.get("role_delivery") or "",
        activities=activities,
    )


def _on_scale(value: Any) -> int:
    return value if isinstance(value, int) and 1 <= value <= 5 else MIDDLE


def _activities(content: dict[str, Any]) -> dict[str, list[Activity]]:
    """Communication activities by the id of the stakeholder that they reach."""
    found: dict[str, list[Activity]] = {}
    for row in rows(content, "communication"):
        for key in row["values"].get("stakeholders") or ():
            found.setdefault(key, []).append(Activity(row["id"], row.get("code") or label(row, "audience")))
    return found


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, ""))


def _advice(one: Engaged) -> Iterator[str]:
    quadrant = one.quadrant
    if one.engagement not in STEPS:
        return
    step, least = STEPS.index(Engagement(one.engagement)), STEPS.index(LEAST[quadrant])
    words = {"now": one.engagement_label, "better": str(LEAST[quadrant].label)}
    if step < least and quadrant == Quadrant.CLOSE:
        yield _("Great influence and great interest, but now: %(now)s. Consider at least: %(better)s.") % words
    elif step < least:
        yield _("Great influence, but now: %(now)s. Consider at least: %(better)s.") % words
    elif quadrant == Quadrant.WATCH and step == len(STEPS) - 1:
        yield _("Small influence and interest, and yet: %(now)s. Check whether the place on the grid is right.") % words
    if quadrant in (Quadrant.CLOSE, Quadrant.SATISFY):
        yield from _about_attitude(one, step)


def _about_attitude(one: Engaged, step: int) -> Iterator[str]:
    if one.attitude == Attitude.OPPOSES and step < STEPS.index(Engagement.INVOLVE):
        yield _("It opposes the plan and has great influence. Talk before decisions, not after them.")
    if one.attitude == Attitude.UNKNOWN:
        yield _("It has great influence, but its attitude is not known. Ask.")


def forgotten(content: dict[str, Any]) -> Forgotten:
    """Who may have been left out of a snapshot."""
    people = engaged(content)
    has_activities = bool(rows(content, "communication"))
    return Forgotten(
        kinds=tuple(_missing_kinds(content)),
        affected=tuple(_unmatched(content, people)),
        untold=tuple(one for one in people if not one.activities),
        no_activities=not has_activities,
    )


def _missing_kinds(content: dict[str, Any]) -> Iterator[str]:
    named = {row["values"].get("kind") for row in rows(content, "stakeholder")}
    for value, words in StakeholderKind.choices:
        if value not in named and value != StakeholderKind.OTHER:
            yield str(words)


def _unmatched(content: dict[str, Any], people: Iterable[Engaged]) -> Iterator[str]:
    """Groups that the challenge touches and whose words no stakeholder's name shares, in whatever form."""
    known = {lexeme for one in people for lexeme in _lexemes(one.name)}
    for row in rows(content, "challenge"):
        for group in row["values"].get("affected") or ():
            if not known & _lexemes(group):
                yield group


def _lexemes(words: str) -> set[str]:
    long = (token.word for token in tokens(words) if len(token.word) >= SHORTEST_WORD and not is_common(token.word))
    return {lexeme for word in long for lexeme in lexemes(word)}
