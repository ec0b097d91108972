"""Rows and cards of public lists: what each shows as plain values, so that it is drawn once (`core.drawing`)."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.text import Truncator

from catalogue.models import Publication, PublishedPractice, PublishedRecommendation, PublishedRow
from catalogue.queries import Look, look_of
from core.drawing import drawn

#: letters of a barrier in a list
LEAD_LENGTH = 200


class PlanCard(NamedTuple):
    """`city` is its name, empty for a plan of a network."""

    kind: str
    slug: str
    title: str
    lead: str
    city: str
    network: Look | None
    period_start: date | None
    period_end: date | None


class CityRow(NamedTuple):
    """`plans`: the address and the title of each."""

    slug: str
    name: str
    is_sample: bool
    voivodeship: str
    people: int | None
    networks: tuple[Look | None, ...]
    plans: tuple[tuple[str, str], ...]


class RecommendationRow(NamedTuple):
    code: str
    title: str
    lead: str
    status: str
    kind: str
    institution: str
    network: Look | None


class BarrierRow(NamedTuple):
    """`kind` and `scale` are stored choices."""

    code: str
    title: str
    lead: str
    kind: str
    scale: str
    weight: int | None
    network: Look | None


class PracticeCard(NamedTuple):
    code: str
    title: str
    lead: str
    place: str
    country: str
    year: int | None
    network: Look | None


class ActionRow(NamedTuple):
    """`shared`: the words that the action has in common with another."""

    row_id: UUID
    anchor: str
    title: str
    kind: str | None
    starts: date | None
    ends: date | None
    cost: Decimal | None
    lead: str
    plan_slug: str
    plan_title: str
    city_slug: str
    city: str
    network: Look | None
    shared: tuple[str, ...]


def plan_card(plan: Publication, heading: str, *, is_ticked: bool | None = None) -> SafeString:
    """A published document as a card. With `is_ticked` a MID has a box that chooses it for a comparison."""
    card = PlanCard(
        plan.kind,
        plan.slug,
        plan.title,
        plan.lead,
        plan.city.name if plan.city else "",
        look_of(plan.network),
        plan.period_start,
        plan.period_end,
    )
    return drawn("catalogue/plan_card.html", plan=card, heading=heading, is_ticked=is_ticked)


def city_row(city: Any) -> SafeString:
    """A city of `catalogue.queries.listed_cities`."""
    row = CityRow(
        city.slug,
        city.name,
        city.is_sample,
        city.voivodeship.name,
        city.people,
        tuple(look_of(one.network) for one in city.history),
        tuple((plan.slug, plan.title) for plan in city.shown_plans),
    )
    return drawn("catalogue/city_row.html", city=row)


def recommendation_row(one: PublishedRecommendation) -> SafeString:
    row = RecommendationRow(
        one.code,
        one.title,
        one.lead,
        one.recommendation.status,
        one.kind,
        one.lead_institution.name if one.lead_institution else "",
        look_of(one.publication.network),
    )
    return drawn("catalogue/recommendation_row.html", one=row)


def barrier_row(one: PublishedRow) -> SafeString:
    row = BarrierRow(
        one.code,
        one.title,
        Truncator(" ".join(str(one.labels.get("description") or "").split())).chars(LEAD_LENGTH),
        str(one.values.get("kind") or ""),
        str(one.values.get("scale") or ""),
        one.values.get("weight"),
        look_of(one.publication.network),
    )
    return drawn("catalogue/barrier_row.html", one=row)


def practice_card(one: PublishedPractice) -> SafeString:
    network = look_of(one.publication.network)
    card = PracticeCard(one.code, one.title, one.lead, one.place, one.country, one.year, network)
    return drawn("catalogue/practice_card.html", practice=card)


def action_row(one: Any, shared: tuple[str, ...] = ()) -> SafeString:
    """An action of `catalogue.queries.actions`, with the words that it shares with another."""
    plan, city = one.publication, one.publication.city
    row = ActionRow(
        one.row_id,
        one.anchor,
        one.title,
        one.action_kind,
        one.starts,
        one.ends,
        one.cost,
        str(one.values.get("lead") or ""),
        plan.slug,
        plan.title,
        city.slug,
        city.name,
        look_of(plan.network),
        shared,
    )
    return drawn("catalogue/action_row.html", action=row)
