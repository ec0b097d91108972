"""The remarks of a review behind its printed Version: for those who take part, never in the PDFs of the public."""

from decimal import Decimal
from typing import Any

import page
import pytest

from documents.models import Version
from publishing.enums import RenderingVariant
from publishing.rendering.engine import make_pdf
from publishing.rendering.page import document_html, rendering_key
from reviews import services
from reviews.models import Thread
from reviews.queries.answers import unanswered
from reviews.rendering.annex import build
from tests.publishing.extraction import text_of
from tests.reviews.factories import Review, row_id, submitted_mid

pytestmark = pytest.mark.django_db
WORDS = "Skąd ten koszt? <script>alert(1)</script>"
REMARKS = RenderingVariant.REMARKS


def reviewed() -> tuple[Review, Version, Thread]:
    review = submitted_mid(note="Proszę o uwagi do kosztów.")
    place = {"section": "actions", "part_kind": "action", "part_id": row_id(review, "action")}
    thread = services.add_thread(by=review.judge, document=review.document, text=WORDS, **place)
    assert review.round is not None
    return review, review.round.version, thread


def test_remarks_stand_behind_the_document_in_their_variant_alone() -> None:
    _review, version, _thread = reviewed()

    with_remarks = document_html(version, "pl", REMARKS)

    assert "Skąd ten koszt?" in with_remarks
    assert "alert(1)" not in with_remarks
    assert "Proszę o uwagi do kosztów." in with_remarks
    assert 'href="#annex-remarks"' in with_remarks
    for variant in (RenderingVariant.STANDARD, RenderingVariant.GREY):
        assert "Skąd ten koszt?" not in document_html(version, "pl", variant)
        assert "Proszę o uwagi" not in document_html(version, "pl", variant)


def test_a_version_without_a_review_has_no_annex() -> None:
    _review, version, _thread = reviewed()
    earlier = Version(number=0, document_id=version.document_id, content=version.content, created_at=version.created_at)

    assert "annex-remarks" not in document_html(earlier, "pl", REMARKS)


def test_the_key_changes_with_every_answer_and_only_for_that_variant() -> None:
    review, version, thread = reviewed()
    standard, before = rendering_key(version, "pl"), rendering_key(version, "pl", REMARKS)

    services.reply(by=review.author, thread=thread, text="Z kosztorysu.")
    answered = rendering_key(version, "pl", REMARKS)
    services.resolve(by=review.judge, thread=thread)

    assert len({before, answered, rendering_key(version, "pl", REMARKS)}) == 3
    assert rendering_key(version, "pl") == standard


RICH = (
    "<h3>Źródła</h3><p>Proszę o <strong>kosztorys</strong>:</p><ul><li>drzewa</li><li>podlewanie</li></ul>"
    "<table><tbody><tr><th>rok</th><th>kwota</th></tr><tr><td>2024</td><td>10</td></tr></tbody></table>"
)


def full_talk() -> tuple[Review, Version]:
    """A review with rich remarks, suggestions in several states, answers sent, and private notes of both sides."""
    review, version, thread = reviewed()
    document, judge, author = review.document, review.judge, review.author
    action = {"part_kind": "action", "part_id": row_id(review, "action")}
    place = {"section": "actions", **action}
    services.add_thread(by=judge, document=document, text=RICH, kind="must", **place)
    services.add_thread(by=judge, document=document, text="Dobrze opisane.", kind="praise", section="summary")
    services.add_thread(by=judge, document=document, text="TAJNE-EKSPERTA", audience="reviewers", **place)
    services.add_thread(by=author, document=document, text="TAJNE-ZESPOLU", audience="team", **place)
    taken = services.suggest(by=judge, document=document, field="cost", proposed=Decimal("1200"), **action)
    record = {"part_kind": "record", "part_id": row_id(review, "record"), "field": "title"}
    left = services.suggest(by=judge, document=document, proposed="Zielone i chłodne podwórka", **record)
    services.return_for_changes(by=judge, document=document, reasons="Popraw.")
    services.accept_suggestion(by=author, suggestion=taken)
    services.decline_suggestion(by=author, suggestion=left, reason="Tytuł przyjęła rada.")
    for one in unanswered(document):
        services.answer(by=author, thread=one, outcome="partly", reason="Kosztorys <b>w załączniku</b>.")
    services.reply(by=author, thread=thread, text="Z kosztorysu.")
    return review, version


def test_the_annex_is_a_table_with_every_remark_its_answer_and_nothing_private() -> None:
    review, version = full_talk()

    drafted = document_html(version, "pl", REMARKS)
    services.submit_for_review(by=review.author, document=review.document)
    sent = document_html(version, "pl", REMARKS)

    assert "w załączniku" not in drafted
    assert "Tytuł przyjęła rada." in sent
    assert "Kosztorys &lt;b&gt;w załączniku&lt;/b&gt;." in sent
    assert sent.count('<th scope="row">') >= 5
    for said in ("Skąd ten koszt?", "<strong>kosztorys</strong>", "Dobrze opisane.", "Z kosztorysu."):
        assert said in sent
    assert "TAJNE" not in sent


def test_the_pdf_with_remarks_is_accessible_and_says_who_answered_whom() -> None:
    review, version = full_talk()
    services.submit_for_review(by=review.author, document=review.document)

    pdf = make_pdf(document_html(version, "pl", REMARKS), identifier="0" * 64)
    said = text_of(pdf.body)

    assert [fault.message for fault in page.validate_pdf_bytes(pdf.body, profile="ua1").failures] == []
    assert said.index(str(review.judge.name)) < said.index("Skąd ten koszt?") < said.index("Z kosztorysu.")
    assert "TAJNE" not in said


def test_the_annex_takes_few_queries(django_assert_num_queries: Any) -> None:
    _review, version = full_talk()
    with django_assert_num_queries(4):
        build(version)
