"""What a view shows and counts, against working it out row by row."""

import random
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from catalogue.models import PublishedRecommendation
from improvement_plans.enums import Horizon, RecommendationKind, Status
from improvement_plans.models import Institution
from improvement_plans.policies import overdue_of
from tests.tracking.many import ACTS, many_recommendations
from tracking.forms import TrackedFilter
from tracking.queries import listed, with_last_words
from tracking.rendering import list_row

pytestmark = pytest.mark.django_db
FACETS = (
    "network", "edition", "kind", "horizon", "priority", "status", "institution", "act", "barrier", "city",
)  # fmt: skip


def world() -> tuple[list[dict[str, Any]], set[int]]:
    """Every recommendation with the values of its facets, and the keys of somebody's institutions."""
    publications = many_recommendations(14, editions=2, plans=2, institutions=5, cities=6, seed=7)
    publications[-1].withdrawn_at = timezone.now()
    publications[-1].save()
    own = {Institution.objects.earliest("pk").pk}
    rows = with_last_words(listed()).defer(None).prefetch_related("institutions")
    return [_facts(one, own) for one in rows], own


def _facts(one: PublishedRecommendation, own: set[int]) -> dict[str, Any]:
    row = list_row(one, own)
    network = one.publication.network
    assert network is not None
    return {
        "code": one.code,
        "network": {network.slug},
        "edition": {network.edition.slug},
        "kind": {one.kind},
        "horizon": {one.horizon},
        "priority": {str(one.priority)},
        "status": {one.recommendation.status},
        "institution": {institution.slug for institution in one.institutions.all()},
        "act": {one.legal_act} - {""},
        "barrier": set(one.barriers),
        "city": set(one.raised_by),
        "mine": any(line.course.institution_id in own for line in row.courses),
        "late": any(overdue_of(line.course, timezone.localdate()) for line in row.courses),
        "planned": row.planned_on,
    }


def left(rows: list[dict[str, Any]], chosen: dict[str, Any], *, but: str = "") -> list[dict[str, Any]]:
    """The rows that fit all that was chosen, leaving one facet out."""
    return [
        row
        for row in rows
        if all(row[name] & set(values) for name, values in chosen.items() if name in FACETS and name != but)
        and all(row[name] for name in ("mine", "late") if chosen.get(name))
    ]


def chosen_at_random(dice: random.Random, rows: list[dict[str, Any]]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for name in dice.sample(FACETS, dice.choice((0, 1, 1, 2, 3))):
        values = sorted({value for row in rows for value in row[name]})
        chosen[name] = dice.sample(values, min(len(values), dice.choice((1, 1, 2))))
    for name in ("mine", "late"):
        if dice.random() < 0.25:
            chosen[name] = "on"
    return chosen


def filtered(chosen: dict[str, Any], own: set[int], **more: str) -> TrackedFilter:
    data = QueryDict(mutable=True)
    for name, values in {**chosen, **more}.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return TrackedFilter(data, queryset=listed(), institutions=Institution.objects.filter(pk__in=own))


def test_facets_and_rows_are_those_that_an_oracle_finds() -> None:
    rows, own = world()
    assert len(rows) == 42
    dice = random.Random(3)
    for _try in range(60):
        chosen = chosen_at_random(dice, rows)
        filters = filtered(chosen, own)
        assert [one.code for one in filters.rows] == sorted(row["code"] for row in left(rows, chosen)), chosen
        assert filters.total == len(left(rows, chosen))
        for facet in filters.facets():
            beside = left(rows, chosen, but=facet.name)
            counted = {option.value: option.count for option in facet.options if option.count}
            expected = {
                value: sum(value in row[facet.name] for row in beside) for row in beside for value in row[facet.name]
            }
            assert counted == expected, (facet.name, chosen)


def test_every_facet_of_the_ministry_is_counted() -> None:
    _rows, own = world()
    facets = {facet.name: facet for facet in filtered({}, own).facets()}
    assert set(facets) == set(FACETS)
    assert {option.value for option in facets["kind"].options} <= set(RecommendationKind.values)
    assert {option.value for option in facets["horizon"].options} <= set(Horizon.values)
    assert {option.value for option in facets["status"].options} <= set(Status.values)
    assert {option.value for option in facets["act"].options} <= set(ACTS)


def test_the_orders_of_the_list() -> None:
    rows, own = world()
    dates = [one["planned"] for one in rows if one["planned"]]
    found = [list_row(one, own).planned_on for one in filtered({}, own, sort="planned").rows]
    assert [day for day in found if day] == sorted(dates)
    assert found[len(dates) :] == [None] * (len(rows) - len(dates))
    priorities = [one.priority for one in filtered({}, own, sort="priority").rows]
    assert priorities == sorted(priorities)


def test_a_view_in_an_address_holds_only_what_the_list_knows() -> None:
    rows, own = world()
    network = next(iter(rows[0]["network"]))
    data = QueryDict(
        f"network={network}&network=nie-ma&kind=law&mine=on&late=&sort=title&view=cards&page=3&x=1&next=//zly.example"
        "&text=ziele%C5%84&csrfmiddlewaretoken=abc"
    )
    query = QueryDict(
        TrackedFilter(data, queryset=listed(), institutions=Institution.objects.filter(pk__in=own)).known()
    )
    assert query.getlist("kind") == ["law"]
    assert query["text"] == "zieleń"
    assert (query["mine"], query["sort"], query["view"]) == ("on", "title", "cards")
    assert set(query) <= {"network", "kind", "mine", "sort", "view", "text"}
    assert TrackedFilter(QueryDict("sort=x&view=x&kind=x"), queryset=listed()).known() == ""
