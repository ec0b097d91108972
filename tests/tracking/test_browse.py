"""Browsing recommendations: facets, looks of a view, what its links keep."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from catalogue.models import PublishedRecommendation
from improvement_plans.models import Institution
from improvement_plans.policies import overdue_of
from publishing.enums import RenderingState
from publishing.models import Printout
from publishing.queries import PRINTOUT_KEPT_FOR
from publishing.rendering.validity import faults
from publishing.services import prune_printouts
from publishing.tasks import print_out
from tests import factories
from tests.tracking.many import many_recommendations

pytestmark = pytest.mark.django_db
LIST = "/praca/rekomendacje/"
#: of every page: the session, the person, the number of notices
AROUND = re.compile(r"django_session|FROM \"accounts_user\"|activity_notice")
LOOKS = (
    "",
    "?view=cards",
    "macierz/",
    "sciezki/",
    "widoki/",
    "widoki/dodaj/?kind=law",
    "wydruk/?kind=law",
    "plik.xlsx",
    "plik.csv",
    "plik.json",
)


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_of_the_list(look: str) -> None:
    many_recommendations(8, editions=1, plans=2)
    client = Client()
    client.force_login(factories.ministry_member(Institution.objects.earliest("pk")))
    assert client.get(LIST + look).status_code == 200


@pytest.mark.parametrize(
    "path", [f"{LIST}wydruk/?priority=1&priority=2", "/praca/instytucje/{slug}/zestawienie/wydruk/"]
)
def test_a_pdf_for_one_person_that_everybody_can_read(path: str) -> None:
    many_recommendations(8, editions=1, plans=2)
    institution = Institution.objects.earliest("pk")
    client, other = Client(), Client()
    client.force_login(factories.ministry_member(institution))
    other.force_login(factories.coordinator())
    made = client.post(path.format(slug=institution.slug))
    printout = Printout.objects.get()
    assert made.url == f"/praca/wydruki/{printout.pk}/"
    print_out(str(printout.pk))
    printout.refresh_from_db()
    assert (printout.state, printout.reason) == (RenderingState.READY, "")
    assert client.get(made.url).status_code == 200
    body = b"".join(client.get(f"{made.url}plik/").streaming_content)
    assert body.startswith(b"%PDF")
    assert faults(body) == []
    assert other.get(made.url).status_code == 404
    assert other.get(f"{made.url}plik/").status_code == 404


@pytest.mark.parametrize("look", ["", "macierz/", "sciezki/"])
def test_a_view_takes_few_queries_for_few_and_for_many(look: str) -> None:
    counts = []
    many_recommendations(4, editions=1, plans=1)
    client = ministry()
    for _step in range(2):
        for query in ("", "?mine=on&late=on&kind=law&priority=1&sort=planned&view=cards"):
            with CaptureQueriesContext(connection) as counted:
                assert client.get(f"{LIST}{look}{query}").status_code == 200
            counts.append(len([one for one in counted if not AROUND.search(one["sql"])]))
        many_recommendations(40, editions=1, plans=2)
    assert max(counts) <= 10
    assert counts[0] == counts[2]


def test_links_keep_the_state_of_the_view() -> None:
    many_recommendations(40, editions=1, plans=2)
    page = ministry().get(LIST, {"view": "cards", "priority": "1", "sort": "title", "kind": ["law", "finance"]})
    shown = page.content.decode()
    filters = page.context["filters"]
    assert '<input type="hidden" name="view" value="cards">' in shown
    assert '<input type="hidden" name="sort" value="title">' in shown
    for query in [one["query"] for one in filters.orders()] + [one["query"] for one in filters.chosen()]:
        assert QueryDict(query)["view"] == "cards"
        assert "page" not in QueryDict(query)
    assert f'href="{LIST}?view=cards">' in shown
    ways = {way["label"]: QueryDict(way["url"].partition("?")[2]) for way in page.context["ways"]}
    assert len(ways) == 4
    for query in ways.values():
        assert (query.getlist("kind"), query["priority"], query["sort"]) == (["law", "finance"], "1", "title")
    for _ending, url in page.context["files"]:
        assert QueryDict(url.partition("?")[2]).getlist("kind") == ["law", "finance"]


def test_the_matrix_holds_every_pair_of_the_view_once() -> None:
    many_recommendations(70, editions=1, plans=2)
    client, pairs, apart, number = ministry(), [], [], 1
    while number:
        page = client.get(f"{LIST}macierz/", {"page": str(number)})
        matrix = page.context["matrix"]
        for line in matrix.lines:
            pairs += [(line.code, one.code) for one, is_answered in line.cells if is_answered]
        apart += [one.code for one in matrix.apart]
        number = page.context["page"].next_page_number() if page.context["page"].has_next() else 0
    rows = PublishedRecommendation.objects.all()
    assert sorted(pairs) == sorted((barrier, one.code) for one in rows for barrier in one.barriers)
    assert sorted(apart) == sorted(one.code for one in rows if not one.barriers)


def test_paths_lead_from_every_barrier_to_every_addressee() -> None:
    many_recommendations(30, editions=1, plans=1)
    client, found, number = ministry(), [], 1
    while number:
        page = client.get(f"{LIST}sciezki/", {"page": str(number)})
        for path in page.context["paths"]:
            found += [(path.code, row.shown.code, line.course.pk) for row in path.rows for line in row.courses]
        number = page.context["page"].next_page_number() if page.context["page"].has_next() else 0
    rows = PublishedRecommendation.objects.prefetch_related("recommendation__courses")
    assert sorted(found) == sorted(
        (barrier, one.code, course.pk)
        for one in rows
        for barrier in one.barriers or [""]
        for course in one.recommendation.courses.all()
    )
    barrier = next(one for one in rows if one.barriers).barriers[0]
    narrowed = client.get(f"{LIST}sciezki/", {"barrier": barrier}).context["paths"]
    assert [path.code for path in narrowed] == [barrier]


@pytest.mark.parametrize("look", ["", "macierz/", "sciezki/", "wydruk/", "plik.json", "widoki/dodaj/"])
@pytest.mark.parametrize(
    "query",
    [
        "kind=x&kind='&network=%01", "page=-1", "page=x", "page=999999999999999999999", "sort=;drop",
        "view=%3Cscript%3E",
        "text=" + "a" * 3000, "text=%25%27%22", "mine=maybe&late=2", "barrier=" + "B" * 500, "priority=999999999999999",
        "act=%F0%9F%98%80&city=..%2F..", "institution=" + "&institution=".join(map(str, range(300))),
    ],
)  # fmt: skip
def test_hostile_parameters_do_no_harm(look: str, query: str) -> None:
    many_recommendations(3, editions=1, plans=1)
    answer = ministry().get(f"{LIST}{look}?{query}")
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def test_the_brief_holds_every_course_of_the_institution_once() -> None:
    many_recommendations(40, editions=1, plans=2, institutions=3)
    institution = Institution.objects.earliest("pk")
    page = ministry().get(f"/praca/instytucje/{institution.slug}/zestawienie/")
    lines = [(group.key, line) for group in page.context["brief"].groups for line in group.lines]
    assert sorted(line.course.pk for _key, line in lines) == sorted(institution.courses.values_list("pk", flat=True))
    for key, line in lines:
        assert (key == "late") == bool(overdue_of(line.course, timezone.localdate()))
        assert line.shown.title in page.content.decode().replace("\xa0", " ")
    into = factories.institution()
    Institution.objects.filter(pk=institution.pk).update(merged_into=into)
    moved = ministry().get(f"/praca/instytucje/{institution.slug}/zestawienie/")
    assert moved.url == f"/praca/instytucje/{into.slug}/zestawienie/"


def test_a_view_that_is_too_long_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    many_recommendations(5, editions=1, plans=1)
    monkeypatch.setattr("tracking.rendering.printing.MOST_PRINTED", 4)
    assert ministry().post(f"{LIST}wydruk/").status_code == 422
    assert not Printout.objects.exists()


def test_the_same_page_is_printed_once_and_not_for_ever() -> None:
    many_recommendations(3, editions=1, plans=1)
    client = ministry()
    first, again = (client.post(f"{LIST}wydruk/").url for _ in range(2))
    assert first == again
    assert signed_in(factories.coordinator()).post(f"{LIST}wydruk/").url != first
    Printout.objects.update(created_at=timezone.now() - PRINTOUT_KEPT_FOR * 2)
    assert client.get(first).status_code == 404
    assert prune_printouts() == 2
    assert not Printout.objects.exists()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ministry() -> Client:
    return signed_in(factories.ministry_member(Institution.objects.earliest("pk")))
