"""The pages of the loop: browsing recommendations, their courses, and answering."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from improvement_plans.enums import Status
from improvement_plans.models import Evidence, Response
from tests import factories
from tests.catalogue.factories import accepted_plan, published_initiative, published_plan
from tests.improvement_plans.factories import answer

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> Przyjmujemy."
LIST = "/praca/rekomendacje/"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def codes(page) -> list[str]:
    assert page.status_code == 200
    return [row.shown.code for row in page.context["rows"]]


def public(institution=None):
    """A published recommendation (`Recommendation`) and its publication."""
    publication = published_plan(institution=institution)
    return publication.recommendations.get().recommendation, publication


def test_who_opens_the_list() -> None:
    assert Client().get(LIST).status_code == 302
    for role in Role:
        assert signed_in(factories.user(role)).get(LIST).status_code == 200


def test_the_filters_are_plain_links() -> None:
    institution = factories.institution()
    first, plan = public(institution)
    second, other = public()
    other.recommendations.update(kind="law", horizon="long", legal_act="Ustawa o PPP, art. 3")
    answer(factories.coordinator(), second, None, Status.RUNNING)
    client = signed_in(factories.ministry_member(institution))
    assert codes(client.get(LIST)) == sorted([first.code, second.code])
    for query, found in (
        ({"network": plan.network.slug}, first),
        ({"kind": "law"}, second),
        ({"status": "running"}, second),
        ({"horizon": "long"}, second),
        ({"institution": institution.slug}, first),
        ({"mine": "on"}, first),
        ({"act": "Ustawa o PPP, art. 3"}, second),
        ({"barrier": f"{other.network.code}-B01"}, second),
        ({"edition": plan.network.edition.slug}, first),
    ):
        assert codes(client.get(LIST, query)) == [found.code], query
    for query in ({"kind": "x"}, {"network": "nie-ma"}, {"page": "99"}, {"page": "x"}, {"text": "a" * 500}):
        assert client.get(LIST, query).status_code == 200


def test_the_city_that_raised_a_barrier_in_public() -> None:
    recommendation, publication = public()
    public()
    barrier = f"{publication.network.code}-B01"
    plan = published_initiative(barriers=[barrier])
    client = signed_in(factories.coordinator())
    assert codes(client.get(LIST, {"city": plan.city.slug})) == [recommendation.code]


def test_only_what_is_overdue() -> None:
    late, _publication = public()
    public()
    late.courses.update(asked_on="2020-01-01")
    assert codes(signed_in(factories.coordinator()).get(LIST, {"late": "on"})) == [late.code]


def test_swapping_the_results_gives_what_reloading_gives() -> None:
    public()
    client = signed_in(factories.coordinator())
    whole = client.get(LIST, {"status": "new"}).content.decode()
    swapped = client.get(LIST, {"status": "new"}, headers={"HX-Request": "true"}).content.decode()
    assert swapped.strip() in whole


def test_an_answer_by_the_page() -> None:
    institution = factories.institution()
    recommendation, publication = public(institution)
    page, form = reverse("tracked", args=[recommendation.code]), respond(recommendation)
    client = signed_in(factories.ministry_member(institution))
    assert form in client.get(page).content.decode()
    assert client.post(form, values(text=HOSTILE)).url == page
    shown = client.get(page).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert Response.objects.get().status == "accepted"
    other = signed_in(factories.expert(publication.network))
    assert form not in other.get(page).content.decode()
    assert other.get(form).status_code == 403
    assert other.post(form, values()).status_code == 403


def test_a_file_shows_it_and_everybody_may_read_it(client: Client) -> None:
    institution = factories.institution()
    recommendation, _publication = public(institution)
    file = SimpleUploadedFile("akt.pdf", b"%PDF-1.7\n%%EOF\n")
    given = values(status="running", evidence_title="Projekt aktu", evidence_file=file)
    signed_in(factories.ministry_member(institution)).post(respond(recommendation), given)
    evidence = Evidence.objects.get()
    address = reverse("evidence_file", args=[evidence.pk])
    assert address in client.get(f"/rekomendacje/{recommendation.code}/").content.decode()
    answered = client.get(address)
    assert b"".join(answered.streaming_content) == b"%PDF-1.7\n%%EOF\n"
    assert answered["Content-Disposition"].startswith("attachment")


def test_a_letter_by_the_coordinator() -> None:
    recommendation, _publication = public()
    given = values(by_letter="on", letter_mark="DRP.8100.1.2026")
    signed_in(factories.coordinator()).post(respond(recommendation), given)
    assert (Response.objects.get().by_letter, Response.objects.get().letter_mark) == (True, "DRP.8100.1.2026")
    institution = factories.institution()
    other, _publication = public(institution)
    signed_in(factories.ministry_member(institution)).post(respond(other), given)
    assert Response.objects.filter(by_letter=True).count() == 1


def test_two_officials_at_once_lose_no_word() -> None:
    institution = factories.institution()
    recommendation, _publication = public(institution)
    one, two = (signed_in(factories.ministry_member(institution)) for _ in range(2))
    form = respond(recommendation)
    assert one.post(form, values(text="Pierwsza.")).status_code == 302
    page = two.post(form, values(text="Druga, długo pisana."))
    assert page.status_code == 409
    shown = page.content.decode()
    assert "Druga, długo pisana." in shown
    assert "Pierwsza." in shown
    again = values(text="Druga, długo pisana.", version=page.context["form"]["version"].value())
    assert two.post(form, again).status_code == 302
    assert Response.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "new"},
        {"status": "nie-ma"},
        {"status": ""},
        {"text": ""},
        {"text": "x" * 5001},
        {"version": ""},
        {"evidence_title": "Bez adresu"},
        {"evidence_url": "https://gov.example/"},
        {"evidence_title": "Zły", "evidence_url": "javascript:alert(1)"},
        {"evidence_title": "Zły", "evidence_url": "to nie adres"},
        {"evidence_title": "Zły", "evidence_file": SimpleUploadedFile("akt.pdf", b"<html>")},
        {"planned_on_day": "32", "planned_on_month": "1", "planned_on_year": "2027"},
        {"planned_on_day": "1", "planned_on_month": "1", "planned_on_year": "2020"},
        {"status": "already"},
    ],
)
def test_what_an_answer_must_not_be(wrong: dict) -> None:
    institution = factories.institution()
    recommendation, _publication = public(institution)
    client = signed_in(factories.ministry_member(institution))
    assert client.post(respond(recommendation), values(**wrong)).status_code == 422
    assert Response.objects.count() == 0


def test_what_is_not_public_does_not_exist_here() -> None:
    document = accepted_plan()
    code = f"{document.improvement_plan.network.code}-R01"
    assert signed_in(factories.coordinator()).get(f"{LIST}{code}/").status_code == 404


def test_an_address_from_before_leads_on() -> None:
    recommendation, _publication = public()
    moved = signed_in(factories.coordinator()).get(f"{LIST}{recommendation.code}/odpowiedz/")
    assert moved.url == f"{LIST}{recommendation.code}/"


def test_pages_take_the_same_queries_for_one_row_and_for_many() -> None:
    client = signed_in(factories.coordinator())
    recommendation, _publication = public()
    counts: list[list[int]] = []
    # The words of a Version are kept once they have been read.
    client.get(f"{LIST}{recommendation.code}/")
    for _step in range(2):
        for _one in range(1 if not counts else 3):
            public()
            answer(factories.coordinator(), recommendation)
        counts.append([_queries(client, url) for url in (LIST, f"{LIST}{recommendation.code}/")])
    assert counts[0] == counts[1]
    assert counts[0][0] <= 20


def respond(recommendation) -> str:
    return reverse("respond", args=[recommendation.courses.get().pk])


def values(**given) -> dict:
    return {"version": "0", "status": "accepted", "text": "Tak."} | given


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)
