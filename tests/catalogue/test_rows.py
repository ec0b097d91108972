"""The rows of a published document: made from its Version alone, public values only, references in words."""

import pytest

from catalogue.models import PublishedRow
from catalogue.services import rebuild
from documents.models import Document
from documents.parts import document_kind
from tests.catalogue.factories import published_initiative, published_plan

pytestmark = pytest.mark.django_db


def test_every_row_of_the_version_is_there_in_its_order() -> None:
    publication = published_initiative()
    parts = publication.version.content["parts"]
    for key, kind in document_kind("mid").part_kinds.items():
        expected = [row["id"] for row in parts[key]] if kind.many else []
        found = PublishedRow.objects.filter(publication=publication, kind=key).order_by("position")
        assert [str(row.row_id) for row in found] == expected, key


def test_a_row_has_public_values_only() -> None:
    publication = published_initiative(contact="600 700 800")
    row = publication.rows.filter(kind="stakeholder").first()
    assert row is not None
    assert "contact" not in row.values
    assert "600 700 800" not in str(row.values) + str(row.labels)


def test_choices_and_references_read_as_words() -> None:
    publication = published_initiative()
    action = publication.rows.filter(kind="action").first()
    aim = publication.rows.filter(kind="aim").first()
    assert action is not None
    assert aim is not None
    assert action.values["aim"] == str(aim.row_id)
    assert action.labels["aim"] == f"{aim.code} {aim.title}"
    assert action.labels["kind"] == str(
        document_kind("mid").part_kind("action").field("kind").choices[action.values["kind"]]
    )
    assert action.anchor == f"wiersz-{action.row_id}"


def test_rich_texts_are_kept_as_words_too() -> None:
    publication = published_plan()
    row = publication.rows.get(kind="recommendation")
    assert row.code == row.values["code"]
    assert row.values["text"] == "<h3>Sedno</h3><p>Państwo powinno dopłacać do analiz.</p>"
    assert row.labels["text"] == "Sedno\nPaństwo powinno dopłacać do analiz."
    assert row.labels["barriers"] == [str(publication.rows.get(kind="barrier"))]


def test_later_changes_of_the_draft_change_nothing_and_rows_can_be_made_again() -> None:
    publication = published_initiative()
    before = list(publication.rows.order_by("kind", "position").values("kind", "row_id", "values", "labels"))
    Document.objects.filter(pk=publication.document_id).update(title="Inny")
    rebuild()
    after = list(publication.rows.order_by("kind", "position").values("kind", "row_id", "values", "labels"))
    assert after == before
