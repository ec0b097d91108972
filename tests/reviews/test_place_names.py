"""Places of remarks and of changes are named in the language of the page, whatever language the document is in."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from activity.models import Event
from documents.services import delete_part
from publishing.enums import RenderingVariant
from publishing.rendering.page import document_html
from reviews import services
from reviews.models import Answer, Thread
from reviews.queries.labels import LONGEST, name_of_change, name_of_place
from reviews.queries.table import remark_tables
from reviews.rendering.lines import texts_of
from tests.reviews.factories import Review, row_id, submitted_mid
from tests.reviews.test_answers import remark, section, submit
from tests.reviews.test_pages import signed_in
from tests.reviews.test_suggestions import live, part_kind, returned, suggest, write

pytestmark = pytest.mark.django_db

POLISH, ENGLISH = "Działania › ", "Actions › "


def page(language: str, client: Any, name: str, *args: Any) -> str:
    with translation.override(language):
        answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_english_pages_name_places_in_english() -> None:
    review = submitted_mid()
    slug = review.document.slug
    thread = remark(review)
    section(review)
    suggestion = suggest(review, "action", "title", "Sadzenie lip")
    assert thread.place_label.startswith(POLISH)
    expert, author = signed_in(review.judge), signed_in(review.author)
    comment = thread.comments.get()
    pages = [
        page("en", expert, "thread", thread.pk),
        page("en", expert, "suggestion", suggestion.pk),
        page("en", expert, "comment_change", comment.pk),
        page("en", expert, "comment_delete", comment.pk),
    ]
    returned(review)
    pages += [page("en", author, name, slug) for name in ("answers", "review_submit")]
    for shown in pages:
        assert ENGLISH in shown
        assert POLISH not in shown
    # The document's own language is as it was.
    assert POLISH in page("pl", author, "answers", slug)


def test_changes_that_met_a_remark_are_named_in_english_too() -> None:
    review = submitted_mid()
    thread, whole = remark(review), remark(review, field="")
    returned(review)
    row = live(review, "action")
    write(review, "action", title="Nowe drzewa")
    gone_row = live(review, "stakeholder")
    delete_part(
        by=review.author, document=review.document, kind=part_kind("stakeholder"), part_id=gone_row.pk,
        base_version=gone_row.version,
    )  # fmt: skip
    gone = row_id(review, "stakeholder")
    services.answer(by=review.author, thread=thread, outcome="done", places=[f"action|{row.pk}|title"])
    services.answer(by=review.author, thread=whole, outcome="done", places=[f"stakeholder|{gone}|"])
    assert "(usunięto)" in Answer.objects.get(thread=whole).places[0]["label"]
    shown = page("en", signed_in(review.author), "answers", review.document.slug)
    assert POLISH not in shown
    assert "(deleted)" in shown
    assert "usunięto" not in shown
    with translation.override("en"):
        tables = remark_tables(review.document, with_drafts=True)
        lines = [texts_of(line, review.document) for table in tables for line in table.lines]
    assert [line[1].startswith(ENGLISH) for line in lines] == [True, True]
    assert lines[0][9].startswith(ENGLISH)
    assert lines[1][9].endswith("(deleted)")


def test_a_row_is_called_what_it_is_called_now() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    write(review, "action", title="Zielone przystanki")
    services.answer(by=review.author, thread=thread, outcome="done")
    submit(review)
    lines = [line for table in remark_tables(review.document) for line in table.lines]
    assert "Zielone przystanki" in lines[0].place
    assert "Zielone przystanki" not in thread.place_label


def test_the_printed_annex_is_in_the_language_of_the_page() -> None:
    review = submitted_mid()
    remark(review)
    returned(review)
    assert review.round is not None
    with translation.override("en"):
        html = document_html(review.round.version, "en", RenderingVariant.REMARKS)
    assert ENGLISH in html
    assert POLISH not in html


def test_notices_name_places_in_the_language_of_their_reader() -> None:
    review = submitted_mid()
    thread = remark(review)
    services.reply(by=review.author, thread=thread, text="Z oferty.")
    services.assign(by=review.author, thread=thread, to=review.judge)
    client = signed_in(review.judge)
    assert ENGLISH in page("en", client, "notice_list")
    assert POLISH in page("pl", client, "notice_list")
    assert Event.objects.filter(data__has_key="places").exists()


def test_a_private_note_names_no_place_in_any_language() -> None:
    review = submitted_mid()
    remark(review, audience="reviewers")
    assert not Event.objects.filter(data__has_key="places").exists()


def test_a_label_whose_parts_cannot_be_told_apart_stays() -> None:
    review = submitted_mid()
    document = review.document
    with translation.override("en"):
        for stored in ("…", "x" * LONGEST):
            thread = Thread(section="actions", part_kind="action", field="cost", place_label=stored)
            assert name_of_place(thread, document) == stored
        assert name_of_place(Thread(section="no_more", place_label="Dawna sekcja"), document) == "Dawna sekcja"
        assert name_of_place(Thread(place_label="Cały dokument"), document) == "The whole document"
        nameless = Thread(
            section="actions", part_kind="action", field="cost", place_label=label_of_a_nameless_row(review)
        )
        assert name_of_place(nameless, document).split(" › ")[1] == "Action"
        with_sign = Thread(section="actions", part_kind="action", place_label="Działania › D1 Ruch › rower")
        assert name_of_place(with_sign, document) == "Actions › D1 Ruch › rower"
        assert name_of_change({"part_kind": "gone", "part_id": "x", "field": "y", "label": "Z"}, document) == "Z"


def label_of_a_nameless_row(review: Review) -> str:
    with translation.override("pl"):
        kind = str(part_kind("action").label)
    return f"Działania › {kind[0].upper()}{kind[1:]} › koszt"
