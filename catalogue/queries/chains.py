"""The chain of what a plan says in public: barrier, recommendation, what each addressee does, good practice."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from catalogue.models import Publication, PublishedPractice, PublishedRecommendation, PublishedRow
from catalogue.queries.publications import NETWORK_OF_PUBLICATION, published, recommendations
from cities.models import City
from core.models import PolishOrder
from improvement_plans.enums import Overdue
from improvement_plans.models import Course, Response
from improvement_plans.policies import overdue_of

#: where a MID names codes of the plan of its network
LINK = "version__content__parts__network_link__0__values"
#: what the public reads of a response; who entered it is not among it
SAID = ("status", "text", "planned_on", "said_on", "by_letter", "course", "institution__name", "institution__slug")


@dataclass(frozen=True)
class Step:
    """What one addressee does about a recommendation, and why it is overdue today."""

    course: Course
    overdue: Overdue | None


@dataclass(frozen=True)
class Met:
    """A city that met a barrier: in its published MID (`plan`), or as the plan of the network alone says."""

    slug: str
    name: str
    plan: Publication | None


@dataclass(frozen=True)
class Link:
    """A recommendation in a chain, with its addressees."""

    shown: PublishedRecommendation
    steps: list[Step]


@dataclass(frozen=True)
class BarrierChain:
    """A barrier, the cities that met it, and what is recommended against it."""

    row: PublishedRow
    cities: list[Met]
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class RecommendationChain:
    """A recommendation between its barriers and its addressees."""

    shown: PublishedRecommendation
    barriers: list[BarrierChain]
    steps: list[Step]


@dataclass(frozen=True)
class PracticeChain:
    """A good practice, the recommendations that it supports, and the published MIDs that name it."""

    shown: PublishedPractice
    links: list[Link]
    plans: list[Publication]


def barriers(*, withdrawn: bool = False) -> QuerySet[PublishedRow]:
    """Barriers of published plans, with their network."""
    rows = PublishedRow.objects.filter(kind="barrier", publication__kind="pu")
    rows = rows.select_related("publication__network__edition")
    return rows if withdrawn else rows.filter(publication__withdrawn_at=None)


def listed_barriers() -> QuerySet[PublishedRow]:
    """The same with little more than what lists show of them."""
    shown = "kind", "row_id", "position", "code", "title", "values", "labels", *NETWORK_OF_PUBLICATION
    return barriers().select_related(None).select_related("publication__network").only(*shown)


def barrier_at(code: str) -> QuerySet[PublishedRow]:
    """What stands at the address of a barrier, also when it is withdrawn; in public before withdrawn."""
    return (
        barriers(withdrawn=True)
        .filter(code=code.upper())
        .order_by(F("publication__withdrawn_at").desc(nulls_first=True))
    )


def plans_naming(name: str, codes: Collection[str]) -> dict[str, list[Publication]]:
    """The published MIDs that name each code, by city; `name` is "barriers" or "practices". One query."""
    found: dict[str, list[Publication]] = {code: [] for code in codes}
    if not codes:
        return found
    named = reduce(or_, (Q(**{f"{LINK}__{name}__contains": code}) for code in codes))
    plans = published("mid").filter(named).defer(None).only("slug", "title", "kind", "city__slug", "city__name")
    for plan in (
        plans.select_related(None)
        .select_related("city")
        .annotate(named=F(f"{LINK}__{name}"))
        .order_by(PolishOrder("city__name"), "pk")
    ):
        for code in found.keys() & set(plan.named or ()):
            found[code].append(plan)
    return found


def chain_of_barrier(row: PublishedRow) -> BarrierChain:
    """A barrier with its whole chain, whatever its length in a fixed number of queries."""
    shown = recommendations().filter(barriers__contains=[row.code]).order_by("code")
    return BarrierChain(row, _met([row])[row.code], links_of(shown))


def chain_of_recommendation(shown: PublishedRecommendation) -> RecommendationChain:
    """A recommendation with its whole chain."""
    rows = list(barriers().filter(publication=shown.publication_id, code__in=shown.barriers).order_by("position"))
    met = _met(rows)
    return RecommendationChain(shown, [BarrierChain(row, met[row.code]) for row in rows], links_of([shown])[0].steps)


def chain_of_practice(shown: PublishedPractice) -> PracticeChain:
    """A good practice with what it supports and who used it."""
    codes = [one["code"] for one in shown.content["recommendations"]]
    supported = recommendations().filter(code__in=codes).order_by("code")
    return PracticeChain(shown, links_of(supported), plans_naming("practices", [shown.code])[shown.code])


def links_of(shown: Iterable[PublishedRecommendation]) -> list[Link]:
    """Recommendations with the courses of their addressees, the leading one first. Three queries at most."""
    rows = list(shown)
    today = timezone.localdate()
    steps: dict[Any, list[Step]] = {}
    for course in _courses([one.recommendation_id for one in rows]):
        steps.setdefault(course.recommendation_id, []).append(_step(course, today))
    return [Link(one, steps.get(one.recommendation_id, [])) for one in rows]


def _courses(keys: list[Any]) -> QuerySet[Course]:
    """Courses of addressees that are asked, or that said something. People are not named in public."""
    said = Response.objects.select_related("institution").only(*SAID).prefetch_related("evidence")
    return (
        Course.objects.filter(Q(is_asked=True) | Q(version__gt=0), recommendation__in=keys)
        .select_related("institution")
        .prefetch_related(Prefetch("responses", queryset=said))
        .order_by("-is_asked", "-leads", "pk")
    )


def _step(course: Course, today: datetime.date) -> Step:
    return Step(course, overdue_of(course, today))


def _met(rows: list[PublishedRow]) -> dict[str, list[Met]]:
    """The cities that met each barrier: in their published MIDs, then those that the plan names. Two queries."""
    plans = plans_naming("barriers", [row.code for row in rows])
    named = {row.code: [int(key) for key in row.values.get("cities") or ()] for row in rows}
    keys = {key for found in named.values() for key in found}
    cities = {one.pk: one for one in City.objects.filter(pk__in=keys).order_by(PolishOrder("name"))} if keys else {}
    made = {}
    for row in rows:
        met = {plan.city.slug: Met(plan.city.slug, plan.city.name, plan) for plan in plans[row.code] if plan.city}
        also = [one for pk, one in cities.items() if pk in named[row.code] and one.slug not in met]
        made[row.code] = [*met.values(), *(Met(one.slug, one.name, None) for one in also)]
    return made
