"""Restoring: a field, a row, the whole document, and the way back."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import Operation, Purpose, State
from documents.exceptions import NewerState, RowGone, TooOld
from documents.models import Change, Document
from documents.queries import content_hash, rows, snapshot
from documents.queries.past import content_after
from documents.services import (
    delete_part,
    freeze,
    move_part,
    restore_document,
    restore_field,
    restore_part,
    restore_row_state,
    undo_restoring,
)
from tests import factories
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db


def write(our: Team, by, key: str = "record", **values) -> None:
    part = our.single(key)
    our.save(by, key, part, part.version, **values)


def last_change(our: Team) -> int:
    return Change.objects.filter(document=our.document).order_by("-pk").values_list("pk", flat=True).first() or 0


def revision(our: Team) -> int:
    return Document.objects.get(pk=our.document.pk).revision


def delete(our: Team, key: str, part) -> None:
    part.refresh_from_db()
    kind = our.kind(key)
    delete_part(by=our.anna, document=our.document, kind=kind, part_id=part.pk, base_version=part.version)


def to_moment(our: Team, moment: int, by=None):
    return restore_document(by=by or our.anna, document=our.document, revision=revision(our), moment=moment)


def undo(our: Team, batch):
    return undo_restoring(by=our.anna, document=our.document, batch=batch, revision=revision(our))


def words(our: Team) -> dict:
    """The rows and values of the document, without the numbers of versions."""
    content = snapshot(Document.objects.get(pk=our.document.pk))
    return {key: [(row["id"], row["code"], row["values"]) for row in found] for key, found in content["parts"].items()}


def filled() -> Team:
    """A plan with rows that refer to each other."""
    our = team()
    write(our, our.anna, title="Zielone ulice")
    aim = our.add("aim", text="Cień", priority=1)
    risk = our.add("risk", text="Susza", kind="environment")
    action = our.add("action", **ACTION, aim=aim, risks=[risk], cost=Decimal("100.50"), partners=["A", "B"])
    our.add("action_funding", action=action, source="eu", amount=Decimal(100), status="planned")
    our.add("milestone", text="Otwarcie", date=datetime.date(2025, 5, 1), action=action)
    for name in "ABCD":
        our.add("stakeholder", **{**STAKEHOLDER, "name": name})
    return our


def disturb(our: Team) -> None:
    """Everything that can happen to a plan: fields, links, rows that come and go, orders, the title."""
    aim, action = rows(our.document, our.kind("aim"))[0], rows(our.document, our.kind("action"))[0]
    write(our, our.bartek, title="Chłodne ulice", subtitle="Podtytuł", period_start=datetime.date(2024, 1, 1))
    write(our, our.bartek, key="diagnosis", text="<p>Nowa <strong>diagnoza</strong></p>", strengths=["Park"])
    other = our.add("aim", text="Woda", priority=2)
    second = our.add("action", **{**ACTION, "title": "Druga"}, aim=other)
    our.save(our.bartek, "action", action, action.version, aim=other, risks=[], after=[second], cost=None)
    delete(our, "aim", aim)
    delete(our, "risk", rows(our.document, our.kind("risk"))[0])
    people = rows(our.document, our.kind("stakeholder"))
    delete(our, "stakeholder", people[1])
    for part, up in ((people[3], True), (people[0], False), (people[3], True)):
        kind = our.kind("stakeholder")
        move_part(by=our.bartek, document=our.document, kind=kind, part_id=part.pk, up=up)
    our.add("stakeholder", **{**STAKEHOLDER, "name": "E"})
    restore_part(by=our.anna, document=our.document, kind=our.kind("stakeholder"), part_id=people[1].pk)


def test_a_field_gets_its_earlier_text_and_keeps_the_later_ones_in_the_history():
    our = team()
    write(our, our.anna, title="Pierwszy")
    moment = last_change(our)
    write(our, our.bartek, title="Drugi", subtitle="Podtytuł")
    part = our.single("record")
    done = restore_field(
        by=our.anna,
        document=our.document,
        kind=our.kind("record"),
        part_id=part.pk,
        field="title",
        moment=moment,
        base_version=part.version,
    )
    after = our.single("record")
    change = Change.objects.get(batch=done.batch)
    assert (after.title, after.subtitle, after.version) == ("Pierwszy", "Podtytuł", part.version + 1)
    assert (change.operation, change.before, change.after, change.by) == ("edit", "Drugi", "Pierwszy", our.anna)
    assert Document.objects.get(pk=our.document.pk).title == "Pierwszy"
    assert Event.objects.filter(document_id=our.document.pk, verb=Verb.RESTORED).get().data["scope"] == "field"


def test_undoing_brings_the_replaced_text_back():
    our = team()
    write(our, our.anna, title="Pierwszy")
    write(our, our.bartek, title="Drugi")
    done = to_moment(our, last_change(our) - 1)
    assert our.single("record").title == "Pierwszy"
    again = undo(our, done.batch)
    assert our.single("record").title == "Drugi"
    undo(our, again.batch)
    assert our.single("record").title == "Pierwszy"


def test_undoing_leaves_what_somebody_changed_since():
    our = team()
    write(our, our.anna, title="Pierwszy", subtitle="A")
    moment = last_change(our)
    write(our, our.bartek, title="Drugi", subtitle="B")
    done = to_moment(our, moment)
    write(our, our.bartek, title="Trzeci")
    plan = undo(our, done.batch).plan
    record = our.single("record")
    assert (record.title, record.subtitle) == ("Trzeci", "B")
    assert [(one.field, one.reason) for one in plan.kept] == [("title", "changed_since")]


def test_a_restoring_is_refused_when_the_text_is_newer_than_what_the_person_saw():
    our = team()
    write(our, our.anna, title="Pierwszy")
    moment, seen, part = last_change(our), revision(our), our.single("record")
    write(our, our.bartek, title="Drugi")
    common = {"by": our.anna, "document": our.document, "moment": moment}
    row = {"kind": our.kind("record"), "part_id": part.pk, "base_version": part.version}
    with pytest.raises(NewerState):
        restore_document(**common, revision=seen)
    with pytest.raises(NewerState):
        restore_field(**common, **row, field="title")
    with pytest.raises(NewerState):
        restore_row_state(**common, **row)
    assert our.single("record").title == "Drugi"


def test_only_authors_restore_and_only_while_the_document_can_be_edited():
    our = team()
    write(our, our.anna, title="Pierwszy")
    for person in (factories.coordinator(), team().anna, factories.user()):
        with pytest.raises(NotAllowed):
            to_moment(our, 0, by=person)
    Document.objects.filter(pk=our.document.pk).update(state=State.ACCEPTED)
    with pytest.raises(WrongState):
        to_moment(our, 0)


def test_the_whole_document_goes_back_to_a_moment_and_forth_again():
    our = filled()
    before, moment = words(our), last_change(our)
    disturb(our)
    after = words(our)
    changes = Change.objects.filter(document=our.document).count()
    done = to_moment(our, moment)
    assert words(our) == before
    assert Document.objects.get(pk=our.document.pk).title == "Zielone ulice"
    assert Change.objects.filter(document=our.document).count() > changes
    undo(our, done.batch)
    assert words(our) == after


def test_the_whole_document_goes_back_to_a_version():
    our = filled()
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    before = words(our)
    disturb(our)
    restore_document(by=our.bartek, document=our.document, revision=revision(our), version=version)
    assert words(our) == before
    assert Document.objects.get(pk=our.document.pk).title == version.title


def test_the_past_can_be_read_at_every_moment():
    """Each state of the document, kept as it was after every change, is what undoing in memory gives."""
    our = team()
    seen = {0: words(our)}
    original = our.save, our.add

    def keep(call):
        def kept(*arguments, **values):
            made = call(*arguments, **values)
            seen[last_change(our)] = words(our)
            return made

        return kept

    our.save, our.add = (keep(call) for call in original)  # type: ignore[method-assign]
    built = filled_into(our)
    disturb(built)
    content = snapshot(Document.objects.get(pk=our.document.pk))
    for moment, found in seen.items():
        then = content_after(our.document, content, moment)
        assert {
            key: [(row["id"], row["code"], row["values"]) for row in parts] for key, parts in then["parts"].items()
        } == found


def filled_into(our: Team) -> Team:
    for name in "ABCD":
        our.add("stakeholder", **{**STAKEHOLDER, "name": name})
    aim = our.add("aim", text="Cień", priority=1)
    our.add("risk", text="Susza", kind="environment")
    our.add("action", **ACTION, aim=aim)
    return our


def test_a_second_restoring_to_the_same_state_changes_nothing():
    our = filled()
    moment = last_change(our)
    disturb(our)
    to_moment(our, moment)
    now = revision(our)
    assert to_moment(our, moment).batch is None
    assert revision(our) == now


def test_restoring_is_one_revision_and_one_event():
    our = filled()
    moment = last_change(our)
    disturb(our)
    now = revision(our)
    done = to_moment(our, moment)
    assert revision(our) == now + 1
    assert Event.objects.filter(document_id=our.document.pk, data__batch=str(done.batch)).count() == 1


def test_a_row_gets_its_earlier_state_without_touching_others():
    our = filled()
    action = rows(our.document, our.kind("action"))[0]
    moment = last_change(our)
    our.save(our.bartek, "action", action, 1, title="Inny", cost=Decimal(5), partners=[])
    write(our, our.bartek, title="Chłodne ulice")
    restore_row_state(
        by=our.anna,
        document=our.document,
        kind=our.kind("action"),
        part_id=action.pk,
        moment=moment,
        base_version=2,
    )
    action.refresh_from_db()
    assert (action.title, action.cost, action.partners) == ("Sadzenie drzew", Decimal("100.50"), ["A", "B"])
    assert our.single("record").title == "Chłodne ulice"


def restore_row(our: Team, key: str, part, moment: int):
    part.refresh_from_db()
    return restore_row_state(
        by=our.anna,
        document=our.document,
        kind=our.kind(key),
        part_id=part.pk,
        moment=moment,
        base_version=part.version,
    )


def test_a_deleted_row_comes_back_as_it_was_earlier_with_the_rows_it_owns():
    our = filled()
    action = rows(our.document, our.kind("action"))[0]
    moment = last_change(our)
    our.save(our.bartek, "action", action, 1, title="Inny")
    delete(our, "action", action)
    restore_row(our, "action", action, moment)
    assert [row.title for row in rows(our.document, our.kind("action"))] == ["Sadzenie drzew"]
    assert len(rows(our.document, our.kind("action_funding"))) == 1


def test_a_link_to_a_row_that_is_gone_is_left_out_and_told():
    our = filled()
    action, aim = rows(our.document, our.kind("action"))[0], rows(our.document, our.kind("aim"))[0]
    moment = last_change(our)
    our.save(our.bartek, "action", action, 1, aim=None, title="Inny")
    delete(our, "aim", aim)
    plan = restore_row(our, "action", action, moment).plan
    action.refresh_from_db()
    assert (action.title, action.aim) == ("Sadzenie drzew", None)
    assert [(one.field, one.reason) for one in plan.kept] == [("aim", "row_gone")]


def test_undoing_keeps_a_row_that_is_needed_by_now():
    our = filled()
    moment = last_change(our)
    action, aim = rows(our.document, our.kind("action"))[0], rows(our.document, our.kind("aim"))[0]
    our.save(our.anna, "action", action, 1, aim=None)
    delete(our, "aim", aim)
    done = to_moment(our, moment)
    aim.refresh_from_db()
    second = our.add("action", **{**ACTION, "title": "Druga"}, aim=aim)
    plan = undo(our, done.batch).plan
    second.refresh_from_db()
    assert second.aim == aim
    assert [row.pk for row in rows(our.document, our.kind("aim"))] == [aim.pk]
    assert ("in_use") in [one.reason for one in plan.kept]


def test_circles_of_both_states_never_meet():
    our = team()
    one, two = our.add("action", **ACTION), our.add("action", **{**ACTION, "title": "Druga"})
    our.save(our.anna, "action", one, 1, after=[two])
    moment = last_change(our)
    our.save(our.anna, "action", one, 2, after=[])
    our.save(our.anna, "action", two, 1, after=[one])
    to_moment(our, moment)
    assert (list(one.after.all()), list(two.after.all())) == ([two], [])


def test_a_field_that_would_close_a_circle_is_refused():
    our = team()
    one, two = our.add("action", **ACTION), our.add("action", **{**ACTION, "title": "Druga"})
    our.save(our.anna, "action", one, 1, after=[two])
    moment = last_change(our)
    our.save(our.anna, "action", one, 2, after=[])
    our.save(our.anna, "action", two, 1, after=[one])
    with pytest.raises(InvalidInput):
        restore_row(our, "action", one, moment)


def test_a_deleted_row_has_no_fields_to_restore():
    our = filled()
    risk = our.add("risk", text="Mróz", kind="environment")
    delete(our, "risk", risk)
    risk.refresh_from_db()
    with pytest.raises(RowGone):
        restore_field(
            by=our.anna,
            document=our.document,
            kind=our.kind("risk"),
            part_id=risk.pk,
            field="text",
            moment=0,
            base_version=risk.version,
        )


def test_after_thirty_days_a_row_stays_in_the_history_only():
    our = filled()
    moment = last_change(our)
    person = rows(our.document, our.kind("stakeholder"))[0]
    delete(our, "stakeholder", person)
    long_ago = timezone.now() - datetime.timedelta(days=30, minutes=1)
    type(person).objects.filter(pk=person.pk).update(deleted_at=long_ago)
    with pytest.raises(TooOld):
        restore_part(by=our.anna, document=our.document, kind=our.kind("stakeholder"), part_id=person.pk)
    with pytest.raises(TooOld):
        restore_row(our, "stakeholder", person, moment)
    assert Change.objects.get(part_id=person.pk, operation=Operation.DELETE).before["name"] == "A"
    to_moment(our, moment)
    assert [row.name for row in rows(our.document, our.kind("stakeholder"))] == list("ABCD")


def test_a_version_knows_the_words_again_after_its_restoring():
    our = filled()
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    disturb(our)
    restore_document(by=our.anna, document=our.document, revision=revision(our), version=version)
    now = snapshot(Document.objects.get(pk=our.document.pk))
    for content in (now, version.content):
        for found in content["parts"].values():
            for row in found:
                row["version"] = 0
    assert content_hash(now) == content_hash(version.content)
