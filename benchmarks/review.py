"""Opening a review as its expert, and the page of answers as its author: processor time and queries with few and with
many remarks on a rich sample plan.
"""

import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from benchmarks.server import own_database
from documents.parts import document_kind
from pim_portal.sample.content import themes
from pim_portal.sample.parts import write_parts
from pim_portal.sample.plans import generated_parts
from reviews.enums import Outcome, RemarkKind
from reviews.models import Answer, Suggestion, Thread
from reviews.services import return_for_changes, submit_for_review
from tests.reviews.factories import Review, draft_mid, many_remarks

TITLE = "Review and answers: milliseconds of processor time (median of the requests) and queries"
HEADERS = ("page", "remarks", "ms", "shortest", "longest", "queries", "kB of HTML")
REQUESTS = 21
SUGGESTIONS = 20
ANSWERED = 2


def measure() -> list[tuple[str, ...]]:
    """Rows for few and for many remarks. Works in a database of its own that is dropped afterwards."""
    with own_database():
        return [*_opening(), *_answering()]


def _opening() -> list[tuple[str, ...]]:
    review = _rich_review()
    rows = []
    for more, suggestions in ((3, 1), (197, SUGGESTIONS - 1)):
        _answer_and_suggest(review, many_remarks(review, more), suggestions)
        rows.append(_measure("review", review, review.judge))
    return rows


def _answering() -> list[tuple[str, ...]]:
    """The page on which a team answers after the plan came back: every remark asks for an answer, half have one."""
    review = _rich_review()
    threads = many_remarks(review, 200)
    Thread.objects.filter(document=review.document).update(kind=RemarkKind.SHOULD)
    return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    _answer_and_suggest(review, threads, SUGGESTIONS, is_sent=False)
    return [_measure("answers", review, review.author)]


def _answer_and_suggest(review: Review, threads: list[Thread], suggestions: int, *, is_sent: bool = True) -> None:
    """Answers to every second remark, other wording of the diagnosis suggested in some; straight into the tables."""
    assert review.round is not None
    text = review.round.version.content["parts"]["diagnosis"][0]["values"]["text"]
    sent = review.round if is_sent else None
    Answer.objects.bulk_create(
        Answer(
            thread=thread,
            round=review.round,
            outcome=Outcome.PARTLY,
            reason="Podaliśmy źródło; kwota wynika z oferty.",
            places=[{"part_kind": "diagnosis", "part_id": str(thread.part_id), "field": "text", "label": "Diagnoza"}],
            by=review.author,
            by_label=str(review.author),
            sent_with=sent,
        )
        for thread in threads[::ANSWERED]
    )
    on_words = [thread for thread in threads if thread.anchor_id is not None][:suggestions]
    for number, thread in enumerate(on_words):
        thread.field = document_kind(review.document.kind).part_kind("diagnosis").field("text").name
        Suggestion.objects.create(thread=thread, base=text, proposed=f"{text}<p>Dopisane zdanie {number}.</p>")
    Thread.objects.bulk_update(on_words, ["field"])


def _rich_review() -> Review:
    """A submitted plan with everything written that the sample programme writes."""
    review = draft_mid()
    codes = {"barrier": ["X-B01", "X-B02", "X-B03"], "good_practice": ["X-D01", "X-D02", "X-D03"]}
    write_parts(review.document, generated_parts(themes()["zielona"][0], review.document.slug, codes), by=review.author)
    review.round = submit_for_review(by=review.author, document=review.document)
    return review


def _measure(name: str, review: Review, person: User) -> tuple[str, ...]:
    client, page = Client(), reverse(name, args=[review.document.slug])
    client.force_login(person)
    for _ in range(3):
        if client.get(page).status_code != 200:
            raise ValueError(f"{page} does not answer 200")
    spent = []
    for _ in range(REQUESTS):
        begun = time.process_time()
        answer = client.get(page)
        spent.append((time.process_time() - begun) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return (
        name,
        str(review.document.threads.count()),
        f"{statistics.median(spent):.1f}",
        f"{min(spent):.1f}",
        f"{max(spent):.1f}",
        str(sum(not query["sql"].startswith(("BEGIN", "COMMIT")) for query in queries)),
        f"{len(answer.content) / 1000:.0f}",
    )
