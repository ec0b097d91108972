"""What shows a barrier: who reads it, what may be added and removed, and which cities have a name for whom."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.enums import Verb
from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, WrongState
from improvement_plans.enums import EvidenceKind
from improvement_plans.models import Barrier, BarrierEvidence
from improvement_plans.queries import cities_of, evidence_for, raising_cities, versions_for_evidence
from improvement_plans.services import add_meeting, add_passage, remove_evidence
from networks.models import Meeting
from tests import factories
from tests.improvement_plans.harvesting import Harvest, write

pytestmark = pytest.mark.django_db
EVERYBODY = AnonymousUser()


@pytest.fixture
def harvest() -> Harvest:
    return Harvest()


def seen(reader, barrier: Barrier) -> tuple[list[str], int]:
    found = evidence_for(reader, [barrier])[barrier.pk]
    return [one.quote for one in found.shown], found.hidden


def cities(reader, barrier: Barrier) -> tuple[list[str], int]:
    found = cities_of(reader, [barrier])[barrier.pk]
    return [city.name for city in found.named], found.others


def passage(harvest: Harvest, version, **changes) -> BarrierEvidence:
    where = {"section": "diagnosis", "part_kind": "diagnosis", "part_id": harvest.diagnosis.pk, "field": "text"}
    given = {"by": harvest.editor, "barrier": harvest.barrier, "version": version, "quote": "się nagrzewa", **where}
    return add_passage(**{**given, **changes})


def test_a_report_from_a_draft_is_a_number_for_everybody_else(harvest: Harvest) -> None:
    harvest.merge(harvest.flag_words())
    for reader in (harvest.member, harvest.editor, harvest.expert, harvest.coordinator):
        assert seen(reader, harvest.barrier) == (["Miasto się nagrzewa"], 0)
        assert cities(reader, harvest.barrier) == ([harvest.participation.city.name], 0)
    neighbour = factories.member(factories.participation(network=harvest.network))
    for reader in (EVERYBODY, neighbour, factories.pu_editor(factories.network())):
        assert seen(reader, harvest.barrier) == ([], 1)
        assert cities(reader, harvest.barrier) == ([], 1)


def test_once_public_the_words_are_everybodys_and_the_note_is_not(harvest: Harvest) -> None:
    harvest.merge(harvest.flag_words(note="Między nami."))
    harvest.publish()
    found = evidence_for(EVERYBODY, [harvest.barrier])[harvest.barrier.pk].shown
    assert [(one.quote, one.note, one.is_public, one.is_open) for one in found] == [
        ("Miasto się nagrzewa", "", True, False)
    ]
    assert evidence_for(harvest.editor, [harvest.barrier])[harvest.barrier.pk].shown[0].note == "Między nami."
    assert cities(EVERYBODY, harvest.barrier) == ([harvest.participation.city.name], 0)
    harvest.withdraw()
    assert seen(EVERYBODY, harvest.barrier) == ([], 1)


def test_words_of_an_older_version_are_public_only_while_they_stand_in_the_new_one(harvest: Harvest) -> None:
    passage(harvest, harvest.publish())
    harvest.correct()
    write(harvest, harvest.diagnosis, "diagnosis", text="<p>Wstęp. Miasto się nagrzewa coraz bardziej.</p>")
    harvest.publish()
    assert seen(EVERYBODY, harvest.barrier) == (["się nagrzewa"], 0)
    harvest.correct()
    write(harvest, harvest.diagnosis, "diagnosis", text="<p>Miasto stygnie.</p>")
    harvest.publish()
    assert seen(EVERYBODY, harvest.barrier) == ([], 1)
    assert seen(harvest.coordinator, harvest.barrier) == (["się nagrzewa"], 0)


def test_an_internal_field_of_a_public_plan_stays_internal(harvest: Harvest) -> None:
    stakeholder = harvest.row("stakeholder")
    write(harvest, stakeholder, "stakeholder", contact="jan@miasto.example")
    where = {"section": "stakeholders", "part_kind": "stakeholder", "part_id": stakeholder.pk, "field": "contact"}
    harvest.merge(harvest.flag(**where))
    harvest.publish()
    assert seen(EVERYBODY, harvest.barrier) == ([], 1)
    assert seen(harvest.editor, harvest.barrier) == (["jan@miasto.example"], 0)


def test_an_editor_takes_words_only_from_what_they_may_read(harvest: Harvest) -> None:
    version = harvest.publish()
    assert list(versions_for_evidence(harvest.editor, harvest.barrier)) == [version]
    made = passage(harvest, version)
    assert (made.kind, made.version, made.quote) == (EvidenceKind.PASSAGE, version, "się nagrzewa")
    event = Event.objects.get(verb=Verb.ADDED, target_kind="barrier_evidence")
    assert (event.document_id, event.target_label) == (harvest.plan.document_id, str(harvest.barrier))
    with pytest.raises(WrongState):
        passage(harvest, version)
    with pytest.raises(InvalidInput):
        passage(harvest, version, quote="Tych słów tam nie ma")
    with pytest.raises(InvalidInput):
        passage(harvest, version, part_id="00000000-0000-4000-8000-000000000000", quote="")
    harvest.withdraw()
    assert not versions_for_evidence(harvest.editor, harvest.barrier).exists()
    with pytest.raises(NotAllowed):
        passage(harvest, version, quote="Miasto")


def test_who_adds_and_removes(harvest: Harvest) -> None:
    version = harvest.publish()
    made = passage(harvest, version)
    for person in (harvest.member, harvest.expert, harvest.coordinator, factories.pu_editor(factories.network())):
        with pytest.raises(NotAllowed):
            passage(harvest, version, by=person, quote="Miasto")
        with pytest.raises(NotAllowed):
            remove_evidence(by=person, evidence=made)
    remove_evidence(by=harvest.editor, evidence=made)
    assert not harvest.barrier.shown_by.exists()


def test_a_report_is_decided_again_and_not_removed(harvest: Harvest) -> None:
    harvest.merge(harvest.flag())
    with pytest.raises(WrongState):
        remove_evidence(by=harvest.editor, evidence=harvest.barrier.shown_by.get())


def test_a_meeting_shows_a_barrier_to_those_who_may_see_it(harvest: Harvest) -> None:
    hidden = factories.meeting(networks=[harvest.network], title="Warsztat", is_public=False)
    add_meeting(by=harvest.editor, barrier=harvest.barrier, meeting=hidden)
    with pytest.raises(WrongState):
        add_meeting(by=harvest.editor, barrier=harvest.barrier, meeting=hidden)
    with pytest.raises(NotAllowed):
        add_meeting(by=harvest.editor, barrier=harvest.barrier, meeting=factories.meeting())
    assert seen(EVERYBODY, harvest.barrier) == ([], 1)
    assert seen(harvest.editor, harvest.barrier) == (["Warsztat, 10.05.2022"], 0)
    Meeting.objects.filter(pk=hidden.pk).update(is_public=True)
    assert seen(EVERYBODY, harvest.barrier) == (["Warsztat, 10.05.2022"], 0)
    hidden.delete()
    assert seen(EVERYBODY, harvest.barrier) == ([], 1)
    assert seen(harvest.editor, harvest.barrier) == (["Warsztat, 10.05.2022"], 0)


def test_a_deleted_barrier_takes_no_evidence(harvest: Harvest) -> None:
    version = harvest.publish()
    harvest.delete_barrier()
    with pytest.raises(WrongState):
        passage(harvest, version)


def test_cities_that_name_a_barrier_in_public(harvest: Harvest) -> None:
    harvest.name_barrier(harvest.document)
    assert cities(EVERYBODY, harvest.barrier) == ([], 0)
    harvest.publish()
    name = harvest.participation.city.name
    assert cities(EVERYBODY, harvest.barrier) == ([name], 0)
    hidden = Harvest.beside(harvest)
    harvest.merge(hidden.flag())
    assert cities(EVERYBODY, harvest.barrier) == ([name], 1)
    found = raising_cities(EVERYBODY, harvest.recommendation)
    assert ([city.name for city in found.named], found.others, found.count) == ([name], 1, 2)
    assert raising_cities(harvest.editor, harvest.recommendation).others == 0


def test_evidence_of_many_barriers_costs_no_more_queries(harvest: Harvest) -> None:
    harvest.merge(harvest.flag_words())
    harvest.publish()
    meeting = factories.meeting(networks=[harvest.network])
    add_meeting(by=harvest.editor, barrier=harvest.barrier, meeting=meeting)
    few = queries(harvest)
    others = [Harvest.beside(harvest) for _ in range(3)]
    for other in others:
        harvest.merge(other.flag())
        other.publish()
    assert queries(harvest) == few <= (6, 9)


def queries(harvest: Harvest) -> tuple[int, int]:
    """Queries of the evidence, and of the cities, of all barriers of the plan."""
    barriers = list(Barrier.objects.filter(document=harvest.plan.document))
    with CaptureQueriesContext(
        connection,
    ) as of_evidence:
        evidence_for(harvest.editor, barriers)
    with CaptureQueriesContext(connection) as of_cities:
        cities_of(harvest.editor, barriers)
    return len(of_evidence), len(of_cities)
