"""From a remark without an answer to what became of its place; what only looks otherwise in markup is no change."""

import re
from typing import Any

import pytest
from django.urls import reverse

from documents.models import Version
from documents.services import delete_part
from reviews import services
from reviews.models import Thread
from reviews.queries.changed import changed_places
from tests.reviews.factories import Review, submitted_mid
from tests.reviews.test_answers import remark, section
from tests.reviews.test_pages import signed_in
from tests.reviews.test_suggestions import live, part_kind, returned, write

pytestmark = pytest.mark.django_db


def link(person: Any, thread: Thread) -> str:
    page = signed_in(person).get(reverse("thread", args=[thread.pk])).content.decode()
    found = re.search(r'href="([^"]*/zmiany/[^"]*)"', page)
    return found[1].replace("&amp;", "&").partition("/zmiany/")[2] if found else ""


def submit(review: Review) -> None:
    services.submit_for_review(by=review.author, document=review.document)
    review.document.refresh_from_db()


def test_a_remark_leads_to_what_changed_at_its_field_row_or_section() -> None:
    review = submitted_mid()
    kinds = {"kind": "consider"}
    on_field, on_row = remark(review, **kinds), remark(review, field="", **kinds)
    on_section, elsewhere = section(review, "actions", **kinds), section(review, **kinds)
    whole = section(review, "", **kinds)
    returned(review)
    everything = (on_field, on_row, on_section, elsewhere, whole)
    assert {link(review.author, one) for one in everything} == {""}
    write(review, "action", cost=10)
    row = live(review, "action").pk
    expected = [f"?od=1&do=teraz#zmiana-{row}-cost", f"?od=1&do=teraz#zmiana-{row}", "?od=1&do=teraz#zmiany-actions"]
    assert [link(review.author, one) for one in everything] == [*expected, "", ""]
    assert link(review.judge, on_field) == expected[0]
    submit(review)
    write(review, "action", cost=20)
    # The reviewers look at what they are given, the authors at what they write.
    assert link(review.judge, on_field) == f"?od=1&do=2#zmiana-{row}-cost"
    assert link(review.author, on_field) == expected[0]


def test_another_field_of_the_row_is_no_change_of_this_one_and_a_deleted_row_is() -> None:
    review = submitted_mid()
    thread = remark(review, kind="consider")
    returned(review)
    write(review, "action", title="Inny tytuł")
    assert link(review.author, thread) == ""
    row = live(review, "action")
    delete_part(
        by=review.author, document=review.document, kind=part_kind("action"), part_id=row.pk, base_version=row.version
    )
    assert link(review.author, thread) == f"?od=1&do=teraz#zmiana-{row.pk}"


def test_a_note_on_the_draft_has_nothing_to_compare_with() -> None:
    review = submitted_mid()
    note = services.add_thread(
        by=review.author, document=review.document, section="aims", text="Notatka.", audience="team"
    )
    assert link(review.author, note) == ""


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("<ul><li>drzewa</li></ul>", "<ul><li><p>drzewa</p></li></ul>", False),
        ("<ul><li>drzewa</li></ul>", "<ul><li><p>krzewy</p></li></ul>", True),
        ("<p>drzewa</p>", "<p><strong>drzewa</strong></p>", True),
    ],
)
def test_markup_that_shows_the_same_is_no_change(before: str, after: str, differs: bool) -> None:
    review = submitted_mid()
    returned(review)
    write(review, "diagnosis", text=before)
    submit(review)
    returned(review)
    write(review, "diagnosis", text=after)
    newest = Version.objects.filter(document=review.document).latest("number")
    assert [place.field for place in changed_places(review.document, newest)] == (["text"] if differs else [])
