"""Saving, adding, deleting, restoring and moving parts."""

import datetime
from decimal import Decimal

import pytest

from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, TooMany, WrongState
from documents.enums import Operation, State
from documents.exceptions import RowGone, StaleSave, StillUsed
from documents.models import Change, Document, HeldText
from documents.queries import rows
from documents.services import delete_part, move_part, restore_part
from tests import factories
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db


def delete(our: Team, key: str, part, version: int | None = None) -> None:
    delete_part(
        by=our.anna,
        document=our.document,
        kind=our.kind(key),
        part_id=part.pk,
        base_version=part.version if version is None else version,
    )


def test_a_save_changes_the_row_and_leaves_a_change_and_an_event():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Zielone ulice")
    record.refresh_from_db()
    change = Change.objects.get(part_id=record.pk)
    assert (record.title, record.version, record.changed_by) == ("Zielone ulice", 2, our.anna)
    assert (change.field, change.before, change.after, change.by_label) == (
        "title",
        "",
        "Zielone ulice",
        str(our.anna),
    )
    assert Event.objects.filter(document_id=our.document.pk, verb="changed").count() == 1


def test_the_title_of_the_document_follows_its_record():
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Zielone ulice")
    assert Document.objects.get(pk=our.document.pk).title == "Zielone ulice"


def test_an_empty_title_leaves_the_document_its_name():
    our = team()
    record = our.save(our.anna, "record", our.single("record"), 1, title="Zielone ulice")
    our.save(our.anna, "record", record, 2, title="")
    assert Document.objects.get(pk=our.document.pk).title == "Zielone ulice"


def test_every_change_counts_one_revision():
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Zielone ulice")
    our.add("risk", text="Susza", kind="environment")
    assert Document.objects.get(pk=our.document.pk).revision == 2


def test_the_same_words_again_change_nothing():
    our = team()
    record = our.save(our.anna, "record", our.single("record"), 1, title="Zielone ulice")
    our.save(our.anna, "record", record, 2, title="Zielone ulice")
    record.refresh_from_db()
    assert record.version == 2
    assert Change.objects.filter(part_id=record.pk).count() == 1


@pytest.mark.parametrize("typed", [Decimal("100"), Decimal("100.0"), Decimal("100.00")])
def test_an_amount_is_the_same_however_it_is_typed(typed):
    our = team()
    action = our.add("action", **ACTION, cost=Decimal("100"))
    our.save(our.bartek, "action", action, 1, cost=typed)
    action.refresh_from_db()
    assert action.version == 1


def test_a_late_save_of_the_same_field_is_refused_with_all_three_texts():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny", subtitle="A")
    with pytest.raises(StaleSave) as caught:
        our.save(our.bartek, "record", record, 1, title="Tekst Bartka")
    clash = caught.value
    assert (clash.mine, clash.theirs, clash.base) == (
        {"title": "Tekst Bartka"},
        {"title": "Tekst Anny"},
        {"title": ""},
    )
    assert (clash.version, clash.who) == (2, str(our.anna))
    record.refresh_from_db()
    assert record.title == "Tekst Anny"


def test_a_late_save_of_another_field_is_kept():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    our.save(our.bartek, "record", record, 1, subtitle="Podtytuł Bartka")
    record.refresh_from_db()
    assert (record.title, record.subtitle, record.version) == ("Tekst Anny", "Podtytuł Bartka", 3)


def test_a_whole_old_form_saves_only_what_its_person_touched():
    """Bartek's form still holds the empty title that Anna has filled since; he only wrote the subtitle."""
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    our.save(our.bartek, "record", record, 1, title="", subtitle="Podtytuł Bartka", responsible="")
    record.refresh_from_db()
    assert (record.title, record.subtitle) == ("Tekst Anny", "Podtytuł Bartka")


def test_two_people_with_the_same_correction_do_not_clash():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Zielone ulice")
    our.save(our.bartek, "record", record, 1, title="Zielone ulice")
    record.refresh_from_db()
    assert (record.title, record.version) == ("Zielone ulice", 2)


def test_a_clash_holds_its_field_and_saves_the_others():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    with pytest.raises(StaleSave):
        our.save(our.bartek, "record", record, 1, title="Tekst Bartka", subtitle="Podtytuł")
    record.refresh_from_db()
    held = HeldText.objects.get()
    assert (record.title, record.subtitle, record.version) == ("Tekst Anny", "Podtytuł", 3)
    assert (held.field, held.mine, held.base, held.by, held.reason) == (
        "title",
        "Tekst Bartka",
        "",
        our.bartek,
        "clash",
    )


def test_after_two_changes_the_base_is_what_the_old_form_showed():
    our = team()
    record = our.save(our.anna, "record", our.single("record"), 1, title="Pierwszy")
    our.save(our.anna, "record", record, 2, title="Drugi")
    our.save(our.anna, "record", record, 3, title="Trzeci")
    with pytest.raises(StaleSave) as caught:
        our.save(our.bartek, "record", record, 2, title="Bartka")
    assert caught.value.base == {"title": "Pierwszy"}


def test_rich_text_is_cleaned_whoever_saves_it():
    our = team()
    hostile = '<p onclick="x()">Tekst <script>alert(1)</script><a href="javascript:alert(1)">tu</a></p>'
    our.save(our.anna, "diagnosis", our.single("diagnosis"), 1, text=hostile)
    assert our.single("diagnosis").text == '<p>Tekst <a rel="noopener noreferrer">tu</a></p>'


def test_a_row_of_another_document_is_not_there():
    our, other = team(), team()
    with pytest.raises(RowGone):
        our.save(our.anna, "record", other.single("record"), 1, title="Cudzy")


def test_a_reference_to_a_row_of_another_document_is_refused():
    our, other = team(), team()
    foreign = other.add("aim", text="Cel innego miasta", priority=1)
    with pytest.raises(InvalidInput):
        our.add("action", **ACTION, aim=foreign)
    assert rows(our.document, our.kind("action")) == []


def test_a_reference_to_a_deleted_row_is_refused():
    our = team()
    aim = our.add("aim", text="Cel", priority=1)
    action = our.add("action", **ACTION)
    delete(our, "aim", aim)
    with pytest.raises(InvalidInput):
        our.save(our.bartek, "action", action, 1, aim=aim)


def test_only_the_team_writes():
    our, other = team(), team()
    for person in (other.anna, factories.coordinator(), factories.user()):
        with pytest.raises(NotAllowed):
            our.save(person, "record", our.single("record"), 1, title="Cudzy")


def test_nobody_writes_while_the_document_is_under_review():
    our = team()
    Document.objects.filter(pk=our.document.pk).update(state=State.ACCEPTED)
    with pytest.raises(WrongState):
        our.save(our.anna, "record", our.single("record"), 1, title="Za późno")
    with pytest.raises(WrongState):
        our.add("action", **ACTION)


def test_rows_are_limited():
    our = team()
    for number in range(7):
        our.add("aim", text=f"Cel {number}", priority=1)
    with pytest.raises(TooMany):
        our.add("aim", text="Cel ósmy", priority=1)
    assert len(rows(our.document, our.kind("aim"))) == 7


def test_deleted_rows_do_not_count_towards_the_limit():
    our = team()
    made = [our.add("aim", text=f"Cel {number}", priority=1) for number in range(7)]
    delete(our, "aim", made[0])
    our.add("aim", text="Nowy", priority=1)
    with pytest.raises(TooMany):
        restore_part(by=our.anna, document=our.document, kind=our.kind("aim"), part_id=made[0].pk)


def test_a_needed_row_is_not_deleted_and_its_users_are_named():
    our = team()
    aim = our.add("aim", text="Cel", priority=1)
    our.add("action", **ACTION, aim=aim)
    with pytest.raises(StillUsed) as caught:
        delete(our, "aim", aim)
    assert caught.value.rows == ["D1 Sadzenie drzew"]
    assert "D1 Sadzenie drzew" in str(caught.value)


def test_a_risk_that_an_action_names_is_not_deleted():
    our = team()
    risk = our.add("risk", text="Susza", kind="environment")
    our.add("action", **ACTION, risks=[risk])
    with pytest.raises(StillUsed):
        delete(our, "risk", risk)


def test_optional_links_to_a_deleted_row_are_emptied_and_recorded():
    our = team()
    action = our.add("action", **ACTION)
    milestone = our.add("milestone", text="Otwarcie", date=datetime.date(2025, 5, 1), action=action)
    delete(our, "action", action)
    milestone.refresh_from_db()
    assert (milestone.action, milestone.version) == (None, 2)
    change = Change.objects.get(part_id=milestone.pk, field="action")
    assert (change.before, change.after) == (str(action.pk), None)


def test_owned_rows_go_and_come_back_with_their_owner():
    our = team()
    action = our.add("action", **ACTION)
    kept = our.add("action_funding", action=action, source="eu", amount=Decimal(100), status="planned")
    earlier = our.add("action_funding", action=action, source="own", amount=Decimal(50), status="planned")
    delete(our, "action_funding", earlier)
    delete(our, "action", action)
    assert rows(our.document, our.kind("action_funding")) == []
    restore_part(by=our.bartek, document=our.document, kind=our.kind("action"), part_id=action.pk)
    assert [row.pk for row in rows(our.document, our.kind("action"))] == [action.pk]
    assert [row.pk for row in rows(our.document, our.kind("action_funding"))] == [kept.pk]


def test_an_owned_row_does_not_come_back_alone():
    our = team()
    action = our.add("action", **ACTION)
    funding = our.add("action_funding", action=action, source="eu", amount=Decimal(100), status="planned")
    delete(our, "action", action)
    with pytest.raises(InvalidInput):
        restore_part(by=our.anna, document=our.document, kind=our.kind("action_funding"), part_id=funding.pk)


def test_a_row_that_comes_back_forgets_rows_that_are_gone():
    our = team()
    aim = our.add("aim", text="Cel", priority=1)
    action = our.add("action", **ACTION, aim=aim)
    delete(our, "action", action)
    delete(our, "aim", aim)
    restored = restore_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=action.pk)
    assert restored.aim is None


def test_restoring_twice_changes_nothing():
    our = team()
    risk = our.add("risk", text="Susza", kind="environment")
    delete(our, "risk", risk)
    for _time in range(2):
        restore_part(by=our.anna, document=our.document, kind=our.kind("risk"), part_id=risk.pk)
    assert Change.objects.filter(part_id=risk.pk, operation=Operation.RESTORE).count() == 1


def test_a_row_changed_meanwhile_is_not_deleted():
    our = team()
    risk = our.add("risk", text="Susza", kind="environment")
    our.save(our.bartek, "risk", risk, 1, text="Susza i upał")
    with pytest.raises(StaleSave):
        delete(our, "risk", risk, version=1)
    assert len(rows(our.document, our.kind("risk"))) == 1


def test_a_deleted_row_cannot_be_saved():
    our = team()
    risk = our.add("risk", text="Susza", kind="environment")
    delete(our, "risk", risk)
    with pytest.raises(RowGone) as caught:
        our.save(our.bartek, "risk", risk, 1, text="Susza i upał")
    assert caught.value.who == str(our.anna)


def order(our: Team, key: str, name: str) -> list[str]:
    return [getattr(row, name) for row in rows(our.document, our.kind(key))]


def move(our: Team, key: str, part, *, up: bool) -> int:
    return move_part(by=our.anna, document=our.document, kind=our.kind(key), part_id=part.pk, up=up)


def test_rows_move_one_place_and_stop_at_the_ends():
    our = team()
    first, _second, third = (our.add("stakeholder", **{**STAKEHOLDER, "name": name}) for name in "ABC")
    assert move(our, "stakeholder", third, up=True) == 2
    assert order(our, "stakeholder", "name") == ["A", "C", "B"]
    assert move(our, "stakeholder", first, up=True) == 1
    assert order(our, "stakeholder", "name") == ["A", "C", "B"]
    assert Change.objects.filter(operation=Operation.MOVE).count() == 1


def test_owned_rows_move_among_their_own():
    our = team()
    one, two = our.add("action", **ACTION), our.add("action", **ACTION)
    eu = our.add("action_funding", action=one, source="eu", amount=1, status="planned")
    our.add("action_funding", action=two, source="loan", amount=1, status="planned")
    own = our.add("action_funding", action=one, source="own", amount=1, status="planned")
    assert move(our, "action_funding", own, up=True) == 1
    assert order(our, "action_funding", "source") == ["own", "loan", "eu"]
    assert move(our, "action_funding", eu, up=True) == 1


def test_a_deleted_row_does_not_move():
    our = team()
    risk = our.add("risk", text="Susza", kind="environment")
    delete(our, "risk", risk)
    with pytest.raises(RowGone):
        move(our, "risk", risk, up=True)
