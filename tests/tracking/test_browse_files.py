"""A view as XLSX, CSV and JSON: opened again and compared with the list; nothing of it is a formula."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from catalogue.models import PublishedRecommendation
from improvement_plans.models import Course, Institution, Response
from tests import factories
from tests.catalogue.factories import accepted_plan
from tests.tracking.many import many_recommendations

pytestmark = pytest.mark.django_db
FILE = "/praca/rekomendacje/plik."
EVIL = '=HYPERLINK("https://zly.example";"x")'


def client_of(institution: Institution | None = None) -> Client:
    client = Client()
    client.force_login(factories.ministry_member(institution or factories.institution()))
    return client


def expected(query: dict[str, Any]) -> list[tuple[str, str]]:
    """(code, addressee) of every course of the recommendations that the query asks for, by code, leading ones first."""
    rows = PublishedRecommendation.objects.filter(publication__withdrawn_at=None, **query).order_by("code")
    courses = Course.objects.filter(is_asked=True).select_related("institution").order_by("-leads", "id")
    return [
        (one.code, str(course.institution))
        for one in rows
        for course in courses.filter(recommendation=one.recommendation)
    ]


def sheet(client: Client, query: str = "") -> list[dict[str, Any]]:
    body = client.get(f"/en{FILE}xlsx{query}").content
    rows = list(load_workbook(io.BytesIO(body)).worksheets[0].values)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    body = client.get(f"/en{FILE}csv{query}").content
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def records(client: Client, query: str = "") -> list[dict[str, Any]]:
    return json.loads(client.get(f"/en{FILE}json{query}").content)["records"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [("", {}), ("?kind=law", {"kind": "law"}), ("?priority=1&priority=3&view=cards", {"priority__in": [1, 3]})],
)
def test_files_hold_a_row_for_every_course_of_the_view(query: str, kept: dict[str, Any]) -> None:
    many_recommendations(20, editions=1, plans=2, seed=2)
    client, found = client_of(), expected(kept)
    assert [(row["Code"], row["Addressee"]) for row in sheet(client, query)] == found
    assert [(row["Code"], row["Addressee"]) for row in table(client, query)] == found
    made = records(client, query)
    assert [(row["code"], row["addressee"]) for row in made] == found
    by_place = {(one.recommendation.published.code, str(one.institution)): one for one in Course.objects.all()}
    for row in made:
        course = by_place[row["code"], row["addressee"]]
        assert row["status"] == course.status
        assert row["planned_on"] == (course.planned_on and course.planned_on.isoformat())
        assert row["last_answer"] == (course.responses.get().text if course.version else None)


def test_the_columns_say_the_same_in_every_file() -> None:
    many_recommendations(6, editions=1, plans=1)
    client = client_of()
    for row, line, record in zip(sheet(client), table(client), records(client), strict=True):
        assert row["Title"] == line["Title"] == record["title"]
        assert (row["Status (code)"], line["Status (code)"]) == (record["status"], record["status"])
        assert (row["Barriers"] or "") == line["Barriers"] == "\n".join(record["barriers"] or [])
        since = row["Status since"]
        assert (since.date().isoformat() if since else None) == record["since"] == (line["Status since"] or None)


@pytest.mark.parametrize("evil", [EVIL, "+1", "-2+3", "@SUM(A1)", "\t=1", "#N/A", "=1\x00\x08"])
def test_no_text_becomes_a_formula_or_an_error(evil: str) -> None:
    many_recommendations(1, editions=1, plans=1, seed=5)
    PublishedRecommendation.objects.update(title=evil.replace("\x00", ""), legal_act=evil.replace("\x00", ""))
    Response.objects.update(text=evil.replace("\x00", ""))
    client = client_of()
    book = load_workbook(io.BytesIO(client.get(f"{FILE}xlsx").content))
    assert {cell.data_type for line in book.worksheets[0].iter_rows() for cell in line} <= {"s", "n", "b", "d"}
    for line in table(client):
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in line.values())


def test_nothing_of_a_draft_is_in_a_file() -> None:
    document = accepted_plan()
    code = f"{document.improvement_plan.network.code}-R01"
    many_recommendations(2, editions=1, plans=1)
    client = client_of()
    for ending in ("xlsx", "csv", "json"):
        body = client.get(f"{FILE}{ending}").content
        text = str(list(load_workbook(io.BytesIO(body)).worksheets[0].values)) if ending == "xlsx" else body.decode()
        assert code not in text
        assert "Zdefiniować zieleń" not in text


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_a_file_takes_the_same_queries_for_few_and_for_many(ending: str) -> None:
    client = client_of()
    counts = []
    for _step in range(2):
        many_recommendations(10, editions=1, plans=1)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(f"{FILE}{ending}").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] <= 9


def test_only_three_endings() -> None:
    assert client_of().get(f"{FILE}exe").status_code == 404
    assert Client().get(f"{FILE}xlsx").status_code == 302
