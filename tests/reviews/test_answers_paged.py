"""Answers to many remarks: pages of twenty that lose nothing which was typed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reviews import services
from reviews.models import Answer, Thread
from tests.reviews.factories import Review, many_remarks, submitted_mid
from tests.reviews.test_answers import client_of, page
from tests.reviews.test_suggestions import returned

pytestmark = pytest.mark.django_db


def many_to_answer(count: int = 45) -> tuple[Review, list[Thread]]:
    """A returned plan with remarks that all ask for an answer."""
    review = submitted_mid()
    threads = many_remarks(review, count)
    Thread.objects.update(kind="should")
    returned(review)
    return review, threads


def numbers_on(client: Client, review: Review, query: str = "") -> list[int]:
    """The numbers of the remarks that the page shows with a form."""
    response = client.get(reverse("answers", args=[review.document.slug]) + query)
    return [int(number) for number in re.findall(r'name="answer-(\d+)-was"', response.content.decode())]


def test_many_remarks_are_answered_on_pages_that_open_where_something_is_to_answer() -> None:
    review, threads = many_to_answer()
    client = client_of(review.author)
    first = list(range(1, 21))
    assert numbers_on(client, review) == first
    assert numbers_on(client, review, "?page=3") == [41, 42, 43, 44, 45]
    assert numbers_on(client, review, "?uwaga=30") == list(range(21, 41))
    # Nothing that an address may say breaks the page; the links of the pages keep the rest of the address.
    for query in ("?uwaga=999", "?uwaga=x", "?uwaga=999999999999", "?page=-1&uwaga=30", "?page=x"):
        assert numbers_on(client, review, query), query
    assert numbers_on(client, review, "?uwaga=30&page=1") == first
    for thread in threads[:20]:
        services.answer(by=review.author, thread=thread, outcome="done")
    assert numbers_on(client, review) == list(range(21, 41))
    assert numbers_on(client, review, "?page=1") == first
    text = page(client, review)
    assert "20 z 45" in text or "20 of 45" in text


def test_all_answers_of_a_page_are_saved_at_once_and_the_next_page_opens() -> None:
    review, _threads = many_to_answer()
    client, url = client_of(review.author), reverse("answers", args=[review.document.slug])
    data = {f"answer-{number}-outcome": "done" for number in range(1, 21)}
    assert client.post(url, data).url == url
    assert Answer.objects.count() == 20
    assert numbers_on(client, review) == list(range(21, 41))


def test_another_page_is_opened_by_a_button_that_saves_what_was_typed() -> None:
    review, _threads = many_to_answer()
    client, url = client_of(review.author), reverse("answers", args=[review.document.slug])
    text = client.get(f"{url}?page=2").content.decode()
    assert re.findall(r'name="then" value="(\d+)"', text) == ["1", "3"]
    assert "?page=3" not in text
    typed = {"answer-21-outcome": "done", "answer-22-outcome": "partly", "answer-22-reason": "Część."}
    assert client.post(url, {**typed, "then": "3"}).url == f"{url}?page=3"
    assert Answer.objects.count() == 2
    client.get(url)
    # Nothing was typed: the button is a way to the page, and says nothing of saving.
    followed = client.post(url, {"then": "1"}, follow=True)
    assert numbers_on(client, review, "?page=1") == list(range(1, 21))
    assert [str(one) for one in followed.context["messages"]] == []
    # What is not good stays where it was typed.
    assert client.post(url, {"answer-23-outcome": "not", "then": "3"}).status_code == 422
    for wrong in ("x", "-1", "//obcy.example", "²"):
        assert client.post(url, {"then": wrong}).url == url


def test_what_was_typed_on_a_later_page_comes_back_with_its_page() -> None:
    """A remark before it may be gone meanwhile: what was sent is shown wherever it stands now."""
    review, threads = many_to_answer()
    client, url = client_of(review.author), reverse("answers", args=[review.document.slug])
    data = {"answer-41-outcome": "not", "answer-41-reason": "", "answer-45-outcome": "", "answer-45-reason": "Wpisane"}
    Thread.objects.filter(pk__in=[one.pk for one in threads[:3]]).update(state="resolved")
    refused = client.post(url, data)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Wpisane" in text
    shown = [int(number) for number in re.findall(r'name="answer-(\d+)-was"', text)]
    assert shown == [*range(24, 44), 45]
    one = client.post(reverse("answer", args=[threads[44].pk]), {**data, "answer-45-outcome": "done"})
    assert one.url.endswith("?uwaga=45#odpowiedz-45")
    assert Answer.objects.get().thread == threads[44]


def test_the_page_of_200_remarks_asks_and_weighs_little(django_assert_max_num_queries: Any) -> None:
    review, _threads = many_to_answer(200)
    client = client_of(review.author)
    page(client, review)
    with django_assert_max_num_queries(20):
        text = page(client, review)
    assert text.count("<textarea") == 20


def test_a_reader_without_drafts_is_told_nothing_of_them() -> None:
    """Neither by the figure, nor by the page that opens."""
    review, threads = many_to_answer()
    for thread in threads[:20]:
        services.answer(by=review.author, thread=thread, outcome="done")
    for person in (review.judge, review.coordinator):
        text = page(client_of(person), review)
        assert 'id="odpowiedz-1"' in text
        assert "0 z 45" in text or "0 of 45" in text
