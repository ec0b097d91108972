"""The harvest: a city reports a barrier, the editors of its network's plan decide, the city is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from activity.enums import Verb
from activity.models import Event, Notice
from activity.queries import readable
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import AnchorState
from documents.models import Document
from documents.services import add_part, restore_part
from improvement_plans.enums import EvidenceKind, FlagState
from improvement_plans.models import Barrier, BarrierEvidence, BarrierFlag
from improvement_plans.policies import FLAG_MOVES
from improvement_plans.queries import (
    flags_of,
    flags_of_network,
    flags_visible_to,
    gone_flags,
    teams_raising,
    waiting_flags,
)
from improvement_plans.services import NewBarrier, decline_flag, flag_barrier, reopen_flag, withdraw_flag
from networks.models import Participation
from tests import factories
from tests.improvement_plans.harvesting import ACTION, Harvest, delete, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def harvest() -> Harvest:
    return Harvest()


def test_the_whole_path(harvest: Harvest) -> None:
    flag = harvest.flag_words()
    assert (flag.state, flag.quote, flag.by_label) == (FlagState.OPEN, "Miasto się nagrzewa", str(harvest.member))
    asked = Notice.objects.get(event__verb=Verb.FLAGGED)
    board = f"/praca/pu/{harvest.network.slug}/zgloszenia/"
    assert (asked.user, asked.path, asked.waits) == (harvest.editor, board, True)
    assert harvest.merge(flag) == harvest.barrier
    flag.refresh_from_db()
    asked.refresh_from_db()
    assert (flag.state, flag.barrier, flag.decided_by) == (FlagState.MERGED, harvest.barrier, harvest.editor)
    assert asked.settled_at is not None
    told = Notice.objects.get(event__verb=Verb.FLAG_MERGED)
    assert (told.user, told.path) == (harvest.member, f"/praca/mid/{harvest.document.slug}/bariery/")
    assert told.event.target_label == str(harvest.barrier)
    evidence = BarrierEvidence.objects.get()
    assert (evidence.kind, evidence.flag, evidence.quote) == (EvidenceKind.FLAG, flag, flag.quote)
    assert list(teams_raising(harvest.recommendation)) == [harvest.member]


def test_everybody_told_may_read_what_they_are_told(harvest: Harvest) -> None:
    """A notice of a document that its reader may not open is never shown; each of these is."""
    harvest.merge(harvest.flag_words())
    decline_flag(by=harvest.editor, flag=harvest.flag(), reason="Nie.")
    notices = list(Notice.objects.select_related("event", "user"))
    assert len(notices) == 4
    assert readable({one.user_id: one.user for one in notices}, notices) == notices


def test_the_editors_notice_holds_no_word_of_the_draft(harvest: Harvest) -> None:
    harvest.flag()
    event = Event.objects.get(verb=Verb.FLAGGED)
    assert (event.target_label, event.data) == (str(harvest.participation.city), {})
    assert event.document_id == harvest.plan.document_id


def test_a_row_a_field_and_a_passage_are_kept_with_their_words(harvest: Harvest) -> None:
    row, field = harvest.flag(), harvest.flag(field="lead")
    passage = harvest.flag_words("się nagrzewa")
    assert [one.quote for one in (row, field, passage)] == ["Sadzenie drzew", "Zieleń Miejska", "się nagrzewa"]
    assert [one.anchor is None for one in (row, field, passage)] == [True, True, False]
    assert row.place_label.endswith("D1 Sadzenie drzew")


def test_words_of_a_row_find_their_field(harvest: Harvest) -> None:
    assert harvest.flag(quote="Zieleń Miejska").field == "lead"
    with pytest.raises(InvalidInput):
        harvest.flag(quote="Nie ma takich słów")


@pytest.mark.parametrize(
    "changes",
    [
        {"note": "  "},
        {"note": "a" * 2001},
        {"part_id": "00000000-0000-4000-8000-000000000000"},
        {"part_kind": "", "part_id": ""},
        {"section": "", "part_kind": "", "part_id": ""},
        {"field": "no_such_field"},
        {"section": "no_such_section"},
    ],
)
def test_what_cannot_be_reported(harvest: Harvest, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        harvest.flag(**changes)
    assert not BarrierFlag.objects.exists()


def test_the_same_is_reported_once_while_it_waits(harvest: Harvest) -> None:
    first = harvest.flag()
    with pytest.raises(WrongState):
        harvest.flag(note="Jeszcze raz.")
    decline_flag(by=harvest.editor, flag=first, reason="Za mało.")
    assert harvest.flag(note="Mamy dane.").pk != first.pk


def test_a_plan_of_a_network_reports_nothing(harvest: Harvest) -> None:
    with pytest.raises(NotAllowed):
        flag_barrier(
            by=harvest.editor,
            document=harvest.plan.document,
            section="barriers",
            part_kind="barrier",
            part_id=harvest.barrier.pk,
            note="Nie.",
        )


MOVES: dict[str, Callable[[Harvest, BarrierFlag], Any]] = {
    "withdraw": lambda harvest, flag: withdraw_flag(by=harvest.member, flag=flag),
    "merge": lambda harvest, flag: harvest.merge(flag),
    "decline": lambda harvest, flag: decline_flag(by=harvest.editor, flag=flag, reason="Nie."),
    "reopen": lambda harvest, flag: reopen_flag(by=harvest.editor, flag=flag),
}
WAYS: dict[str, list[str]] = {
    FlagState.OPEN: [],
    FlagState.MERGED: ["merge"],
    FlagState.DECLINED: ["decline"],
    FlagState.WITHDRAWN: ["withdraw"],
}


@pytest.mark.parametrize("state", FlagState.values)
@pytest.mark.parametrize("key", MOVES)
def test_state_matrix(harvest: Harvest, state: str, key: str) -> None:
    flag = harvest.flag()
    for way in WAYS[state]:
        MOVES[way](harvest, flag)
    flag.refresh_from_db()
    assert flag.state == state
    move = next(one for one in FLAG_MOVES if one.key == key)
    events = Event.objects.count()
    if state in move.sources:
        MOVES[key](harvest, flag)
    else:
        with pytest.raises(WrongState):
            MOVES[key](harvest, flag)
    flag.refresh_from_db()
    is_moved = state in move.sources
    assert flag.state == (move.target if is_moved else state)
    assert Event.objects.count() == events + is_moved
    assert BarrierEvidence.objects.filter(flag=flag).exists() == (flag.state == FlagState.MERGED)


def test_who_may_do_what(harvest: Harvest) -> None:
    flag = harvest.flag()
    others = {
        "member elsewhere": factories.member(factories.participation(network=harvest.network)),
        "expert": harvest.expert,
        "editor elsewhere": factories.pu_editor(factories.network()),
        "ministry": factories.ministry_member(factories.institution()),
        "coordinator": harvest.coordinator,
    }
    for person in [*others.values(), harvest.editor]:
        with pytest.raises(NotAllowed):
            harvest.flag(by=person, note="Cudze.")
        with pytest.raises(NotAllowed):
            withdraw_flag(by=person, flag=flag)
    for person in [*others.values(), harvest.member]:
        with pytest.raises(NotAllowed):
            harvest.merge(flag, by=person)
        with pytest.raises(NotAllowed):
            decline_flag(by=person, flag=flag, reason="Nie.")
        with pytest.raises(NotAllowed):
            reopen_flag(by=person, flag=flag)
    flag.refresh_from_db()
    assert flag.state == FlagState.OPEN


def test_who_reads_reports(harvest: Harvest) -> None:
    flag = harvest.flag()
    readers = [harvest.member, harvest.editor, harvest.expert, harvest.coordinator]
    strangers = [
        factories.member(factories.participation(network=harvest.network)),
        factories.pu_editor(factories.network()),
        factories.expert(factories.network()),
        factories.ministry_member(factories.institution()),
    ]
    assert [list(flags_visible_to(person)) for person in readers] == [[flag]] * len(readers)
    assert [list(flags_visible_to(person)) for person in strangers] == [[]] * len(strangers)
    withdraw_flag(by=harvest.member, flag=flag)
    assert not flags_visible_to(harvest.editor).exists()
    assert flags_of(harvest.member, harvest.document).exists()


def test_several_reports_go_into_a_new_barrier(harvest: Harvest) -> None:
    flags = [harvest.flag(), harvest.flag_words()]
    values = {"code": f"{harvest.network.code}-B07", "title": "Brak pieniędzy", "kind": "finance"}
    made = harvest.merge(*flags, into=NewBarrier(values))
    assert (made.code, made.document_id, made.flags.count()) == (values["code"], harvest.plan.document_id, 2)
    assert Document.objects.get(pk=harvest.plan.document_id).changes.filter(part_id=made.pk).exists()
    assert made.shown_by.count() == 2
    assert Notice.objects.filter(event__verb=Verb.FLAG_MERGED, user=harvest.member).count() == 2


def test_a_code_that_is_taken_merges_nothing(harvest: Harvest) -> None:
    flag = harvest.flag()
    values = {"code": harvest.barrier.code, "title": "Drugi raz", "kind": "law"}
    with pytest.raises(InvalidInput):
        harvest.merge(flag, into=NewBarrier(values))
    flag.refresh_from_db()
    assert flag.state == FlagState.OPEN


def test_what_cannot_be_merged(harvest: Harvest) -> None:
    elsewhere = Harvest()
    with pytest.raises(InvalidInput):
        harvest.merge()
    with pytest.raises(InvalidInput):
        harvest.merge(elsewhere.flag())
    with pytest.raises(InvalidInput):
        harvest.merge(harvest.flag(), into=elsewhere.barrier)
    assert not BarrierFlag.objects.filter(state=FlagState.MERGED).exists()


def test_a_network_without_a_plan() -> None:
    harvest = Harvest(with_plan=False)
    flag = harvest.flag()
    assert Notice.objects.get(event__verb=Verb.FLAGGED).user == harvest.editor
    assert Event.objects.get(verb=Verb.FLAGGED).document_id is None
    assert list(flags_of_network(harvest.editor, harvest.network)) == [flag]
    with pytest.raises(WrongState):
        harvest.merge(flag, into=NewBarrier({"code": "AAA-B01", "title": "Nowa", "kind": "law"}))
    decline_flag(by=harvest.editor, flag=flag, reason="Nie nasza sprawa.")
    assert Notice.objects.filter(event__verb=Verb.FLAG_DECLINED, user=harvest.member).exists()


def test_a_city_without_a_network_reports_and_waits() -> None:
    harvest = Harvest()
    Participation.objects.filter(pk=harvest.participation.pk).update(network=None)
    flag = harvest.flag()
    assert not Notice.objects.filter(event__verb=Verb.FLAGGED).exists()
    assert not flags_of_network(harvest.editor, harvest.network).exists()
    with pytest.raises(NotAllowed):
        decline_flag(by=harvest.editor, flag=flag, reason="Nie.")
    Participation.objects.filter(pk=harvest.participation.pk).update(network=harvest.network)
    assert list(flags_of_network(harvest.editor, harvest.network)) == [flag]


def test_a_barrier_deleted_after_merging_lets_the_report_wait_again(harvest: Harvest) -> None:
    flag = harvest.flag()
    harvest.merge(flag)
    assert not waiting_flags(harvest.editor, harvest.network).exists()
    harvest.delete_barrier()
    flag = flags_visible_to(harvest.member).get()
    assert (flag.is_stranded, flag.waits) == (True, True)
    assert list(waiting_flags(harvest.editor, harvest.network)) == [flag]
    with pytest.raises(WrongState):
        harvest.merge(flag)
    other = add_part(
        by=harvest.editor,
        document=harvest.plan.document,
        kind=harvest.barrier_kind,
        new_values={"code": f"{harvest.network.code}-B02", "title": "Inna", "kind": "law"},
    )
    harvest.merge(flag, into=other)
    flag.refresh_from_db()
    assert (flag.barrier, flag.waits) == (other, False)
    assert list(other.shown_by.values_list("flag", flat=True)) == [flag.pk]
    assert not harvest.barrier.shown_by.exists()


def test_a_barrier_that_comes_back_keeps_its_reports(harvest: Harvest) -> None:
    flag = harvest.flag()
    harvest.merge(flag)
    harvest.delete_barrier()
    where = {"document": harvest.plan.document, "kind": harvest.barrier_kind, "part_id": harvest.barrier.pk}
    restore_part(by=harvest.editor, **where)
    assert not flags_visible_to(harvest.member).get().waits


def test_a_report_whose_row_or_words_went_is_an_honest_orphan(harvest: Harvest) -> None:
    row, passage = harvest.flag(), harvest.flag_words()
    assert gone_flags([row, passage]) == set()
    write(harvest, harvest.diagnosis, "diagnosis", text="<p>Zupełnie inny tekst.</p>")
    delete(harvest.member, harvest.action, ACTION)
    found = list(flags_visible_to(harvest.editor))
    assert gone_flags(found) == {row.pk, passage.pk}
    passage = next(one for one in found if one.pk == passage.pk)
    assert (passage.anchor.state, passage.quote) == (AnchorState.GONE, "Miasto się nagrzewa")
    harvest.merge(row, passage)
    restore_part(by=harvest.member, document=harvest.document, kind=ACTION, part_id=harvest.action.pk)
    assert gone_flags(flags_visible_to(harvest.editor)) == {passage.pk}


def test_the_words_shown_to_the_editors_stay_those_that_the_team_chose(harvest: Harvest) -> None:
    flag = harvest.flag_words()
    write(harvest, harvest.diagnosis, "diagnosis", text="<p>Miasto bardzo się nagrzewa. Tajne.</p>")
    flag = flags_visible_to(harvest.editor).get()
    assert flag.quote == "Miasto się nagrzewa"
    assert (flag.anchor.state, flag.anchor.live_quote) == (AnchorState.CHANGED, "Miasto bardzo się nagrzewa")


def test_teams_that_hear_of_a_recommendation(harvest: Harvest) -> None:
    reported = factories.participation(network=harvest.network)
    member = factories.member(reported)
    document = factories.initiative(reported).document
    factories.fill_mid(document, by=member)
    assert not teams_raising(harvest.recommendation).exists()
    harvest.merge(harvest.flag())
    assert list(teams_raising(harvest.recommendation)) == [harvest.member]
    harvest.name_barrier(document)
    assert set(teams_raising(harvest.recommendation)) == {harvest.member, member}
    reopen_flag(by=harvest.editor, flag=BarrierFlag.objects.get())
    assert list(teams_raising(harvest.recommendation)) == [member]


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "unknown"},
        {"state": FlagState.MERGED},
        {"state": FlagState.DECLINED, "reason": ""},
        {"note": ""},
    ],
)
def test_the_database_refuses(harvest: Harvest, broken: dict[str, Any]) -> None:
    flag = harvest.flag()
    with pytest.raises(IntegrityError), transaction.atomic():
        BarrierFlag.objects.filter(pk=flag.pk).update(**broken)


def test_the_database_refuses_evidence_of_two_kinds(harvest: Harvest) -> None:
    harvest.merge(harvest.flag())
    for broken in ({"kind": EvidenceKind.MEETING}, {"kind": EvidenceKind.PASSAGE}, {"flag": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BarrierEvidence.objects.update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        BarrierFlag.objects.update(barrier=None)
    assert Barrier.objects.get(pk=harvest.barrier.pk).shown_by.count() == 1
