"""What became of the words of a remark, as pages show it; and calls of people who cannot read it."""

import pytest
from django.urls import reverse

from activity.models import Notice
from reviews import services
from reviews.models import Mention, Thread
from tests import factories
from tests.reviews.factories import Review, row_id, submitted_mid
from tests.reviews.test_meanwhile import write_diagnosis
from tests.reviews.test_pages import A_REMARK, address, signed_in

pytestmark = pytest.mark.django_db

LONG = "<p>Latem centrum miasta jest gorące, ponieważ na rynku brakuje drzew i wody.</p>"
WORDS = "na rynku brakuje drzew i wody"


def remark_on_words(review: Review) -> Thread:
    place = {"section": "diagnosis", "part_kind": "diagnosis", "part_id": row_id(review, "diagnosis"), "field": "text"}
    return services.add_thread(
        by=review.judge, document=review.document, text="Od kiedy?", kind="consider", quote=WORDS, **place
    )


def reviewed(text: str) -> tuple[Review, Thread]:
    """A remark on words of a diagnosis, which then became `text` and was submitted again."""
    review = submitted_mid()
    services.take_back(by=review.author, document=review.document)
    write_diagnosis(review, LONG)
    review.round = services.submit_for_review(by=review.author, document=review.document)
    thread = remark_on_words(review)
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    write_diagnosis(review, text)
    services.submit_for_review(by=review.author, document=review.document)
    return review, thread


def pages_of(review: Review, thread: Thread) -> dict[str, str]:
    """The review, the panel beside the form of the section, and the remark's own page."""
    client = signed_in(review.author)
    urls = {
        "review": address("review", review),
        "panel": address("review_panel", review, section="diagnosis"),
    }
    return {name: client.get(url).content.decode() for name, url in urls.items()}


def test_both_wordings_of_a_passage_that_changed() -> None:
    review, thread = reviewed(LONG.replace("brakuje drzew i wody", "brakuje starych drzew i wody pitnej"))
    for page in pages_of(review, thread).values():
        card = page[page.index(f'id="uwaga-{thread.pk}"') :]
        assert WORDS in card
        assert "review-quote--now" in card
        assert "brakuje starych drzew i wody" in card[card.index("review-quote--now") :]
    marked = pages_of(review, thread)["review"]
    assert "review-mark--changed" in marked


def test_a_passage_that_is_gone_is_quoted_and_said_to_be_gone() -> None:
    review, thread = reviewed("<p>Wszystko napisano od nowa, zupełnie inaczej.</p>")
    for page in pages_of(review, thread).values():
        card = page[page.index(f'id="uwaga-{thread.pk}"') :]
        assert WORDS in card
        assert "review-quote--gone" in card
        assert "review-fate" in card
        assert 'class="review-mark"' not in page


def test_the_earlier_round_still_marks_the_words_that_were_there() -> None:
    review, _thread = reviewed("<p>Wszystko napisano od nowa, zupełnie inaczej.</p>")
    page = signed_in(review.author).get(address("review", review, runda=str(review.round.number))).content.decode()
    assert 'class="review-mark"' in page
    assert "review-quote--gone" not in page


def test_a_call_in_vain_is_told_to_the_writer_alone() -> None:
    """In a remark, in a reply and in changed words: no Mention, no notice."""
    review = submitted_mid()
    stranger = factories.user(name="Zofia Obca")
    client = signed_in(review.judge)
    given = {"place": "||", "text": "Co na to @Zofia Obca?", **A_REMARK}
    answers = [client.post(address("thread_add", review, section="actions"), given, follow=True)]
    thread = Thread.objects.get()
    urls = [
        reverse("comment_change", args=[thread.comments.get().pk]),
        reverse("thread_reply", args=[thread.pk]),
    ]
    answers += [client.post(url, {"text": "Pytam znów: @Zofia Obca?"}, follow=True) for url in urls]
    for answer in answers:
        assert [str(one) for one in answer.context["messages"] if "Zofia Obca" in str(one)]
    assert not Mention.objects.exists()
    assert not Notice.objects.filter(user=stranger).exists()


def test_a_private_note_calls_nobody_of_the_other_side() -> None:
    review = submitted_mid()
    given = {"place": "||", "kind": "should", "audience": "reviewers", "text": f"Między nami, @{review.author}."}
    answer = signed_in(review.judge).post(address("thread_add", review, section="actions"), given, follow=True)
    assert [one.level_tag for one in answer.context["messages"]] == ["success", "warning"]
    assert not Mention.objects.exists()
    assert not Notice.objects.filter(user=review.author, event__verb="mentioned").exists()
