"""Barriers, recommendations and good practices with their whole chain as JSON that other pages may embed.

The keys are a promise: new ones may come, none changes its meaning or goes while `schema` stays the same.
"""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_str

from catalogue.exchange.addresses import absolute, lasting
from catalogue.exchange.licence import LICENCE
from catalogue.models import Publication, PublishedPractice, PublishedRecommendation, PublishedRow
from catalogue.queries.chains import BarrierChain, Link, Met, PracticeChain, RecommendationChain, Step
from core.richtext import plain
from core.text import is_polish
from improvement_plans.enums import BarrierKind, Priority, Scale, StateCost
from improvement_plans.models import Evidence, Response

SCHEMA = 1
Json = dict[str, Any]


def barrier_data(chain: BarrierChain, cite: str) -> Json:
    """A barrier with the cities that met it and what is recommended against it."""
    return {
        **_head("barrier", chain.row, chain.row.publication, cite),
        **_barrier(chain.row),
        "description": chain.row.labels.get("description", ""),
        "cities": [_city(one) for one in chain.cities],
        "recommendations": [_link(one) for one in chain.links],
    }


def recommendation_data(chain: RecommendationChain, cite: str) -> Json:
    """A recommendation with the barriers that it removes and what its addressees do."""
    shown = chain.shown
    values = shown.content["values"]
    return {
        **_head("recommendation", shown, shown.publication, cite),
        **_fate(shown),
        "text": plain(values.get("text") or ""),
        "effect": plain(values.get("effect") or ""),
        "recommendation_kind": _choice(shown.kind, shown.get_kind_display()),
        "horizon": _choice(shown.horizon, shown.get_horizon_display()),
        "priority": _choice(shown.priority, Priority(shown.priority).label),
        "state_cost": _of(StateCost, values.get("state_cost")),
        "legal_act": shown.legal_act,
        "proposed_actions": [
            {name: one.get(name) or "" for name in ("text", "who", "deadline")}
            for one in shown.content["proposed_actions"]
        ],
        "barriers": [
            {**_named("barrier", one.row), "cities": [_city(met) for met in one.cities]} for one in chain.barriers
        ],
        "courses": [_course(one) for one in chain.steps],
        "practices": [
            {"code": one["code"], "title": one["title"], "address": lasting("practice", one["code"])}
            for one in shown.content["practices"]
        ],
    }


def practice_data(chain: PracticeChain, cite: str) -> Json:
    """A good practice with the recommendations that it supports and the MIDs that used it."""
    shown = chain.shown
    values = shown.content["values"]
    rich = ("problem", "solution", "effects", "transfer")
    return {
        **_head("practice", shown, shown.publication, cite),
        "place": shown.place,
        "country": shown.country,
        "year": shown.year,
        "city": {"name": shown.city.name, "address": lasting("city", shown.city.slug)} if shown.city else None,
        **{name: plain(values.get(name) or "") for name in rich},
        **{name: values.get(name) or "" for name in ("cost", "funding", "contact_unit", "source_url")},
        "recommendations": [_link(one) for one in chain.links],
        "used_in": [_plan(one) for one in chain.plans],
    }


def _head(
    kind: str, one: PublishedRow | PublishedRecommendation | PublishedPractice, of: Publication, cite: str
) -> Json:
    network = of.network
    return {
        "schema": SCHEMA,
        "type": kind,
        "language": "pl",
        "code": one.code,
        "title": one.title,
        "address": lasting(kind, one.code),
        "network": _network(network) if network else None,
        "improvement_plan": _plan(of),
        "licence": LICENCE,
        "citation": cite,
    }


def _network(network: Any) -> Json:
    name = network.name if is_polish() else network.name_en or network.name
    return {"name": name, "address": lasting("network", network.slug)}


def _plan(plan: Publication) -> Json:
    made = {"title": plan.title, "address": lasting("plan" if plan.kind == "pu" else "initiative", plan.slug)}
    return {**made, "city": plan.city.name} if plan.kind == "mid" and plan.city else made


def _barrier(row: PublishedRow) -> Json:
    return {
        "barrier_kind": _of(BarrierKind, row.values.get("kind")),
        "scale": _of(Scale, row.values.get("scale")),
        "weight": row.values.get("weight"),
        "evidence": row.values.get("evidence") or "",
    }


def _named(kind: str, one: PublishedRow | PublishedRecommendation) -> Json:
    return {"code": one.code, "title": one.title, "address": lasting(kind, one.code)}


def _city(met: Met) -> Json:
    return {
        "name": met.name,
        "address": lasting("city", met.slug),
        "plan": lasting("initiative", met.plan.slug) if met.plan else None,
    }


def _link(link: Link) -> Json:
    return {
        **_named("recommendation", link.shown),
        **_fate(link.shown),
        "courses": [_course(one) for one in link.steps],
    }


def _fate(shown: PublishedRecommendation) -> Json:
    fate = shown.recommendation
    return {"status": _choice(fate.status, fate.get_status_display()), "status_since": _day(fate.status_since)}


def _course(step: Step) -> Json:
    course = step.course
    return {
        "addressee": course.institution.name if course.institution else None,
        "leads": course.leads,
        "is_asked": course.is_asked,
        "status": _choice(course.status, course.get_status_display()),
        "since": _day(course.since),
        "asked_on": _day(course.asked_on),
        "planned_on": _day(course.planned_on),
        "overdue": _choice(step.overdue.value, step.overdue.label) if step.overdue else None,
        "responses": [_response(one) for one in course.responses.all()],
    }


def _response(said: Response) -> Json:
    return {
        "said_on": _day(said.said_on),
        "institution": said.institution.name if said.institution else None,
        "status": _choice(said.status, said.get_status_display()),
        "text": said.text,
        "planned_on": _day(said.planned_on),
        "by_letter": said.by_letter,
        "evidence": [_evidence(one) for one in said.evidence.all()],
    }


def _evidence(one: Evidence) -> Json:
    if not one.file:
        return {"title": one.title, "address": one.url}
    with translation.override("pl"):
        return {"title": one.title, "address": absolute(reverse("evidence_file", args=[one.pk]))}


def _of(choices: Any, value: Any) -> Json | None:
    return _choice(value, dict(choices.choices).get(value, value)) if value else None


def _choice(value: Any, label: Any) -> Json:
    return {"value": value, "label": force_str(label)}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
