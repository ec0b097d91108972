"""A change whose words somebody else suggested is credited to both."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from documents.models import Change
from documents.queries.history import timeline
from documents.services import save_fields
from documents.services.changes import Credit
from tests import factories
from tests.documents.factories import Team, team

pytestmark = pytest.mark.django_db


def take_over(our: Team, reviewer: User, part: Any, title: str) -> None:
    saved = save_fields(
        by=our.anna,
        document=our.document,
        kind=our.kind("record"),
        part_id=part.pk,
        base_version=part.version,
        new_values={"title": title},
        suggested_by=Credit(reviewer, str(reviewer)),
    )
    assert saved.written == ["title"]


def test_both_names_are_in_the_change_and_in_the_history(client: Client) -> None:
    our, reviewer = team(), factories.user(name="Jan Recenzent")
    record = our.single("record")
    take_over(our, reviewer, record, "Zielone ulice")
    change = Change.objects.get(part_id=record.pk)
    assert (change.by, change.suggested_by, change.suggested_by_label) == (our.anna, reviewer, "Jan Recenzent")
    client.force_login(our.anna)
    page = client.get(f"/en/praca/mid/{our.document.slug}/historia/").content.decode()
    assert f"{our.anna}, suggested by Jan Recenzent" in page


def test_a_suggested_change_is_an_entry_of_its_own() -> None:
    our, reviewer = team(), factories.user()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Zielone ulice")
    record.refresh_from_db()
    take_over(our, reviewer, record, "Zielone ulice i place")
    record.refresh_from_db()
    our.save(our.anna, "record", record, record.version, title="Zielone ulice, place")
    entries = timeline(our.document, record.pk).entries
    assert [one.suggested_by_label for one in entries] == ["", str(reviewer), ""]
