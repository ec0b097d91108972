"""The nightly tidying: history reads the same before and after, and forms still find what they were filled with."""

import datetime
import uuid

import pytest
from django.utils import timezone

from documents.enums import HeldReason
from documents.models import Change, Document, HeldText, SavedRequest
from documents.periodic import tidy_up
from documents.queries import snapshot
from documents.queries.history import Wanted, timeline
from documents.queries.past import content_after
from documents.services import delete_part, restore_document
from documents.services.values import base_values
from documents.tasks import fold_changes, forget_requests
from pim_portal.celery import app
from tests.documents.factories import ACTION, Team, team

pytestmark = pytest.mark.django_db


def age(our: Team, days: float) -> None:
    for change in Change.objects.filter(document=our.document):
        Change.objects.filter(pk=change.pk).update(at=change.at - datetime.timedelta(days=days))


def read(our: Team, **wanted) -> list[tuple]:
    entries = timeline(our.document, wanted=Wanted(**wanted), limit=100).entries
    return [
        (one.id, one.part_id, one.field, one.operation, one.by_label, one.at, one.before, one.after) for one in entries
    ]


def written() -> Team:
    """Sittings of two people that lie between each other, cut by a row that goes and by a restoring."""
    our = team()
    for number in range(5):
        record = our.single("record")
        our.save(our.anna, "record", record, record.version, title=f"Tytuł {number}", subtitle=f"Podtytuł {number}")
        record = our.single("record")
        our.save(our.bartek, "record", record, record.version, responsible=f"Wydział {number}")
    action = our.add("action", **ACTION)
    for number in range(3):
        our.save(our.anna, "action", action, number + 1, title=f"Działanie {number}")
    delete_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=action.pk, base_version=4)
    revision = Document.objects.get(pk=our.document.pk).revision
    moment = Change.objects.filter(document=our.document).order_by("pk").first().pk
    restore_document(by=our.anna, document=our.document, revision=revision, moment=moment)
    for number in range(3):
        record = our.single("record")
        our.save(our.anna, "record", record, record.version, title=f"Potem {number}")
    return our


def fold(our: Team) -> None:
    fold_changes(str(our.document.pk))


def test_history_reads_the_same_and_is_shorter():
    our = written()
    age(our, 31)
    before, rows = read(our), Change.objects.filter(document=our.document).count()
    fold(our)
    assert read(our) == before
    assert Change.objects.filter(document=our.document).count() < rows
    kept = list(Change.objects.filter(document=our.document).order_by("pk").values_list("pk", "before", "after"))
    fold(our)
    assert (
        list(Change.objects.filter(document=our.document).order_by("pk").values_list("pk", "before", "after")) == kept
    )


def test_it_reads_the_same_where_only_a_part_of_a_sitting_is_old():
    our = written()
    age(our, 30)
    changes = list(Change.objects.filter(document=our.document).order_by("pk"))
    # The middle of the sitting is exactly thirty days old.
    for number, change in enumerate(changes):
        minutes = (len(changes) / 2 - number) * 0.5
        Change.objects.filter(pk=change.pk).update(at=timezone.now() - datetime.timedelta(days=30, minutes=minutes))
    before = read(our)
    fold(our)
    assert 5 < Change.objects.filter(document=our.document).count() < len(changes)
    assert read(our) == before
    age(our, 1)
    before = read(our)
    fold(our)
    assert read(our) == before


def test_younger_saves_are_left_alone():
    our = written()
    age(our, 29)
    rows = Change.objects.filter(document=our.document).count()
    fold(our)
    assert Change.objects.filter(document=our.document).count() == rows


def test_the_state_after_every_entry_is_the_same():
    our = team()
    for number in range(4):
        record = our.single("record")
        our.save(our.anna, "record", record, record.version, title=f"Tytuł {number}")
    our.add("risk", text="Susza", kind="environment")
    age(our, 31)
    content = snapshot(our.document)
    moments = [entry.id for entry in timeline(our.document).entries]
    before = [content_after(our.document, content, moment) for moment in moments]
    fold(our)
    assert [content_after(our.document, content, moment) for moment in moments] == before


def test_an_old_form_finds_what_it_was_filled_with():
    our = team()
    for number in range(3):
        record = our.single("record")
        our.save(our.anna, "record", record, record.version, title=f"Tytuł {number}")
    age(our, 31)
    record, kind = our.single("record"), our.kind("record")
    before = [base_values(record, kind, version) for version in (1, 4)]
    fold(our)
    assert [base_values(record, kind, version) for version in (1, 4)] == before == [{"title": ""}, {}]
    # Read within the sitting: an older base, so that a merge can only see more differences, never fewer.
    assert base_values(record, kind, 2) == {"title": ""}


def test_requests_and_settled_texts_are_forgotten_in_time():
    our = team()
    now = timezone.now()
    for days in (91, 89):
        made = SavedRequest.objects.create(
            key=uuid.uuid4(), by=our.anna, document=our.document, part_id=our.single("record").pk
        )
        SavedRequest.objects.filter(pk=made.pk).update(at=now - datetime.timedelta(days=days))
    for field, days in (("title", 31), ("subtitle", 29), ("responsible", None)):
        HeldText.objects.create(
            document=our.document,
            part_kind="record",
            part_id=our.single("record").pk,
            field=field,
            base_version=1,
            reason=HeldReason.CLASH,
            by=our.anna,
            settled_at=None if days is None else now - datetime.timedelta(days=days),
        )
    forget_requests()
    assert SavedRequest.objects.count() == 1
    assert set(HeldText.objects.values_list("field", flat=True)) == {"subtitle", "responsible"}


def test_the_clock_starts_it_every_night():
    assert app.conf.beat_schedule["tidy-up-documents"]["task"] == tidy_up.name
