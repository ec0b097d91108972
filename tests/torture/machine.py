"""Random schedules of several windows on one plan, as a Hypothesis state machine."""

import random
import sys
from collections import Counter
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from documents.enums import State
from tests.torture.dialog import Dialog, open_dialog
from tests.torture.network import FAULTS, Fault
from tests.torture.restoring import Restoring, ask_to_restore
from tests.torture.schedule import Schedule
from tests.torture.window import Window
from tests.torture.world import SPOTS, World

NUMBER = st.integers(0, 2**16)
FAULT = st.sampled_from([Fault.NONE] * 6 + FAULTS)
KILL_AT = st.integers(1, 8)


class Torture(RuleBasedStateMachine):
    """Two to four windows, a bad network, and a judge. `world` is set for a test before the machine runs."""

    world: ClassVar[World]
    totals: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.schedule = Schedule(self.world).__enter__()
        self.judge, self.network = self.schedule.judge, self.schedule.network
        self.windows: list[Window] = []
        self.hot: list[tuple[str, str]] = []
        self.dialogs: list[Dialog] = []
        self.restorings: list[Restoring] = []
        self.steps = 0

    # -- beginning --------------------------------------------------------------------------------------------------

    @initialize(count=st.integers(2, 4), same=st.booleans(), spots=st.lists(NUMBER, min_size=2, max_size=4))
    def open_windows(self, count: int, same: bool, spots: list[int]) -> None:
        """Windows of two authors in turn, or two of one person first; and the few fields where they all meet."""
        self.windows = self.schedule.open(count, same=same)
        boxes = self.windows[0].boxes
        every = [(kind, name) for kind, names in SPOTS.items() for name in names]
        chosen = {every[number % len(every)] for number in spots}
        places = sorted(boxes, key=lambda place: (boxes[place].kind, place[1], place[0]))
        self.hot = [place for place in places if (boxes[place].kind, place[1]) in chosen]

    def at(self, number: int) -> Window:
        return self.windows[number % len(self.windows)]

    def hot_place(self, window: Window, number: int) -> tuple[str, str] | None:
        """A field on the screen, nearly always one of the few where everybody meets."""
        places = [place for place in (self.hot if number % 8 else window.boxes) if window.may_type(place)]
        return places[number // 8 % len(places)] if places else None

    # -- hands ------------------------------------------------------------------------------------------------------

    def _type(self, window: Window, where: int, dice: int) -> None:
        place = self.hot_place(window, where)
        if place is not None:
            window.type(place, random.Random(dice))

    @rule(who=NUMBER, where=NUMBER, dice=NUMBER)
    def type(self, who: int, where: int, dice: int) -> None:
        self._type(self.at(who), where, dice)

    @rule(who=NUMBER, where=NUMBER, dice=NUMBER, fault=FAULT, kill_at=KILL_AT)
    def type_and_save(self, who: int, where: int, dice: int, fault: Fault, kill_at: int) -> None:
        self._type(self.at(who), where, dice)
        self.at(who).pause()
        self.at(who).send_next(fault, kill_at)

    @rule(where=NUMBER, dice=NUMBER, fault=FAULT, kill_at=KILL_AT)
    def all_type_in_one_field(self, where: int, dice: int, fault: Fault, kill_at: int) -> None:
        """Everybody types in the same field before anybody hears of the others; the last one has bad luck."""
        for number, window in enumerate(self.windows):
            self._type(window, where, dice + number)
            window.pause()
        for window in self.windows[:-1]:
            window.send_next()
        self.windows[-1].send_next(fault, kill_at)

    @rule(who=NUMBER, fault=FAULT, kill_at=KILL_AT)
    def send(self, who: int, fault: Fault, kill_at: int) -> None:
        self.at(who).pause()
        self.at(who).send_next(fault, kill_at)

    @rule(who=NUMBER)
    def send_all(self, who: int) -> None:
        self.at(who).pause()
        while self.at(who).send_next():
            pass

    @rule(who=NUMBER, fault=FAULT)
    def pulse(self, who: int, fault: Fault) -> None:
        self.at(who).pulse(fault)

    # -- troubles ---------------------------------------------------------------------------------------------------

    @rule(who=NUMBER, which=st.integers(0, 7))
    def trouble(self, who: int, which: int) -> None:
        """Somebody loses the network or the session, closes the window and opens it, or submits the plan."""
        window = self.at(who)
        if which < 3:
            window.is_offline = True
        elif which < 5:
            window.lose_session()
        elif which < 7:
            window.reopen()
        else:
            self.schedule.set_state(State.ACCEPTED)

    @rule(who=NUMBER)
    def recovery(self, who: int) -> None:
        """The network is back, the person signs in again; a plan that was submitted is taken back."""
        self.at(who).is_offline = False
        if self.at(who).is_signed_out:
            self.at(who).sign_in()
        self.schedule.set_state(State.DRAFT)

    @precondition(lambda self: self.network.late)
    @rule(which=NUMBER)
    def late_one_arrives(self, which: int) -> None:
        self.network.deliver_late(which)

    # -- rows -------------------------------------------------------------------------------------------------------

    @rule(who=NUMBER, which=NUMBER, dice=NUMBER, fault=FAULT, kill_at=KILL_AT)
    def add_row(self, who: int, which: int, dice: int, fault: Fault, kill_at: int) -> None:
        kind = ("stakeholder", "action", "communication", "indicator")[which % 4]
        self.at(who).add(kind, random.Random(dice))
        self.at(who).send_next(fault, kill_at)

    @rule(who=NUMBER, which=NUMBER, act=st.integers(0, 4), fault=FAULT, kill_at=KILL_AT)
    def change_rows(self, who: int, which: int, act: int, fault: Fault, kill_at: int) -> None:
        """Move a row up or down, delete one, or bring one back."""
        window = self.at(who)
        rows = self.world.deleted() if act > 3 else list(window.waiting_rows())
        if not rows:
            return
        kind, part_id = rows[which % len(rows)]
        if act < 2:
            window.move(kind, part_id, up=act == 0)
        elif act < 4:
            window.delete(kind, part_id)
        else:
            window.restore(kind, part_id)
        window.send_next(fault, kill_at)

    # -- conflicts --------------------------------------------------------------------------------------------------

    @precondition(lambda self: any(self.judge.has_open_held(window.user) for window in self.windows))
    @rule(who=NUMBER, which=NUMBER)
    def open_conflict(self, who: int, which: int) -> None:
        window = self.at(who)
        waiting = self.judge.open_held_of(window.user)
        if waiting and not window.is_signed_out and not window.is_offline:
            dialog = open_dialog(window, waiting[which % len(waiting)], as_page=which % 4 == 0)
            if dialog is not None:
                self.dialogs.append(dialog)

    @precondition(lambda self: self.dialogs)
    @rule(which=NUMBER, choice=NUMBER)
    def settle_conflict(self, which: int, choice: int) -> None:
        self.dialogs.pop(which % len(self.dialogs)).settle(choice)

    # -- history ----------------------------------------------------------------------------------------------------

    @rule(who=NUMBER, which=NUMBER)
    def ask_to_restore(self, who: int, which: int) -> None:
        window = self.at(who)
        if not window.is_signed_out and not window.is_offline:
            asked = ask_to_restore(window, which)
            if asked is not None:
                self.restorings.append(asked)

    @precondition(lambda self: self.restorings)
    @rule(which=NUMBER)
    def confirm_restoring(self, which: int) -> None:
        self.restorings.pop(which % len(self.restorings)).confirm()

    # -- judging ----------------------------------------------------------------------------------------------------

    @invariant()
    def no_word_is_lost(self) -> None:
        self.steps += 1
        if self.judge.was_touched:
            self.judge.check_words()

    def teardown(self) -> None:
        """Judge the end, unless something was found wrong before: then this would only hide it."""
        try:
            if self.windows and sys.exc_info()[0] is None:
                self.totals.update(self.schedule.end())
                self.totals["steps"] += self.steps
        finally:
            self.schedule.__exit__(None, None, None)
