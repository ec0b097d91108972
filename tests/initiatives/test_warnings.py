"""What a plan is warned about: each warning there, not there, and at its boundary."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from documents.models import Document
from documents.queries import completeness, snapshot, warnings
from initiatives.queries.warnings import CHECKS, warnings_of
from initiatives.rendering.specimen import specimen
from tests import factories
from tests.documents.factories import ACTION, team


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def row(key: str, code: str = "", **values: Any) -> dict[str, Any]:
    return {"id": key, "code": code, "version": 1, "values": values, "labels": {}}


def content(**parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "mid", "template": {}, "parts": parts}


def codes(**parts: list[dict[str, Any]]) -> list[str]:
    return [one.code for one in warnings_of(content(**parts))]


def period(start: str | None = "2024-01-01", end: str | None = "2024-12-01") -> list[dict[str, Any]]:
    return [row("r", period_start=start, period_end=end)]


def action(key: str = "a", start: str | None = "2024-01-01", end: str | None = "2024-12-01", **values: Any) -> dict:
    return row(key, key.upper(), title="Drzewa", start=start, end=end, aim="c", **values)


def test_an_empty_plan_is_not_warned_about():
    assert codes() == []
    assert codes(record=period(None, None), summary=[row("s", text="")]) == []


def test_the_plan_of_the_example_has_no_weak_place_but_what_it_teaches():
    found = [(one.code, one.row_id) for one in warnings_of(specimen({}))]
    assert found == []


def test_every_warning_says_what_and_why_and_leads_somewhere():
    everything = content(
        record=period(),
        aim=[row("c", "C1", text="Cień"), row("c2", "C2", text="Woda")],
        stakeholder=[row("i", "I1", name="Rada", influence=5)],
        indicator=[row("w", "W1", name="Drzewa", baseline=None)],
        action=[
            action(cost="10.00", after=["b"]),
            action("b", "2024-03-01", "2024-04-01", cost="5.00"),
            action("e", "2025-01-01", "2025-02-01"),
        ],
        action_funding=[
            row("f", action="a", amount="4.00"),
            row("g", action="e", amount="4.00"),
        ],
        milestone=[row("m", "K1", text="Odbiór", date="2026-01-01", action="b")],
    )
    found = warnings_of(everything)
    assert {one.code for one in found} == {
        "aim_without_action",
        "strong_stakeholder_untold",
        "dearest_without_risk",
        "action_outside_period",
        "begins_too_early",
        "milestone_outside_action",
        "cost_without_sources",
        "sources_short",
        "sources_without_cost",
        "indicator_without_baseline",
    }
    assert all(one.text and one.why and one.kind for one in found)
    assert len(CHECKS) == 11


# Links between rows


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"aim": "c"}, []),
        ({"aim": "other"}, ["aim_without_action"]),
        ({"aim": None}, ["aim_without_action"]),
        ({"aim": "c", "state": "dropped"}, ["aim_without_action"]),
        ({"aim": "c", "state": "done"}, []),
    ],
)
def test_an_aim_without_an_action(values, expected):
    assert codes(aim=[row("c", "C1", text="Cień")], action=[row("a", title="Drzewa", **values)]) == expected


@pytest.mark.parametrize(
    ("influence", "activity", "expected"),
    [
        (3, {}, False),
        (4, {}, True),
        (5, {}, True),
        (None, {}, False),
        (5, {"stakeholders": ["i"]}, False),
        (5, {"stakeholders": ["j"]}, True),
        (5, {"audience": "Rada Osiedla"}, False),
        (5, {"audience": "  rada   osiedla "}, False),
        (5, {"audience": "Rada Osiedla i inni"}, True),
        (5, {"audience": ""}, True),
    ],
)
def test_a_strong_stakeholder_whom_nobody_tells(influence, activity, expected):
    found = codes(
        stakeholder=[row("i", "I1", name="Rada Osiedla", influence=influence)],
        communication=[row("p", **activity)],
    )
    assert ("strong_stakeholder_untold" in found) is expected


def test_a_stakeholder_without_a_name_is_not_told_by_an_activity_without_an_audience():
    found = codes(stakeholder=[row("i", name="", influence=5)], communication=[row("p", audience="")])
    assert found == ["strong_stakeholder_untold"]


def dearest(*actions: dict[str, Any], risks: tuple[str, ...] = ("r",)) -> list[tuple[str, str]]:
    found = warnings_of(content(action=list(actions), risk=[row(key, text="Ryzyko") for key in risks]))
    return [(one.kind, one.row_id) for one in found if one.code == "dearest_without_risk"]


def test_the_dearest_action_without_a_risk():
    dear, cheap = row("a", title="A", cost="100.00"), row("b", title="B", cost="99.99")
    assert dearest(dear, cheap) == [("action", "a")]
    assert dearest(dear, cheap, risks=()) == [("risk", "")]
    dear["values"]["risks"] = ["r"]
    assert dearest(dear, cheap) == []
    assert dearest(dear, cheap, risks=("other",)) == [("action", "a")]


def test_among_equally_dear_actions_each_needs_a_risk():
    one, two = row("a", title="A", cost="100.00"), row("b", title="B", cost="100.00", risks=["r"])
    assert dearest(one, two) == [("action", "a")]


def test_unknown_and_empty_costs_and_dropped_actions_are_not_the_dearest():
    assert dearest(row("a", title="A", cost=None), row("b", title="B", cost="0.00")) == []
    dropped = row("a", title="A", cost="100.00", state="dropped")
    assert dearest(dropped, row("b", title="B", cost="1.00")) == [("action", "b")]


@pytest.mark.parametrize(("baseline", "expected"), [(None, True), ("0.000", False), ("7.500", False)])
def test_an_indicator_without_a_baseline(baseline, expected):
    found = codes(indicator=[row("w", "W1", name="Drzewa", baseline=baseline)])
    assert found == (["indicator_without_baseline"] if expected else [])


# The schedule


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-01-01", "2024-12-01", []),
        ("2023-12-01", "2024-12-01", ["start"]),
        ("2024-01-01", "2025-01-01", ["end"]),
        ("2023-12-01", "2025-01-01", ["start"]),
        ("2024-01-01", None, []),
        (None, None, []),
    ],
)
def test_an_action_outside_the_period_of_the_plan(start, end, expected):
    found = warnings_of(content(record=period(), action=[action(start=start, end=end)]))
    assert [one.field for one in found if one.code == "action_outside_period"] == expected
    assert codes(record=period(None), action=[action(start=start, end=end)]) == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2024-04-01", False), ("2024-03-01", True), ("2024-02-01", True), (None, False)],
)
def test_an_action_that_begins_before_the_one_it_waits_for_ends(start, expected):
    first = action("a", "2024-01-01", "2024-03-01")
    later = action("b", start, "2024-12-01", after=["a", "gone"])
    found = codes(action=[first, later])
    assert ("begins_too_early" in found) is expected


def test_a_dropped_action_keeps_nobody_waiting():
    first = action("a", "2024-01-01", "2024-12-01", state="dropped")
    assert codes(action=[first, action("b", after=["a"])]) == []


def idle(*actions: dict[str, Any], record: Any = None) -> list[str]:
    found = warnings_of(content(record=record or period(), action=list(actions)))
    return [one.text.replace("\u00a0", " ") for one in found if one.code == "idle_months"]


def test_months_without_an_action():
    assert idle(action()) == []
    assert idle(action("a", "2024-01-01", "2024-05-01"), action("b", "2024-06-01", "2024-12-01")) == []
    assert idle(action("a", "2024-01-01", "2024-05-01"), action("b", "2024-07-01", "2024-12-01")) == [
        "No action runs in: June 2024."
    ]
    assert idle(action("a", "2024-03-01", "2024-04-01"), action("b", "2024-07-01", "2024-11-01")) == [
        "No action runs in: January–February 2024; May–June 2024; December 2024."
    ]


def test_without_months_nothing_is_said_of_gaps():
    assert idle(action(start=None)) == []
    assert idle(action(state="dropped")) == []
    assert idle(action(), record=period("2024-01-01", None)) == []


@pytest.mark.parametrize(
    ("date", "values", "expected"),
    [
        ("2024-03-31", {"action": "a"}, False),
        ("2024-01-01", {"action": "a"}, False),
        ("2024-04-01", {"action": "a"}, True),
        ("2023-12-31", {"action": "a"}, True),
        ("2024-04-01", {"action": None}, False),
        ("2024-04-01", {"action": "gone"}, False),
        (None, {"action": "a"}, False),
    ],
)
def test_a_milestone_outside_its_action(date, values, expected):
    found = codes(
        action=[action("a", "2024-01-01", "2024-03-01")], milestone=[row("m", "K1", text="Odbiór", date=date, **values)]
    )
    assert found == (["milestone_outside_action"] if expected else [])


# Money


def money(cost: str | None, *amounts: str | None, **values: Any) -> list[str]:
    sources = [row(str(number), action="a", amount=amount) for number, amount in enumerate(amounts)]
    sources.append(row("other", action="gone", amount="1.00"))
    return codes(
        action=[row("a", "D1", title="A", cost=cost, risks=["r"], **values)], action_funding=sources, risk=[row("r")]
    )


@pytest.mark.parametrize(
    ("cost", "amounts", "expected"),
    [
        (None, (), []),
        ("0.00", (), []),
        ("100.00", (), ["cost_without_sources"]),
        ("100.00", ("100.00",), []),
        ("100.00", ("60.00", "40.00"), []),
        ("100.00", ("60.00", "39.99"), ["sources_short"]),
        ("100.00", ("60.00", "40.01"), ["sources_over"]),
        ("0.00", ("1.00",), ["sources_over"]),
        ("100.00", ("60.00", None), []),
        (None, ("60.00",), ["sources_without_cost"]),
    ],
)
def test_sources_and_cost(cost, amounts, expected):
    assert money(cost, *amounts) == expected
    assert money(cost, *amounts, state="dropped") == []


def test_amounts_are_written_as_money():
    with translation.override("pl"):
        found = warnings_of(
            content(
                action=[row("a", "D1", title="Drzewa", cost="1250000.50", risks=["r"])],
                risk=[row("r")],
                action_funding=[row("f", action="a", amount="250000.00")],
            )
        )
    assert "1\u00a0250\u00a0000,50\u00a0zł" in found[0].text
    assert "1\u00a0000\u00a0000,50\u00a0zł" in found[0].text


# On pages


@pytest.mark.django_db
def test_warnings_never_block_and_stand_where_they_can_be_acted_on():
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    document = Document.objects.get(pk=our.document.pk)
    found = snapshot(document)
    assert completeness(found).gaps == ()
    assert [group.section.key for group in warnings(document, found)] == ["schedule", "indicators"]
    client = Client()
    client.force_login(our.anna)
    hint = "W1 Drzewa has no baseline."
    for name, arguments, there in (
        ("initiative_workbench", (), True),
        ("initiative_section", ("wskazniki",), True),
        ("initiative_section", ("ryzyka",), False),
        ("review_submit", (), True),
    ):
        page = client.get(reverse(name, args=[document.slug, *arguments])).content.decode().replace("\u00a0", " ")
        assert (hint in page) is there, (name, arguments)
    answer = client.post(reverse("review_submit", args=[document.slug]), {"note": ""})
    assert answer.status_code == 302


@pytest.mark.django_db
def test_a_warning_about_a_section_that_is_left_out_is_dropped():
    our = team()
    our.add("action", **ACTION, cost=100)
    document = Document.objects.get(pk=our.document.pk)
    assert [group.section.key for group in warnings(document, snapshot(document))] == ["funding", "risks"]
    document.template = {"sections": {"risks": {"shown": False}}}
    assert [group.section.key for group in warnings(document, snapshot(document))] == ["funding"]
