"""The torture can fail: each way of losing a word that is built into the server here is found by the judge.

The server's own functions are replaced by broken ones; the schedules are short and written out.
"""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from core.merging import Merged
from documents.models import HeldText
from documents.queries import News
from documents.services import rows, saving
from documents.services.once import Ticket
from documents.services.values import Past
from documents.views import pulse
from tests.torture.judge import AppliedTwiceError, DivergedError, LostWordError, NotShownError
from tests.torture.network import Fault
from tests.torture.schedule import Schedule
from tests.torture.typing_hands import tokens
from tests.torture.window import Window
from tests.torture.world import World, make_world

pytestmark = pytest.mark.django_db

Place = tuple[str, str]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def schedule(world: World) -> Iterator[Schedule]:
    with Schedule(world) as begun:
        yield begun


def place_of(window: Window, kind: str, name: str) -> Place:
    return next(place for place, box in window.boxes.items() if box.kind == kind and place[1] == name)


def write(window: Window, place: Place, text: str, *, fault: Fault = Fault.NONE) -> None:
    """Put a text into a field and let it be saved; what was there is taken out knowingly."""
    box, judge = window.boxes[place], window.judge
    bound = window.world.kind(box.kind).field(place[1])
    before = tokens(bound, box.data)
    box.data = [[place[1], text]]
    judge.taken_out[place] |= before - tokens(bound, box.data)
    judge.typed[place] |= tokens(bound, box.data) - before
    window.pause()
    window.send_next(fault)


def both_write(schedule: Schedule, first: str, second: str) -> Place:
    """Two authors put words at the ends of one field, neither having seen the other's."""
    anna, bartek = schedule.open(2)
    place = place_of(anna, "challenge", "statement")
    text = anna.boxes[place].data[0][1]
    write(anna, place, first.format(text))
    write(bartek, place, second.format(text))
    return place


def test_a_sound_server_keeps_everything(schedule: Schedule) -> None:
    both_write(schedule, "w9001 {}", "{} w9002")
    assert schedule.end()["words"] == 2


def test_saving_over_each_other_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "merge_field", lambda bound, base, mine, theirs: Merged(mine))
    both_write(schedule, "w9001 {}", "{} w9002")
    with pytest.raises(LostWordError):
        schedule.end()


def test_a_forgotten_base_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "past_of", lambda *_arguments: Past({}, {}))
    both_write(schedule, "w9001 {}", "{} w9002")
    with pytest.raises(LostWordError):
        schedule.end()


def test_a_forgotten_held_text_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    def forget(by: Any, document: Any, kind: Any, part_id: Any, **facts: Any) -> dict[str, HeldText]:
        return {name: HeldText(reason=facts["reason"], mine=value) for name, value in facts["mine"].items()}

    monkeypatch.setattr(saving, "hold", forget)
    both_write(schedule, "w9001", "w9002")
    with pytest.raises(LostWordError):
        schedule.end()


def test_a_held_text_that_nobody_is_told_of_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "open_held_texts", lambda *_arguments: [])
    both_write(schedule, "w9001", "w9002")
    with pytest.raises((NotShownError, DivergedError)):
        schedule.end()


def forget_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ticket, "was_used", lambda self: False)
    monkeypatch.setattr(Ticket, "use", lambda self, *_arguments, **_facts: None)


def test_a_request_carried_out_twice_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_requests(monkeypatch)
    anna, bartek = schedule.open(2)
    row = anna.orders["stakeholder"][0]
    anna.move("stakeholder", row, up=False)
    anna.send_next(Fault.AGAIN_LATE)
    bartek.move("stakeholder", row, up=True)
    bartek.send_next()
    with pytest.raises(AppliedTwiceError):
        schedule.network.deliver_late(0)


def test_a_save_carried_out_again_after_a_week_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that the colleague took out since comes back with the doubled request."""
    forget_requests(monkeypatch)
    anna, bartek = schedule.open(2)
    place = place_of(anna, "challenge", "statement")
    text = anna.boxes[place].data[0][1]
    write(anna, place, f"{text} w9001", fault=Fault.AGAIN_LATE)
    bartek.pulse()
    write(bartek, place, text)
    with pytest.raises(AppliedTwiceError):
        schedule.network.deliver_late(0)


def test_changes_without_history_are_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "note_edits", lambda *_arguments, **_facts: None)
    anna, _bartek = schedule.open(2)
    place = place_of(anna, "challenge", "statement")
    write(anna, place, "w9001")
    write(anna, place, "w9002")
    with pytest.raises(LostWordError):
        schedule.end()


def test_a_colleague_who_is_told_nothing_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "news", lambda *_arguments: News())
    both_write(schedule, "w9001 {}", "{} w9002")
    with pytest.raises(DivergedError):
        schedule.end()


def test_a_row_deleted_over_unseen_words_is_found(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.services.parts._was_seen", lambda *_arguments: True)
    anna, bartek = schedule.open(2)
    place = place_of(anna, "stakeholder", "name")
    write(anna, place, "w9001")
    bartek.delete("stakeholder", place[0])
    bartek.send_next()
    with pytest.raises(LostWordError):
        schedule.end()


def test_hands_type_words_that_nobody_typed_before(schedule: Schedule) -> None:
    anna, bartek = schedule.open(2)
    place = place_of(anna, "diagnosis", "text")
    for number in range(30):
        anna.type(place, random.Random(number))
        bartek.type(place, random.Random(number))
    assert not schedule.judge.typed_by[anna.user.pk, place] & schedule.judge.typed_by[bartek.user.pk, place]
