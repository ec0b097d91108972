"""Pages of rounds: the panel, reviewers, opinions, the verdict, the history; drafting while a round is open."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.parts import document_kind
from documents.queries import rows, workbench_address
from documents.services import save_part
from reviews import services
from reviews.enums import RemarkKind, RoundState
from reviews.models import Assessment, Round
from reviews.queries.board import board_of
from tests import factories
from tests.reviews.factories import Review, draft_mid, submitted_mid

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script>"onmouseover="alert(2)'


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(name: str, review: Review, *arguments: object) -> str:
    return reverse(name, args=[review.document.slug, *arguments])


def write_on(review: Review, text: str = "<p>Nowe słowa.</p>") -> None:
    kind = document_kind("mid").part_kind("diagnosis")
    part = rows(review.document, kind)[0]
    save_part(
        by=review.author,
        document=review.document,
        kind=kind,
        part_id=part.pk,
        base_version=part.version,
        new_values={"text": text},
    )


def guest_of(review: Review):
    guest = factories.ministry_member(factories.institution())
    services.add_reviewer(by=review.judge, document=review.document, user=guest)
    return guest


def state_of(review: Review) -> str:
    return Round.objects.filter(document=review.document).order_by("-number").values_list("state", flat=True)[0]


def test_the_first_visit_of_a_reviewer_starts_the_review() -> None:
    review = submitted_mid()
    for person in (review.author, review.coordinator):
        signed_in(person).get(address("review", review))
    judge = signed_in(review.judge)
    judge.head(address("review", review))
    judge.get(address("review", review), headers={"Sec-Purpose": "prefetch"})
    assert state_of(review) == RoundState.SUBMITTED
    page = judge.get(address("review", review))
    assert page.status_code == 200
    assert state_of(review) == RoundState.IN_REVIEW
    assert Round.objects.get().started_at is not None
    judge.get(address("review", review))
    assert signed_in(review.judge).post(address("review_start", review)).status_code == 409


def test_the_panel_shows_what_each_may_do() -> None:
    review = submitted_mid()
    guest = guest_of(review)

    def links(person) -> set[str]:
        html = signed_in(person).get(address("review", review)).content.decode()
        names = ("review_accept", "review_return", "review_opinion", "review_take_back", "reviewers", "review_extend")
        return {name for name in names if f'href="{address(name, review)}"' in html}

    lead = {"review_accept", "review_return", "review_opinion", "reviewers", "review_extend"}
    assert links(review.judge) == lead
    assert links(guest) == {"review_opinion"}
    assert links(review.author) == {"review_take_back"}
    assert links(review.coordinator) == {"reviewers", "review_extend"}


def test_a_guest_sees_the_review_but_not_the_workbench() -> None:
    review = submitted_mid()
    guest = signed_in(guest_of(review))
    workbench = workbench_address(review.document, "workbench")
    page = guest.get(address("review", review))
    assert page.status_code == 200
    assert f'href="{workbench}"' not in page.content.decode()
    assert f'href="{workbench}"' in signed_in(review.judge).get(address("review", review)).content.decode()
    assert guest.get(workbench).status_code == 404
    assert guest.get(address("review_history", review)).status_code == 200
    assert guest.get(address("review_accept", review)).status_code == 403
    assert guest.post(address("review_accept", review)).status_code == 403
    row = review.round.reviewers.get(is_invited=True)
    services.remove_reviewer(by=review.judge, document=review.document, user=row.user)
    for name in ("review", "review_history", "review_opinion", "review_panel"):
        assert guest.get(address(name, review)).status_code == 404


def test_reviewers_are_asked_removed_and_made_lead_by_plain_posts() -> None:
    review = submitted_mid()
    client = signed_in(review.coordinator)
    person = factories.pu_editor(review.network)
    page = address("reviewers", review)
    assert client.post(page, {"person": review.author.pk}).status_code == 422
    assert client.post(page, {"person": ""}).status_code == 422
    assert client.post(page, {"person": person.pk}).status_code == 302
    row = review.round.reviewers.get(user=person)
    assert client.post(address("reviewer_lead", review, row.pk)).status_code == 302
    row.refresh_from_db()
    assert row.is_lead
    assert signed_in(review.judge).get(address("review_accept", review)).status_code == 403
    assert client.get(address("reviewer_remove", review, row.pk)).status_code == 200
    assert client.post(address("reviewer_remove", review, row.pk)).status_code == 302
    assert client.post(address("reviewer_remove", review, row.pk)).status_code == 404
    other = submitted_mid()
    elsewhere = other.round.reviewers.get()
    assert client.post(address("reviewer_remove", review, elsewhere.pk)).status_code == 404


def test_an_opinion_with_the_checklist_by_a_plain_post() -> None:
    review = submitted_mid()
    guest = signed_in(guest_of(review))
    page = address("review_opinion", review)
    html = guest.get(page).content.decode()
    assert html.count('name="met_') == 3 * len(review.round.criteria)
    assert 'name="score_0"' not in html
    wrong = guest.post(page, {"opinion": "return", "reasons": "", "note_1": "sama uwaga"})
    assert wrong.status_code == 422
    assert Assessment.objects.count() == 0
    said = {"opinion": "return", "reasons": HOSTILE, "met_0": "yes", "note_0": HOSTILE, "met_2": "no"}
    assert guest.post(page, said).status_code == 302
    assert set(Assessment.objects.values_list("met", flat=True)) == {"yes", "no"}
    for name in ("review", "review_accept", "review_return", "review_history"):
        html = signed_in(review.judge).get(address(name, review)).content.decode()
        assert "alert(1)</script>" not in html
        assert "&lt;script&gt;alert(1)" in html, name


def test_authors_do_not_see_the_opinions() -> None:
    review = submitted_mid()
    services.give_opinion(
        by=guest_of(review), document=review.document, opinion="return", reasons="Tajna opinia gościa."
    )
    author = signed_in(review.author)
    for name in ("review", "review_history", "review_panel"):
        assert "Tajna opinia gościa." not in author.get(address(name, review)).content.decode()
    services.accept(by=review.judge, document=review.document, reasons="Mimo wszystko dobrze.")
    for name in ("review", "review_history"):
        html = author.get(address(name, review)).content.decode()
        assert "Tajna opinia gościa." not in html
        assert "Mimo wszystko dobrze." in html
    for person in (review.judge, review.coordinator):
        assert "Tajna opinia gościa." in signed_in(person).get(address("review_history", review)).content.decode()


def test_opposite_opinions_want_reasons_also_to_accept() -> None:
    review = submitted_mid()
    services.give_opinion(by=guest_of(review), document=review.document, opinion="return", reasons="Brak danych.")
    services.give_opinion(by=review.judge, document=review.document, opinion="accept", reasons="Dane są w załączniku.")
    judge, page = signed_in(review.judge), address("review_accept", review)
    html = judge.get(page).content.decode()
    assert html.index("Dane są w załączniku.") < html.index("Brak danych.") < html.index('name="reasons"')
    assert judge.post(page, {"reasons": "  "}).status_code == 422
    assert Round.objects.get().is_open
    assert judge.post(page, {"reasons": "Wystarczą."}).status_code == 302
    assert Round.objects.get().reasons == "Wystarczą."


def test_accepting_over_remarks_that_must_be_changed_is_confirmed() -> None:
    review = submitted_mid()
    services.add_thread(
        by=review.judge, document=review.document, section="challenge", text="Popraw!", kind=RemarkKind.MUST
    )
    judge, page = signed_in(review.judge), address("review_accept", review)
    assert 'name="despite_musts"' in judge.get(page).content.decode()
    assert judge.post(page, {"reasons": ""}).status_code == 422
    assert judge.post(page, {"reasons": "", "despite_musts": "on"}).status_code == 302
    assert state_of(review) == RoundState.ACCEPTED


def test_the_lead_sees_how_many_open_remarks_are_answered() -> None:
    review = submitted_mid()
    place = {"by": review.judge, "document": review.document, "section": "challenge", "text": "Popraw!"}
    first, second = (services.add_thread(kind=RemarkKind.MUST, **place) for _number in range(2))
    services.add_thread(kind=RemarkKind.SHOULD, audience="reviewers", **place)
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    for thread in (first, second):
        services.answer(by=review.author, thread=thread, outcome="not", reason="Nie zgadzamy się.")
    edition = review.document.initiative.participation.edition
    # What was not sent is the authors' own.
    assert {(row.open_remarks, row.answered_remarks) for row in board_of(edition).rows if row.open_remarks} == {(2, 0)}
    services.submit_for_review(by=review.author, document=review.document)
    services.add_thread(kind=RemarkKind.MUST, **place)
    services.resolve(by=review.judge, thread=second)
    judge = signed_in(review.judge)
    for name in ("review_accept", "review_return"):
        page = " ".join(judge.get(address(name, review)).content.decode().split())
        assert page.count("review-answered") == 1
        assert ">2 <span" in page
    assert {(row.open_remarks, row.answered_remarks) for row in board_of(edition).rows if row.open_remarks} == {(2, 1)}
    board = " ".join(signed_in(review.coordinator).get(reverse("board")).content.decode().split())
    assert ">2 <span" in board


def test_the_accept_page_says_that_later_words_are_not_part_of_it() -> None:
    review = submitted_mid()
    judge = signed_in(review.judge)
    first = judge.get(address("review_accept", review)).content.decode()
    write_on(review)
    later = judge.get(address("review_accept", review)).content.decode()
    assert later.count("portal-notice--warning") == first.count("portal-notice--warning") + 1


def test_the_reviewer_reads_the_frozen_words_and_is_told_of_the_draft() -> None:
    review = submitted_mid()
    write_on(review, "<p>Słowa po zgłoszeniu.</p>")
    html = signed_in(review.judge).get(address("review", review)).content.decode()
    assert "Słowa po zgłoszeniu." not in html
    assert f"{address('review_changes', review)}" in html


def test_the_workbench_says_calmly_that_a_version_is_under_review() -> None:
    review = submitted_mid()
    page = signed_in(review.author).get(workbench_address(review.document, "section", "diagnoza"))
    html = page.content.decode()
    assert "workbench-under-review" in html
    assert "data-can-edit" in html
    assert 'name="text"' in html
    services.accept(by=review.judge, document=review.document)
    html = signed_in(review.author).get(workbench_address(review.document, "section", "diagnoza")).content.decode()
    assert "workbench-under-review" not in html
    assert "data-can-edit" not in html


def test_nothing_is_submitted_while_a_round_is_open() -> None:
    review = submitted_mid()
    write_on(review)
    client = signed_in(review.author)
    assert '<textarea name="note"' not in client.get(address("review_submit", review)).content.decode()
    assert client.post(address("review_submit", review), {"note": "Jeszcze raz"}).status_code == 409
    assert Round.objects.count() == 1


def test_dates_and_opening_again_by_plain_posts() -> None:
    review = submitted_mid()
    judge = signed_in(review.judge)
    day = timezone.localdate() + timedelta(days=9)
    date = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    page = address("review_extend", review)
    assert judge.get(page).status_code == 200
    assert judge.post(page, date).status_code == 422
    assert judge.post(page, {**date, "due_on_year": day.year - 1, "reason": "Urlop."}).status_code == 422
    assert judge.post(page, {**date, "reason": "Urlop."}).status_code == 302
    assert Round.objects.get().due_on == day
    assert judge.get(address("review_reopen", review)).status_code == 409
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    html = judge.get(address("review", review)).content.decode()
    assert f'href="{address("review_reopen", review)}"' in html
    assert judge.post(address("review_reopen", review), {"reason": ""}).status_code == 422
    assert signed_in(review.author).post(address("review_reopen", review), {"reason": "x"}).status_code == 403
    assert judge.post(address("review_reopen", review), {"reason": "Pomyłka."}).status_code == 302
    assert state_of(review) == RoundState.IN_REVIEW
    # The former reasons are there to be corrected.
    assert "Popraw." in judge.get(address("review_return", review)).content.decode()


def test_the_history_has_all_rounds_and_asks_the_database_as_often_for_many() -> None:
    review = submitted_mid()

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert signed_in(review.coordinator).get(address("review_history", review)).status_code == 200
        return len(caught)

    services.add_thread(by=review.judge, document=review.document, section="challenge", text="Skąd?", kind="consider")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Pierwsze powody.")
    once = queries()
    for number in range(3):
        services.submit_for_review(by=review.author, document=review.document)
        services.add_thread(
            by=review.judge, document=review.document, section="challenge", text=f"Uwaga {number}", kind="consider"
        )
        services.give_opinion(
            by=review.judge,
            document=review.document,
            opinion="return",
            reasons="Braki.",
            assessments={Round.objects.order_by("-number")[0].criteria[0]["key"]: ("no", None, "Nie ma.")},
        )
        services.return_for_changes(by=review.judge, document=review.document, reasons=f"Powody {number}.")
    # Once more for the assessments of the rounds, however many.
    assert queries() <= once + 1
    html = signed_in(review.author).get(address("review_history", review)).content.decode()
    for text in ("Pierwsze powody.", "Powody 0.", "Powody 2.", "Nie ma."):
        assert text in html
    assert html.index("Powody 2.") < html.index("Pierwsze powody.")


def test_a_document_without_rounds_has_an_empty_history() -> None:
    review = draft_mid()
    assert signed_in(review.author).get(address("review_history", review)).status_code == 200


def test_private_notes_are_in_no_figure_of_the_history() -> None:
    review = submitted_mid()
    services.add_thread(
        by=review.judge, document=review.document, section="challenge", text="Między nami.", audience="reviewers"
    )
    services.add_thread(
        by=review.author, document=review.document, section="challenge", text="My sami.", audience="team"
    )
    for person in (review.author, review.judge, review.coordinator):
        html = signed_in(person).get(address("review_history", review)).content.decode()
        assert "zmiana zalecana" not in html
        assert "Między nami." not in html


def test_answers_are_in_no_figure_before_they_are_sent() -> None:
    review = submitted_mid()
    thread = services.add_thread(by=review.judge, document=review.document, section="challenge", text="Skąd?")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")

    def figures() -> tuple[list[Any], bool]:
        client = signed_in(review.judge)
        past = client.get(address("review_history", review)).context["rounds"]
        found = client.get(address("review", review) + "?bez-odpowiedzi=1").context["found"]
        return [one.answers for one in past if one.answers], thread in [one.thread for one in found.remarks.all]

    before = figures()
    services.answer(by=review.author, thread=thread, outcome="not", reason="Nie zgadzamy się.")
    assert figures() == before == ([], True)
    found = signed_in(review.author).get(address("review", review) + "?bez-odpowiedzi=1").context["found"]
    assert not found.remarks.all
    services.submit_for_review(by=review.author, document=review.document)
    assert figures()[0]
