"""Pages of suggested edits: the form of the field itself, what stands beside it, refusals that keep what was typed."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from documents.services import delete_part
from reviews import services
from reviews.models import Suggestion
from tests import factories
from tests.reviews.factories import Review, row_id, submitted_mid
from tests.reviews.test_suggestions import TEXT, live, part_kind, prepared, returned, suggest, value, write

pytestmark = pytest.mark.django_db


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form_address(review: Review, kind: str, field: str = "", row: str = "") -> str:
    query = {"kind": kind, "row": row or row_id(review, kind), "field": field}
    return f"{reverse('suggestion_add', args=[review.document.slug])}?{urlencode(query)}"


def decide(person: Any, suggestion: Suggestion, choice: str, **data: Any) -> HttpResponse:
    return client_of(person).post(reverse("suggestion", args=[suggestion.pk]), {"choice": choice, **data})


def test_the_form_is_filled_with_the_frozen_version_not_with_the_draft() -> None:
    review = prepared()
    write(review, "action", title="Tytuł z brudnopisu")
    page = client_of(review.judge).get(form_address(review, "action", "title")).content.decode()
    assert "Sadzenie drzew" in page
    assert 'value="Tytuł z brudnopisu"' not in page


@pytest.mark.parametrize(
    ("kind", "field", "typed"),
    [
        ("action", "cost", {"cost": "dużo"}),
        ("action", "end", {"end_month": "1", "end_year": "2020"}),
        ("record", "title", {"title": "ż" * 500}),
        ("stakeholder", "kind", {"kind": "wizards"}),
        ("action", "aim", {"aim": "00000000-0000-4000-8000-000000000000"}),
        ("record", "title", {"title": "Zielone podwórka"}),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_comment_stays(kind: str, field: str, typed: dict[str, str]) -> None:
    review = prepared()
    data = {**typed, "remark-kind": "must", "remark-text": "Pisane z <b>trudem</b>"}
    response = client_of(review.judge).post(form_address(review, kind, field), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="wording_{kind}_{field}_error"' in page
    assert "Pisane z &lt;b&gt;trudem&lt;/b&gt;" in page
    assert Suggestion.objects.count() == 0


def test_a_place_that_is_not_there_is_a_page_that_does_not_exist() -> None:
    review, other = prepared(), submitted_mid()
    client = client_of(review.judge)
    for address in (
        form_address(review, "action", "cost", row_id(other, "action")),
        form_address(review, "action", "document_id"),
        form_address(review, "action", "file"),
        f"{reverse('suggestion_add', args=[review.document.slug])}?kind=nothing&row=x&field=y",
    ):
        assert client.get(address).status_code == 404


def test_the_fields_of_a_row_are_offered() -> None:
    review = prepared()
    page = client_of(review.judge).get(form_address(review, "action")).content.decode()
    assert "field=cost" in page
    assert "field=title" in page


def test_who_sees_and_who_decides() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("10"))
    returned(review)
    address = reverse("suggestion", args=[suggestion.pk])
    assert client_of(review.judge).get(address).status_code == 200
    assert 'value="accept"' not in client_of(review.judge).get(address).content.decode()
    assert decide(review.judge, suggestion, "accept").status_code == 403
    assert decide(review.stranger, suggestion, "accept").status_code == 404
    assert decide(review.author, suggestion, "").status_code == 422
    assert (
        decide(review.author, suggestion, "accept", next="https://evil.example/")
        .headers["Location"]
        .startswith("/praca/ocena/")
    )
    assert decide(review.colleague, suggestion, "decline", **{"decline-reason": "Nie."}).status_code == 409
    assert value(review, "action", "cost") == "10.00"


def test_an_outdated_suggestion_shows_all_texts_escaped_and_takes_no_half() -> None:
    review = prepared()
    suggestion = suggest(review, "record", "title", "Propozycja <script>1</script>")
    returned(review)
    write(review, "record", title="Dzisiaj <img src=x>")
    page = decide(review.author, suggestion, "accept")
    text = page.content.decode()
    assert page.status_code == 409
    for words in ("Propozycja &lt;script&gt;", "Dzisiaj &lt;img src=x&gt;", "Zielone podwórka"):
        assert words in text
    assert "<script>1" not in text
    assert value(review, "record", "title") == "Dzisiaj <img src=x>"


def test_an_edit_that_does_not_fit_or_comes_too_late_keeps_what_was_typed() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("10"))
    returned(review)
    seen = live(review, "action").version
    wrong = decide(review.author, suggestion, "edit", cost="drogo", version=seen)
    assert (wrong.status_code, 'value="drogo"' in wrong.content.decode()) == (422, True)
    write(review, "action", by=review.colleague, cost=Decimal("20"))
    late = decide(review.author, suggestion, "edit", cost="30", version=seen)
    assert (late.status_code, 'value="30"' in late.content.decode()) == (409, True)
    assert value(review, "action", "cost") == "20.00"
    assert (
        decide(review.author, suggestion, "edit", cost="30", version=live(review, "action").version).status_code == 302
    )
    assert value(review, "action", "cost") == "30.00"


@pytest.mark.parametrize("has_version", [True, False])
def test_newer_words_are_shown_beside_ones_own_and_not_overwritten(has_version: bool) -> None:
    review = prepared()
    suggestion = suggest(review, "action", "title", "Sadzenie lip")
    returned(review)
    seen = {"version": live(review, "action").version} if has_version else {}
    write(review, "action", by=review.colleague, title="Sadzenie <dębów>")
    refused = decide(review.author, suggestion, "edit", title="Sadzenie klonów", **seen)
    page = refused.content.decode()
    assert refused.status_code == (409 if has_version else 422)
    shown = page[page.index('id="nowsze-slowa"') :]
    assert shown.index("Sadzenie &lt;dębów&gt;") < shown.index('value="Sadzenie klonów"')
    assert value(review, "action", "title") == "Sadzenie <dębów>"
    assert f'name="version" value="{live(review, "action").version}"' in page


def test_a_deleted_row_leads_to_the_bin() -> None:
    review = prepared()
    suggestion = suggest(review, "stakeholder", "name", "Mieszkańcy i goście")
    returned(review)
    row = live(review, "stakeholder")
    delete_part(
        by=review.author, document=review.document, kind=part_kind("stakeholder"), part_id=row.pk,
        base_version=row.version,
    )  # fmt: skip
    page = client_of(review.author).get(reverse("suggestion", args=[suggestion.pk])).content.decode()
    assert reverse("initiative_bin", args=[review.document.slug]) in page
    assert 'value="accept"' not in page
    assert decide(review.author, suggestion, "accept").status_code == 409


def test_the_difference_stands_on_the_review_page_and_in_the_panel_of_the_workbench() -> None:
    review = prepared()
    suggestion = suggest(review, "diagnosis", "text", TEXT.replace("schną", "usychają"))
    returned(review)
    client = client_of(review.author)
    panel = reverse("review_panel", args=[review.document.slug]) + "?section=diagnosis"
    for address in (
        reverse("review", args=[review.document.slug]),
        panel,
        reverse("thread", args=[suggestion.thread_id]),
    ):
        page = client.get(address).content.decode()
        assert f'id="propozycja-{suggestion.pk}"' in page
        assert "<ins" in page
        assert 'value="accept"' in page


def test_taking_back_is_its_authors_alone() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("10"))
    address = reverse("suggestion_withdraw", args=[suggestion.pk])
    assert client_of(review.author).post(address).status_code == 403
    assert client_of(review.wrong_judge).post(address).status_code == 404
    assert client_of(review.judge).post(address).status_code == 302
    assert Suggestion.objects.get().state == "withdrawn"


def test_a_guest_reads_nothing_of_the_draft_around_a_suggestion() -> None:
    """Who was asked to review reads Versions; what the authors write meanwhile is for those who open the workbench."""
    review = prepared()
    guest = factories.ministry_member(factories.institution())
    services.add_reviewer(by=review.judge, document=review.document, user=guest)
    outdated = suggest(review, "diagnosis", "text", TEXT.replace("Brakuje", "Potrzeba"))
    edited = suggest(review, "action", "cost", Decimal("10"))
    returned(review)
    write(review, "diagnosis", text=TEXT.replace("Brakuje", "Tajny brak"))
    seen = live(review, "action").version
    services.edit_suggestion(by=review.author, suggestion=edited, value=Decimal("987654321"), version=seen)
    addresses = [
        reverse("suggestion", args=[outdated.pk]),
        reverse("suggestion", args=[edited.pk]),
        reverse("thread", args=[edited.thread_id]),
        reverse("review", args=[review.document.slug]),
    ]
    workbench = reverse("initiative_workbench", args=[review.document.slug])
    for address in addresses:
        page = client_of(guest).get(address)
        text = page.content.decode()
        assert page.status_code == 200
        for words in ("Tajny", "987654321", "987 654 321", "987\xa0654\xa0321", workbench):
            assert words not in text
    assert "Tajny" in client_of(review.judge).get(addresses[0]).content.decode()
    assert "321" in client_of(review.judge).get(addresses[1]).content.decode()
