"""What changed since a person last looked: which states, who may see them, what is shown beside the changes."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Action, Aim
from reviews import services
from reviews.enums import Audience, Outcome, RemarkKind
from reviews.models import Answer, Look
from reviews.queries.looks import base_of, last_looked
from reviews.services.looks import note_look
from tests.reviews.factories import Review, draft_mid, row_id, submitted_mid
from tests.reviews.test_pages import address, signed_in

pytestmark = pytest.mark.django_db


def write(review: Review, text: str) -> Action:
    """The authors write the description of the first action."""
    action = Action.objects.filter(document=review.document).order_by("position").first()
    assert action is not None
    action.description = text
    action.version += 1
    action.save()
    return action


def in_two_rounds() -> Review:
    """Returned once and submitted again, with another description of the first action."""
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Opis jest za krótki.")
    write(review, "<p>Sto nowych <strong>drzew</strong>.</p>")
    review.document.refresh_from_db()
    review.round = services.submit_for_review(by=review.author, document=review.document)
    review.document.refresh_from_db()
    return review


def page(person: Any, review: Review, **query: str) -> str:
    answer = signed_in(person).get(address("review_changes", review, **query))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_reviewer_sees_only_what_changed_since_the_round_before() -> None:
    review = in_two_rounds()
    shown = page(review.judge, review)
    action = row_id(review, "action")
    assert f'id="zmiana-{action}-description"' in shown
    assert "<strong>drzew</strong>" in shown
    assert shown.count("<article") == 1
    assert "changes-row--changed" in shown


def test_there_is_nothing_to_compare_in_a_first_version() -> None:
    review = submitted_mid()
    shown = page(review.judge, review)
    assert "portal-empty" in shown
    assert "<article" not in shown


def test_a_document_without_versions_says_so() -> None:
    review = draft_mid()
    assert "changes-choose" not in page(review.author, review)


def test_the_version_that_was_looked_at_is_the_base() -> None:
    review = in_two_rounds()
    first, second = review.document.versions.order_by("number")
    assert last_looked(review.judge, review.document) is None
    assert base_of(review.judge, review.document, second) == first
    note_look(by=review.judge, version=second)
    note_look(by=review.judge, version=second)
    assert Look.objects.count() == 1
    assert last_looked(review.judge, review.document) == second
    assert last_looked(review.judge, review.document, before=second) is None
    assert base_of(review.judge, review.document, None) == second
    note_look(by=review.judge, version=first)
    assert last_looked(review.judge, review.document, before=second) == first
    assert last_looked(review.author, review.document) is None


def test_opening_the_review_and_the_changes_is_a_look() -> None:
    review = in_two_rounds()
    first, second = review.document.versions.order_by("number")
    signed_in(review.judge).get(address("review", review))
    assert set(Look.objects.values_list("user", "version")) == {(review.judge.pk, second.pk)}
    signed_in(review.author).get(address("review", review, runda="1"))
    assert Look.objects.filter(user=review.author, version=first).exists()
    page(review.colleague, review, do="2")
    assert Look.objects.filter(user=review.colleague, version=second).exists()
    signed_in(review.coordinator).get(address("review", review), headers={"Sec-Purpose": "prefetch"})
    assert not Look.objects.filter(user=review.coordinator).exists()


def test_authors_see_what_they_changed_since_they_submitted() -> None:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Opis jest za krótki.")
    write(review, "<p>Sto nowych drzew.</p>")
    assert "Sto nowych drzew" in page(review.author, review)
    assert "Sto nowych drzew" in page(review.judge, review, do="teraz")
    write(review, "<p>Dwieście nowych drzew.</p>")
    assert "Dwieście" in page(review.author, review, od="1", do="teraz")
    assert "changes-row" not in page(review.author, review, od="1", do="1")


def test_any_two_versions_in_both_views() -> None:
    review = in_two_rounds()
    for query in ({"od": "1", "do": "2"}, {"od": "2", "do": "1"}):
        shown = page(review.coordinator, review, **query)
        assert 'value="1" selected' in shown
        assert 'value="2" selected' in shown
        assert "<ins>" in shown
    beside = page(review.coordinator, review, od="1", do="2", widok="obok")
    assert "changes-pair" in beside
    assert "changes-pair" not in page(review.coordinator, review, od="1", do="2")


@pytest.mark.parametrize("query", [{"od": "7"}, {"do": "0"}, {"od": "x'--"}, {"do": "-1"}, {"od": "1", "do": "99"}])
def test_a_version_that_there_is_not_is_not_found(query: dict[str, str]) -> None:
    review = in_two_rounds()
    assert signed_in(review.judge).get(address("review_changes", review, **query)).status_code == 404


def test_strangers_find_nothing_and_the_signed_out_sign_in() -> None:
    review = in_two_rounds()
    for person in (review.stranger, review.wrong_judge):
        for query in ({}, {"od": "1", "do": "2"}, {"do": "teraz"}):
            assert signed_in(person).get(address("review_changes", review, **query)).status_code == 404
    assert Client().get(address("review_changes", review)).status_code == 302
    assert not Look.objects.filter(user__in=[review.stranger, review.wrong_judge]).exists()


def test_an_invited_reviewer_does_not_see_the_draft() -> None:
    review = in_two_rounds()
    services.add_reviewer(by=review.coordinator, document=review.document, user=review.wrong_judge)
    client = signed_in(review.wrong_judge)
    answer = client.get(address("review_changes", review, od="1", do="2"))
    assert answer.status_code == 200
    assert 'value="teraz"' not in answer.content.decode()
    assert client.get(address("review_changes", review, do="teraz")).status_code == 404


def test_changes_lead_to_the_remarks_that_they_answer() -> None:
    review = submitted_mid()
    action = {"part_kind": "action", "part_id": row_id(review, "action")}

    def remark(by: Any, text: str, **more: Any) -> Any:
        return services.add_thread(by=by, document=review.document, section="actions", text=text, **more)

    of_field = remark(review.judge, "Za krótko o drzewach", **action, field="description")
    elsewhere = remark(review.judge, "Gdzie indziej", kind=RemarkKind.MUST)
    private = remark(review.judge, "Między nami", **action, field="description", audience=Audience.REVIEWERS)
    services.return_for_changes(by=review.judge, document=review.document, reasons="Opis jest za krótki.")
    place = {**action, "field": "description"}
    Answer.objects.create(
        thread=elsewhere, round=review.round, outcome=Outcome.DONE, places=[place], by=review.author, by_label="A"
    )
    write(review, "<p>Sto nowych drzew.</p>")
    shown = page(review.author, review)
    assert str(of_field.pk) in shown
    assert str(elsewhere.pk) in shown
    assert str(private.pk) not in shown
    assert "Między nami" not in shown
    field = shown.split(f'id="zmiana-{action["part_id"]}-description"')[1]
    assert str(elsewhere.pk) in field
    shown = page(review.judge, review, do="teraz")
    assert str(private.pk) in shown
    field = shown.split(f'id="zmiana-{action["part_id"]}-description"')[1]
    assert str(elsewhere.pk) not in field


def test_nothing_hostile_gets_through() -> None:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Opis jest za krótki.")
    write(review, '<p onclick="x()">Sto <script>alert(1)</script><img src=x onerror=alert(2)></p>')
    Aim.objects.filter(document=review.document).update(text='<script>alert(3)</script> & "cel"')
    shown = page(review.author, review)
    for hostile in ("alert(1)", "onerror", "onclick", "<script>alert"):
        assert hostile not in shown
    assert "alert" in shown


def test_queries_do_not_grow_with_changes() -> None:
    counts = []
    for rows in (1, 3):
        review = submitted_mid()
        for number in range(rows - 1):
            Aim.objects.create(document=review.document, position=10 + number, text=f"Cel {number}")
        services.return_for_changes(by=review.judge, document=review.document, reasons="Opis jest za krótki.")
        write(review, "<p>Sto nowych drzew.</p>")
        client = signed_in(review.author)
        with CaptureQueriesContext(connection) as counted:
            shown = client.get(address("review_changes", review)).content.decode()
        assert shown.count("<article") == rows
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_the_review_page_has_one_line_that_counts_the_changes() -> None:
    review = in_two_rounds()
    whole = signed_in(review.judge).get(address("review", review)).content.decode()
    assert "zmiany/?do=2&amp;skrot=1" in whole
    line = page(review.judge, review, do="2", skrot="1")
    assert "<html" not in line
    assert "zmiany/?do=2" in line
    assert "1 " in line
    first = submitted_mid()
    assert "skrot=1" not in signed_in(first.judge).get(address("review", first)).content.decode()
