"""Two to four plans side by side: what is compared, what is said to be missing, and every wrong choice."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Publication
from catalogue.queries import plans_at
from catalogue.rendering.comparison import Plan, blocks_of
from catalogue.rendering.comparison.shapes import Line
from catalogue.rendering.digest import digest_of
from catalogue.services import withdraw
from tests import factories
from tests.catalogue.factories import accepted_initiative, published_initiative

pytestmark = pytest.mark.django_db
PATH = "/mid/porownanie/"


def published(name: str, **texts: Any) -> Publication:
    return published_initiative(factories.participation(city=factories.city(name=name, population=50_000)), **texts)


def lines(*publications: Publication) -> dict[str, dict[str, Line]]:
    """The lines of a comparison by block and label."""
    found = plans_at(one.slug for one in publications)
    rows = [found[one.slug] for one in publications]
    plans = [Plan(row, digest_of(row.version_id), f"/mid/{row.slug}/", row.people) for row in rows]
    return {block.key: {line.label: line for line in block.lines} for block in blocks_of(plans)}


def texts(line: Line) -> list[str]:
    return [cell.text for cell in line.cells]


def test_plans_stand_side_by_side(client: Client) -> None:
    first, second = published("Żory", title="Cień"), published("Łódź", title="Deszcz")
    page = client.get(PATH, {"mid": [second.slug, first.slug]})
    assert page.status_code == 200
    assert [plan.name for plan, _without in page.context["chosen_plans"]] == ["Łódź", "Żory"]
    text = page.content.decode()
    for words in ("Cień", "Deszcz", "Upał.", "Sadzenie drzew", "Mieszkańcy", f'href="/mid/{first.slug}/#wiersz-'):
        assert words in text


def test_costs_and_kinds_are_compared() -> None:
    law = {"title": "Uchwała", "kind": "law", "cost": None}
    first = published("Żory", actions=[{"title": "Drzewa", "cost": 100_000}, law])
    second = published("Łódź", actions=[{"title": "Staw", "cost": 50_000}])
    found = lines(first, second)
    assert (
        texts(found["actions"]["Inwestycyjne"])
        == [ngettext("%(count)d action", "%(count)d actions", 1) % {"count": 1}] * 2
    )
    assert found["actions"]["Prawne"].verdict.endswith("Żory")
    assert found["actions"]["Prawne"].cells[1].is_missing
    cost = found["cost"][_("Estimated cost")].cells
    assert "100\u00a0000\u00a0zł" in cost[0].text
    assert cost[1].text == "50\u00a0000\u00a0zł"
    assert [str(cell.bar).count('width="50"') for cell in cost] == [0, 1]


def test_missing_data_is_said_to_be_missing() -> None:
    with_cost = published("Żory", actions=[{"title": "Drzewa", "cost": 100_000}])
    without = published("Łódź", actions=[{"title": "Staw"}])
    cost = lines(with_cost, without)["cost"][_("Estimated cost")]
    assert [cell.is_missing for cell in cost.cells] == [False, True]
    assert lines(without, published("Lublin"))["funding"] == {}


def test_funding_is_compared_by_share() -> None:
    source = {"source": "eu", "status": "secured"}
    first = published("Żory", actions=[{"title": "Drzewa", "cost": 400}], funding=[{**source, "amount": 100}])
    second = published(
        "Łódź",
        actions=[{"title": "Staw", "cost": 400}],
        funding=[{**source, "amount": 300}, {**source, "source": "own", "amount": 100}],
    )
    found = lines(first, second)["funding"]
    assert [(cell.text, cell.note) for cell in found["Fundusze europejskie"].cells] == [
        ("100\u00a0zł", "100%"),
        ("300\u00a0zł", "75%"),
    ]
    assert found["Budżet miasta"].verdict.endswith("Łódź")


def test_all_schedules_share_one_axis(client: Client) -> None:
    first = published("Żory", actions=[{"title": "Drzewa", "start": datetime.date(2022, 1, 1)}])
    second = published("Łódź", actions=[{"title": "Staw", "start": datetime.date(2025, 6, 1)}])
    text = client.get(PATH, {"mid": [first.slug, second.slug]}).content.decode()
    assert text.count('id="lanes-title"') == 1
    assert "<title>D1 Drzewa</title>" in text
    found = lines(first, second)["schedule"]
    assert [cell.text for cell in found[_("Actions under way in %(year)d") % {"year": 2023}].cells] == ["1", ""]


def test_only_what_differs(client: Client) -> None:
    first, second = published("Żory", title="Cień"), published("Łódź", title="Deszcz")
    query = {"mid": [first.slug, second.slug]}
    assert "Zmęczenie" in client.get(PATH, query).content.decode()
    assert "Zmęczenie" not in client.get(PATH, {**query, "differences": "1"}).content.decode()


def test_a_plan_is_not_compared_with_itself(client: Client) -> None:
    plan, other = published("Żory"), published("Łódź")
    page = client.get(PATH, {"mid": [plan.slug, plan.slug]})
    assert page.status_code == 200
    assert page.context["choice"].is_repeated
    assert page.context["first"] == plan
    assert list(page.context["others"]) == [other]
    assert "comparison" not in page.context


def test_a_withdrawn_plan_is_not_compared(client: Client) -> None:
    plan, other, gone = published("Żory"), published("Łódź"), published("Lublin", title="Sekretarzyk")
    query = {"mid": [plan.slug, gone.slug, other.slug]}
    assert "Sekretarzyk" in client.get(PATH, query).content.decode()
    withdraw(by=factories.coordinator(), document=gone.document, reason="Błąd.")
    page = client.get(PATH, query)
    assert [one.publication for one, _without in page.context["chosen_plans"]] == [plan, other]
    assert page.context["choice"].withdrawn == [gone.slug]
    assert "Sekretarzyk" not in page.content.decode()
    alone = client.get(PATH, {"mid": [gone.slug]})
    assert (alone.status_code, alone.context["first"]) == (200, None)


def test_an_unpublished_plan_is_not_compared(client: Client) -> None:
    plan, draft = published("Żory"), accepted_initiative(title="Sekretarzyk")
    page = client.get(PATH, {"mid": [plan.slug, draft.slug]})
    assert page.context["choice"].unknown == 1
    assert "Sekretarzyk" not in page.content.decode()


def test_four_are_compared_at_most(client: Client) -> None:
    plans = [published(f"Miasto {number}") for number in range(5)]
    page = client.get(PATH, {"mid": [one.slug for one in plans]})
    assert len(page.context["chosen_plans"]) == 4
    assert page.context["choice"].left_out == 1
    assert page.context["add"] == ""


def test_what_the_list_sends_is_left_out_of_the_address(client: Client) -> None:
    plan, other = published("Żory"), published("Łódź")
    response = client.get(PATH, {"text": "", "network": "zielona", "mid": [plan.slug, other.slug]})
    assert response.status_code == 302
    assert response.headers["Location"] == f"{PATH}?mid={plan.slug}&mid={other.slug}"
    assert client.get("/en" + PATH, {"x": "1"}).headers["Location"] == "/en/mid/porownanie/"


@pytest.mark.parametrize("asked", [[], [""], ["<script>"], ["' or 1=1"], ["x" * 5000], ["x"] * 500, ["ż" * 300]])
def test_any_choice_is_answered(client: Client, asked: list[str]) -> None:
    published("Żory")
    assert client.get(PATH, {"mid": asked}).status_code == 200


def test_a_corrected_plan_is_compared_anew(client: Client) -> None:
    first, second = published("Żory", title="Cień"), published("Łódź", title="Deszcz")
    query = {"mid": [first.slug, second.slug]}
    assert "Nowa nazwa" not in client.get(PATH, query).content.decode()
    Publication.objects.get(pk=first.pk).save()
    first.refresh_from_db()
    first.title = "Nowa nazwa"
    first.save()
    assert "Nowa nazwa" in client.get(PATH, query).content.decode()


def test_the_comparison_in_english(client: Client) -> None:
    first, second = published("Żory"), published("Łódź")
    text = client.get("/en" + PATH, {"mid": [first.slug, second.slug]}).content.decode()
    assert "Comparison of plans" in text
    assert '<span lang="pl">Żory</span>' in text
