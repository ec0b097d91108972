"""How recommendations stand: every figure is the number of the rows that it leads to, and what a plain count gives."""

import datetime
import random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.models import Publication, PublishedRecommendation
from catalogue.rendering.standing import GROUPS
from improvement_plans.enums import Status
from improvement_plans.models import Course, Recommendation
from improvement_plans.policies import overdue_of
from tests import factories
from tests.catalogue.factories import accepted_plan
from tests.tracking.many import many_recommendations
from tracking.policies import quarter_began

pytestmark = pytest.mark.django_db
PUBLIC, WORKING = "/rekomendacje/stan/", "/praca/rekomendacje/stan/"


def world(each: int = 12) -> None:
    """Many recommendations of all ages; one of the plans is withdrawn."""
    made = many_recommendations(each, editions=2, plans=2, institutions=4)
    dice = random.Random(6)
    today = timezone.localdate()
    rows = list(Recommendation.objects.order_by("code"))
    for row in rows:
        row.published_on = today - datetime.timedelta(days=dice.choice((0, 89, 90, 91, 364, 365, 366, 730, 731, 1500)))
    Recommendation.objects.bulk_update(rows, ["published_on"])
    Publication.objects.filter(pk=made[0].pk).update(withdrawn_at=timezone.now())


def signed_in() -> Client:
    client = Client()
    client.force_login(factories.coordinator())
    return client


def truth() -> list[PublishedRecommendation]:
    rows = PublishedRecommendation.objects.select_related("publication__network", "recommendation")
    return [one for one in rows.prefetch_related("institutions") if one.publication.withdrawn_at is None]


def age_of(row: PublishedRecommendation) -> str:
    days = (timezone.localdate() - row.recommendation.published_on).days
    return next(name for most, name in ((90, "0-3"), (365, "3-12"), (730, "12-24"), (10**6, "24-")) if days <= most)


@pytest.mark.parametrize("path", [PUBLIC, WORKING])
def test_every_figure_is_a_plain_count_and_leads_to_its_rows(path: str) -> None:
    world()
    client = signed_in()
    board = client.get(path).context["board"]
    rows = truth()
    assert board.total.count == len(rows)
    assert {one.status: one.figure.count for one in board.statuses} == {
        value: sum(row.recommendation.status == value for row in rows) for value in Status.values
    }
    values = {
        "network": lambda row: {row.publication.network.name},
        "institution": lambda row: {one.name for one in row.institutions.all()},
        "age": lambda row: {age_of(row)},
    }
    for cut in board.cuts:
        for line in cut.lines:
            own = line.total.url.split("=")[-1]
            mine = [row for row in rows if {line.label, own} & values[cut.key](row)]
            assert line.total.count == len(mine), (cut.key, line.label)
            for figure, (_label, statuses, _colour) in zip(line.figures, GROUPS, strict=True):
                assert figure.count == sum(row.recommendation.status in statuses for row in mine)
        found = {value for row in rows for value in values[cut.key](row)}
        assert len(cut.lines) == len(found), cut.key
    figures = [board.total, *board.figures, *(one.figure for one in board.statuses)]
    figures += [one for cut in board.cuts for line in cut.lines[:2] for one in (line.total, *line.figures)]
    for figure in figures:
        assert client.get(figure.url).context["filters"].total == figure.count, figure.url


def test_what_is_overdue_and_what_moved() -> None:
    world()
    client = signed_in()
    context = client.get(WORKING).context
    today = timezone.localdate()
    shown = {row.recommendation_id for row in truth()}
    courses = [one for one in Course.objects.filter(is_asked=True) if one.recommendation_id in shown]
    late = [one for one in courses if overdue_of(one, today)]
    moved = {one.recommendation_id for one in courses if one.since and one.since >= quarter_began(today)}
    overdues, moving = context["overdues"], context["moving"]
    assert overdues.count == len({one.recommendation_id for one in late}) > 0
    assert sum(count for _label, count in overdues.reasons) == len(late)
    assert sum(count for _institution, count in overdues.institutions) == len(late)
    assert moving.count == len(moved) > 0
    assert client.get("/praca/rekomendacje/?late=on").context["filters"].total == overdues.count
    assert client.get("/praca/rekomendacje/?moved=on").context["filters"].total == moving.count
    for institution, count in overdues.institutions:
        brief = client.get(f"/praca/instytucje/{institution.slug}/zestawienie/").context["brief"]
        assert [len(group.lines) for group in brief.groups if group.key == "late"] == [count]


def test_the_public_is_told_neither_who_is_late_nor_what_is_a_draft(client: Client) -> None:
    world(3)
    document = accepted_plan()
    page = client.get(PUBLIC)
    text = page.content.decode()
    assert "overdues" not in page.context
    assert document.improvement_plan.network.name not in text
    assert page.context["board"].total.count == len(truth())
    assert client.get(WORKING).status_code == 302
    assert client.get(PUBLIC).headers["ETag"]


def test_an_empty_portal_has_a_page(client: Client) -> None:
    assert client.get(PUBLIC).status_code == 200
    assert signed_in().get(WORKING).status_code == 200


def test_more_recommendations_take_no_more_queries() -> None:
    client = signed_in()
    many_recommendations(2, editions=1, plans=1, institutions=2)
    few = [_queries(client, path) for path in (PUBLIC, WORKING)]
    many_recommendations(20, seed=2, editions=2, plans=2, institutions=6)
    assert [_queries(client, path) for path in (PUBLIC, WORKING)] == few
    assert few[1] <= 9, few


@pytest.mark.parametrize(
    ("day", "began"), [("2026-01-01", "2026-01-01"), ("2026-03-31", "2026-01-01"), ("2026-12-01", "2026-10-01")]
)
def test_quarters(day: str, began: str) -> None:
    assert quarter_began(datetime.date.fromisoformat(day)).isoformat() == began


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
