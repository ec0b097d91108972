"""Whatever two people do to a plan, every earlier state of it can be read and restored, and every restoring undone."""

import random
from contextlib import suppress

import pytest

from core.exceptions import Refusal
from documents.models import Change, Document
from documents.queries import rows, snapshot
from documents.queries.history import timeline
from documents.queries.past import content_after
from documents.services import delete_part, move_part, restore_document, restore_part, undo_restoring
from documents.tasks import fold_changes
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db

KINDS = {
    "aim": {"text": "Cel", "priority": 1},
    "risk": {"text": "Susza", "kind": "environment"},
    "stakeholder": STAKEHOLDER,
    "action": ACTION,
}


def words(content: dict) -> dict:
    return {key: [(row["id"], row["values"]) for row in found] for key, found in content["parts"].items()}


def now(our: Team) -> dict:
    return words(snapshot(Document.objects.get(pk=our.document.pk)))


def last(our: Team) -> int:
    return Change.objects.filter(document=our.document).order_by("-pk").values_list("pk", flat=True).first() or 0


class Writer:
    """Does one thing at random to a plan, as one of its two authors."""

    def __init__(self, our: Team, chance: random.Random) -> None:
        self.our, self.chance = our, chance

    def step(self) -> None:
        by = self.chance.choice([self.our.anna, self.our.bartek])
        doing = self.chance.choice(["add", "add", "edit", "edit", "link", "own", "move", "delete", "back"])
        with suppress(Refusal):
            getattr(self, doing)(by)

    def row(self, key: str):
        return self.chance.choice(rows(self.our.document, self.our.kind(key)) or [None])

    def add(self, by) -> None:
        key = self.chance.choice(list(KINDS))
        self.our.add(key, by=by, **KINDS[key])

    def own(self, by) -> None:
        action = self.row("action")
        if action:
            self.our.add("action_funding", by=by, action=action, source="eu", amount=5, status="planned")

    def edit(self, by) -> None:
        record = self.our.single("record")
        self.our.save(by, "record", record, record.version, title=f"Tytuł {self.chance.random()}")
        aim = self.row("aim")
        if aim:
            self.our.save(by, "aim", aim, aim.version, text=f"Cel {self.chance.random()}", priority=2)

    def link(self, by) -> None:
        action = self.row("action")
        if action:
            risks = [risk for risk in rows(self.our.document, self.our.kind("risk")) if self.chance.random() < 0.5]
            after = [one for one in (self.row("action"),) if one != action and self.chance.random() < 0.5]
            self.our.save(by, "action", action, action.version, aim=self.row("aim"), risks=risks, after=after)

    def move(self, by) -> None:
        key = self.chance.choice([*KINDS, "action_funding"])
        part = self.row(key)
        if part:
            up = self.chance.random() < 0.5
            move_part(by=by, document=self.our.document, kind=self.our.kind(key), part_id=part.pk, up=up)

    def delete(self, by) -> None:
        key = self.chance.choice([*KINDS, "action_funding"])
        part = self.row(key)
        if part:
            kind = self.our.kind(key)
            delete_part(by=by, document=self.our.document, kind=kind, part_id=part.pk, base_version=part.version)

    def back(self, by) -> None:
        key = self.chance.choice(list(KINDS))
        gone = self.our.kind(key).model._default_manager.filter(document=self.our.document, deleted_at__isnull=False)
        if gone:
            part = self.chance.choice(list(gone))
            restore_part(by=by, document=self.our.document, kind=self.our.kind(key), part_id=part.pk)

    def restore(self, moment: int):
        document = Document.objects.get(pk=self.our.document.pk)
        return restore_document(by=self.our.anna, document=document, revision=document.revision, moment=moment)

    def undo(self, batch):
        document = Document.objects.get(pk=self.our.document.pk)
        return undo_restoring(by=self.our.bartek, document=document, batch=batch, revision=document.revision)


@pytest.mark.parametrize("seed", range(6))
def test_every_earlier_state_can_be_read_restored_and_taken_back(seed):
    our, chance = team(), random.Random(seed)
    writer = Writer(our, chance)
    seen = {0: now(our)}
    for number in range(30):
        writer.step()
        if number in (12, 22):
            writer.restore(chance.choice(list(seen)))
        seen[last(our)] = now(our)
    content = snapshot(Document.objects.get(pk=our.document.pk))
    for moment, found in seen.items():
        assert words(content_after(our.document, content, moment)) == found, moment
    for moment in chance.sample(list(seen), 3):
        before = now(our)
        done = writer.restore(moment)
        assert now(our) == seen[moment], moment
        if done.batch:
            writer.undo(done.batch)
        assert now(our) == before


@pytest.mark.parametrize("seed", range(2))
def test_folding_leaves_every_entry_and_the_state_after_it(seed):
    our, chance = team(), random.Random(seed)
    writer = Writer(our, chance)
    for _step in range(30):
        writer.step()
    for number, change in enumerate(Change.objects.filter(document=our.document).order_by("pk")):
        at = change.at.replace(year=change.at.year - 1, minute=0, second=0, microsecond=number)
        Change.objects.filter(pk=change.pk).update(at=at)
    before = timeline(our.document, limit=500).entries
    fold_changes(str(our.document.pk))
    after = timeline(our.document, limit=500).entries

    def told(entries):
        return [(one.id, one.part_id, one.field, one.operation, one.before, one.after, one.at) for one in entries]

    assert told(after) == told(before)
