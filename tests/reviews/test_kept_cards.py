"""Cards and tables that are kept: whatever is done to a remark shows at once, and nobody is shown what others are."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from reviews import services
from reviews.models import Thread
from reviews.services import see_threads
from tests.reviews.factories import Review, many_remarks, row_id, submitted_mid
from tests.reviews.test_audience import CHANGING
from tests.reviews.test_pages import signed_in
from tests.reviews.test_suggestions import returned, suggest

pytestmark = pytest.mark.django_db


def remark(review: Review, **options: Any) -> Thread:
    place = {"section": "actions", "part_kind": "action", "part_id": row_id(review, "action"), "field": "cost"}
    return services.add_thread(by=review.judge, document=review.document, text="Skąd ten koszt?", **(place | options))


def address_of(name: str, review: Review) -> str:
    with translation.override("pl"):
        return reverse(name, args=[review.document.slug])


def shown(person: Any, review: Review) -> dict[str, str]:
    """What a person is shown of all remarks, in both languages: on the review, the page of answers, beside the form."""
    client = signed_in(person)
    pages = [address_of("review", review), address_of("answers", review)]
    pages.append(address_of("review_panel", review) + "?section=actions")
    found = {}
    for page in pages:
        for address in (page, f"/en{page}"):
            answer = client.get(address)
            assert answer.status_code == 200, address
            found[address] = CHANGING.sub("", answer.content.decode())
    return found


def resolve(review: Review, thread: Thread) -> None:
    services.resolve(by=review.judge, thread=thread)


def rename_who_resolved(review: Review, thread: Thread) -> None:
    services.resolve(by=review.judge, thread=thread)
    shown(review.author, review)
    review.judge.name = "Zofia Nowonazwana"
    review.judge.save()


def change_a_comment(review: Review, thread: Thread) -> None:
    said = services.reply(by=review.author, thread=thread, text="Pierwsze słowa.")
    shown(review.author, review)
    services.change_comment(by=review.author, comment=said, text="Inne słowa.")


def take_a_comment_back(review: Review, thread: Thread) -> None:
    said = services.reply(by=review.author, thread=thread, text="Pomyłka.")
    shown(review.author, review)
    services.delete_comment(by=review.author, comment=said)


def change_the_answer(review: Review, thread: Thread) -> None:
    returned(review)
    services.answer(by=review.author, thread=thread, outcome="done")
    shown(review.author, review)
    services.answer(by=review.author, thread=thread, outcome="not", reason="Jednak nie.")


def send_the_answer(review: Review, thread: Thread) -> None:
    change_the_answer(review, thread)
    shown(review.judge, review)
    services.submit_for_review(by=review.author, document=review.document)


def take_the_submission_back(review: Review, thread: Thread) -> None:
    send_the_answer(review, thread)
    shown(review.judge, review)
    services.take_back(by=review.author, document=review.document)


def decide(review: Review, thread: Thread, how: Callable[..., Any], **options: Any) -> None:
    made = suggest(review, "record", "subtitle", "Cień")
    services.resolve(by=review.judge, thread=thread)
    returned(review)
    shown(review.author, review)
    shown(review.judge, review)
    how(by=review.author, suggestion=made, **options)


DEEDS: dict[str, Callable[[Review, Thread], None]] = {
    "reply": lambda review, thread: services.reply(by=review.author, thread=thread, text="Z oferty."),
    "resolved": resolve,
    "reopened": lambda review, thread: (
        resolve(review, thread),
        services.reopen_thread(by=review.judge, thread=thread),
    ),
    "assigned": lambda review, thread: services.assign(by=review.author, thread=thread, to=review.colleague),
    "seen": lambda review, thread: see_threads(by=review.author, threads=[thread]),
    "renamed": rename_who_resolved,
    "changed": change_a_comment,
    "taken back": take_a_comment_back,
    "answer changed": change_the_answer,
    "answer sent": send_the_answer,
    "submission taken back": take_the_submission_back,
    "accepted": lambda review, thread: decide(review, thread, services.accept_suggestion),
    "edited": lambda review, thread: decide(review, thread, services.edit_suggestion, value="Chłód", version=1),
    "declined": lambda review, thread: decide(review, thread, services.decline_suggestion, reason="Nie."),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_is_kept_says_what_would_be_drawn(deed: Callable[[Review, Thread], None]) -> None:
    """After every deed all who read see the same as they would with nothing kept."""
    review = submitted_mid()
    thread = remark(review)
    people = (review.author, review.judge, review.coordinator, review.colleague)
    for person in people:
        shown(person, review)
    deed(review, thread)
    review.document.refresh_from_db()
    # The first visit of a reviewer starts a round that was just opened.
    shown(review.judge, review)
    kept = [shown(person, review) for person in people]
    cache.clear()
    assert [shown(person, review) for person in people] == kept


@pytest.mark.parametrize("name", ["reply", "resolved", "assigned", "seen", "renamed", "changed", "answer changed"])
def test_what_is_done_shows_at_once(name: str) -> None:
    review = submitted_mid()
    thread = remark(review)
    before = shown(review.author, review)
    DEEDS[name](review, thread)
    page = address_of("review", review)
    assert shown(review.author, review)[page] != before[page]


def test_a_draft_of_an_answer_is_kept_for_its_authors_alone() -> None:
    """Whoever looks first, and in whatever order the two sides look again."""
    review = submitted_mid()
    thread, left = remark(review), suggest(review, "record", "subtitle", "Cień")
    returned(review)
    services.answer(by=review.author, thread=thread, outcome="not", reason="POUFNY-SZKIC")
    services.decline_suggestion(by=review.author, suggestion=left, reason="POUFNY-SZKIC")
    for _ in range(2):
        assert "POUFNY-SZKIC" in str(shown(review.author, review))
        for person in (review.judge, review.coordinator):
            assert "POUFNY-SZKIC" not in str(shown(person, review))


def test_forms_of_kept_cards_carry_the_token_of_whoever_looks() -> None:
    review = submitted_mid()
    thread = remark(review)
    page = reverse("review", args=[review.document.slug])
    for person in (review.judge, review.judge):
        client = signed_in(person)
        client.handler.enforce_csrf_checks = True
        text = client.get(page).content.decode()
        card = text[text.index(f'id="uwaga-{thread.pk}"') :]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', card)
        assert token is not None
        url = reverse("thread_resolve" if Thread.objects.get().state == "open" else "thread_reopen", args=[thread.pk])
        assert client.post(url, {"csrfmiddlewaretoken": token[1]}).status_code == 302


def test_a_review_whose_cards_are_kept_reads_no_talk() -> None:
    review = submitted_mid()
    threads = many_remarks(review, 40)
    returned(review)
    for thread in threads[::2]:
        if thread.kind in ("must", "should"):
            services.answer(by=review.author, thread=thread, outcome="done")
    client, page = signed_in(review.author), reverse("review", args=[review.document.slug])
    client.get(page)
    with CaptureQueriesContext(connection) as counted:
        client.get(page)
    asked = [query["sql"] for query in counted]
    assert len(asked) <= 15
    assert not [sql for sql in asked if '"reviews_comment"."text"' in sql or '"reviews_answer"."reason"' in sql]
