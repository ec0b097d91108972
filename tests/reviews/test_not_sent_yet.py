"""What the authors decided and have not sent yet stays their own: on cards, pages, the annex and the desk."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from reviews import services
from reviews.models import Answer, Suggestion
from reviews.queries.followed import followed_by
from reviews.rendering.annex import build
from tests.reviews.factories import Review
from tests.reviews.test_answers import client_of
from tests.reviews.test_suggestions import TEXT, live, prepared, returned, suggest

pytestmark = pytest.mark.django_db
SECRET = "TAJNYPOWOD"


def answered_before() -> tuple[Review, Suggestion]:
    """A suggestion that was answered with one submission, and came back with the next return."""
    review = prepared()
    suggestion = suggest(review, "diagnosis", "text", TEXT.replace("schną", "usychają"))
    returned(review)
    services.answer(by=review.author, thread=suggestion.thread, outcome="partly", reason="Pierwsza")
    submit(review)
    returned(review)
    return review, suggestion


def submit(review: Review) -> None:
    review.round = services.submit_for_review(by=review.author, document=review.document)
    review.document.refresh_from_db()


def test_an_earlier_answer_opens_no_later_reason() -> None:
    review, suggestion = answered_before()
    services.decline_suggestion(by=review.author, suggestion=suggestion, reason=SECRET)
    assert Answer.objects.filter(sent_with=None).count() == 1
    pages = reverse("review", args=[review.document.slug]), reverse("suggestion", args=[suggestion.pk])
    reviewer, author = client_of(review.judge), client_of(review.author)
    for page in pages:
        assert SECRET not in reviewer.get(page).content.decode()
        assert SECRET in author.get(page).content.decode()
    submit(review)
    for page in pages:
        assert SECRET in reviewer.get(page).content.decode()


def test_the_annex_shows_the_authors_own_wording_once_it_was_sent() -> None:
    review = prepared()
    suggestion = suggest(review, "diagnosis", "text", TEXT.replace("schną", "usychają"))
    returned(review)
    version, value = live(review, "diagnosis").version, TEXT.replace("schną", SECRET)
    services.edit_suggestion(by=review.author, suggestion=suggestion, value=value, version=version)

    def printed() -> str:
        annex: Any = build(review.round.version)
        return render_to_string(annex.template, {"annex": annex, **annex.data})

    assert SECRET not in printed()
    submit(review)
    assert SECRET in printed()


def test_the_desk_counts_what_was_sent_and_stands() -> None:
    review, suggestion = answered_before()

    def answered() -> int:
        return followed_by(review.judge)[0].progress.answered

    assert answered() == 0
    services.answer(by=review.author, thread=suggestion.thread, outcome="done")
    assert answered() == 0
    submit(review)
    assert answered() == 1
