"""Snapshots and frozen versions."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from documents.enums import Purpose
from documents.queries import (
    bulk_rows,
    code,
    content_hash,
    outside_labels,
    public_content,
    rows,
    snapshot,
    values,
)
from documents.services import freeze
from tests import factories
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db


def rich_team() -> Team:
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    risks = [our.add("risk", text=text, kind="environment") for text in ("Susza", "Upał")]
    our.add("action", **ACTION, cost=Decimal("1234567.80"), risks=risks, partners=["Żory", "ŁSSE"])
    our.add("milestone", text="Otwarcie", date=datetime.date(2025, 5, 1))
    our.add("data_item", name="Zieleń", value=Decimal("3.105"), unit="%", year=2023)
    our.document.refresh_from_db()
    return our


def test_one_query_reads_the_same_as_row_by_row(django_assert_num_queries):
    our = rich_team()
    kinds = [our.kind(key) for key in ("record", "aim", "action", "risk", "milestone", "data_item", "annex")]
    slow = {
        kind.key: [
            {
                "id": str(row.pk),
                "code": code(kind, index),
                "version": row.version,
                "values": values(row, kind),
                "labels": outside_labels(row, kind),
            }
            for index, row in enumerate(rows(our.document, kind))
        ]
        for kind in kinds
    }
    with django_assert_num_queries(1):
        fast = bulk_rows(our.document, kinds)
    assert fast == slow


def test_a_snapshot_costs_the_same_with_many_rows(django_assert_num_queries):
    our = rich_team()
    with django_assert_num_queries(2):
        snapshot(our.document)
    for number in range(30):
        our.add("stakeholder", **{**STAKEHOLDER, "name": f"Rada {number}"})
    with django_assert_num_queries(2):
        snapshot(our.document)


def test_an_unchanged_document_gives_its_version_again():
    our = rich_team()
    first = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    second = freeze(by=our.bartek, document=our.document, purpose=Purpose.SUBMITTED)
    assert (first.pk, first.number) == (second.pk, 1)


def test_a_change_makes_the_next_version_and_leaves_the_old_one():
    our = rich_team()
    first = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    our.save(our.anna, "record", our.single("record"), 1, subtitle="Nowy podtytuł")
    second = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    first.refresh_from_db()
    assert second.number == 2
    assert first.content["parts"]["record"][0]["values"]["subtitle"] == ""
    assert second.content["parts"]["record"][0]["values"]["subtitle"] == "Nowy podtytuł"


def test_the_hash_is_of_the_stored_content():
    our = rich_team()
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    version.refresh_from_db()
    assert version.content_hash == content_hash(version.content)


@pytest.mark.parametrize("field", ["content", "title", "number", "content_hash"])
def test_a_version_never_changes_not_even_by_hand(field):
    our = rich_team()
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    setattr(version, field, {"content": {}, "title": "Inny", "number": 7, "content_hash": "0" * 64}[field])
    with pytest.raises(DatabaseError, match="a frozen version never changes"), transaction.atomic():
        version.save(update_fields=[field])


def test_internal_fields_stay_on_the_workbench():
    our = team()
    our.add("stakeholder", **STAKEHOLDER, contact="jan@example.pl")
    content = snapshot(our.document)
    assert content["parts"]["stakeholder"][0]["values"]["contact"] == "jan@example.pl"
    assert "contact" not in public_content(content)["parts"]["stakeholder"][0]["values"]
