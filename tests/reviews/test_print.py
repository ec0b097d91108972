"""The remarks of a review behind its printed Version: for those who take part, never in the PDFs of the public."""

import page
import pytest

from documents.models import Version
from publishing.enums import RenderingVariant
from publishing.rendering.engine import make_pdf
from publishing.rendering.page import document_html, rendering_key
from reviews import services
from reviews.models import Thread
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

    assert "Skąd ten koszt? &lt;script&gt;" in with_remarks
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


def test_the_pdf_with_remarks_is_accessible_and_says_who_answered_whom() -> None:
    review, version, thread = reviewed()
    services.reply(by=review.author, thread=thread, text="Z kosztorysu.")

    pdf = make_pdf(document_html(version, "pl", REMARKS), identifier="0" * 64)
    said = text_of(pdf.body)

    assert [fault.message for fault in page.validate_pdf_bytes(pdf.body, profile="ua1").failures] == []
    assert said.index(str(review.judge.name)) < said.index("Skąd ten koszt?") < said.index("Z kosztorysu.")
