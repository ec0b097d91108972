"""Opening a review as its expert: processor time and queries with 3 and with 200 remarks on a rich sample plan."""

import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.server import own_database
from pim_portal.sample.content import themes
from pim_portal.sample.parts import write_parts
from pim_portal.sample.plans import generated_parts
from reviews.services import submit_for_review
from tests.reviews.factories import Review, draft_mid, many_remarks

TITLE = "Opening a review: milliseconds of processor time (median of the requests) and queries"
HEADERS = ("remarks", "ms", "shortest", "longest", "queries", "kB of HTML")
REQUESTS = 21


def measure() -> list[tuple[str, ...]]:
    """One row for few and one for many remarks. Works in a database of its own that is dropped afterwards."""
    with own_database():
        review = _rich_review()
        client = Client()
        client.force_login(review.judge)
        rows = []
        for more in (3, 197):
            many_remarks(review, more)
            rows.append(_measure(client, reverse("review", args=[review.document.slug]), review))
    return rows


def _rich_review() -> Review:
    """A submitted plan with everything written that the sample programme writes."""
    review = draft_mid()
    codes = {"barrier": ["X-B01", "X-B02", "X-B03"], "good_practice": ["X-D01", "X-D02", "X-D03"]}
    write_parts(review.document, generated_parts(themes()["zielona"][0], review.document.slug, codes), by=review.author)
    review.round = submit_for_review(by=review.author, document=review.document)
    return review


def _measure(client: Client, page: str, review: Review) -> tuple[str, ...]:
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
        str(review.document.threads.count()),
        f"{statistics.median(spent):.1f}",
        f"{min(spent):.1f}",
        f"{max(spent):.1f}",
        str(sum(not query["sql"].startswith(("BEGIN", "COMMIT")) for query in queries)),
        f"{len(answer.content) / 1000:.0f}",
    )
