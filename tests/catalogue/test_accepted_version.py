"""Publication takes exactly what was accepted; what was written meanwhile is kept for the next correction."""

import pytest

from catalogue.models import PublishedVersion
from catalogue.services import correct, publish
from core.exceptions import WrongState
from documents.enums import Purpose
from documents.models import Document
from documents.parts import document_kind
from documents.queries import rows, snapshot
from documents.services import delete_part, freeze, save_part
from improvement_plans.models import Recommendation
from reviews import services
from reviews.queries import differs_from_draft, has_moved_on
from tests.reviews.factories import Review, submitted_mid, submitted_plan

pytestmark = pytest.mark.django_db

LATER = "<p>Dopisane, gdy ekspert czytał.</p>"


def write_on(review: Review, text: str = LATER) -> None:
    """The authors go on with the diagnosis."""
    kind = document_kind("mid").part_kind("diagnosis")
    part = rows(review.document, kind)[0]
    save_part(
        by=review.author,
        document=review.document,
        kind=kind,
        part_id=part.pk,
        base_version=part.version,
        new_values={"text": text},
    )


def diagnosis(content: dict) -> str:
    return content["parts"]["diagnosis"][0]["values"]["text"]


def test_the_authors_write_on_and_only_the_accepted_words_become_public() -> None:
    review = submitted_mid()
    assert not has_moved_on(review.round)
    write_on(review)
    assert has_moved_on(review.round)
    assert differs_from_draft(review.round)
    services.accept(by=review.judge, document=review.document)
    publish(by=review.coordinator, document=review.document)
    public = PublishedVersion.objects.get().version
    assert public == review.round.version
    assert diagnosis(public.content) != LATER
    correct(by=review.coordinator, document=review.document, reason="Uzupełnienie.")
    assert diagnosis(snapshot(Document.objects.get(pk=review.document.pk))) == LATER
    second = services.submit_for_review(by=review.author, document=review.document)
    assert diagnosis(second.version.content) == LATER


def test_a_version_frozen_after_the_acceptance_is_not_published() -> None:
    review = submitted_mid()
    write_on(review)
    services.accept(by=review.judge, document=review.document)
    later = freeze(by=review.author, document=review.document, purpose=Purpose.MANUAL)
    assert later != review.round.version
    publish(by=review.coordinator, document=review.document)
    assert PublishedVersion.objects.get().version == review.round.version


def test_changes_that_were_undone_do_not_differ() -> None:
    review = submitted_mid()
    before = diagnosis(review.round.version.content)
    write_on(review)
    write_on(review, before)
    assert has_moved_on(review.round)
    assert not differs_from_draft(review.round)


def test_a_row_under_review_is_not_deleted_and_keeps_its_code() -> None:
    review = submitted_plan()
    row = Recommendation.objects.get(document=review.document)
    kind = document_kind("pu").part_kind("recommendation")
    with pytest.raises(WrongState):
        delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)


def test_what_is_published_comes_back_to_the_draft() -> None:
    """Deleted after a return that was a mistake: the round is opened again, and the version has the row still."""
    review = submitted_plan()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Pomyłka.")
    row = Recommendation.objects.get(document=review.document)
    kind = document_kind("pu").part_kind("recommendation")
    delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)
    services.reopen_round(by=review.judge, document=review.document, reason="Zły przycisk.")
    services.accept(by=review.judge, document=review.document)
    publish(by=review.coordinator, document=review.document)
    row.refresh_from_db()
    assert row.deleted_at is None
    assert row.published_on is not None
