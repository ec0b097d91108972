"""Random schedules of several windows on one plan, as a Hypothesis state machine."""

import random
import sys
from collections import Counter
from copy import deepcopy
from typing import Any, ClassVar
from uuid import uuid4

from django.core.cache import caches
from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from documents.enums import State
from documents.models import Document
from tests.torture.dialog import Dialog, open_dialog
from tests.torture.judge import DivergedError, Judge, NotShownError
from tests.torture.network import FAULTS, Fault, Network
from tests.torture.typing_hands import is_alike
from tests.torture.window import Box, Window
from tests.torture.world import SPOTS, World

NUMBER = st.integers(0, 2**16)
FAULT = st.sampled_from([Fault.NONE] * 6 + FAULTS)
KILL_AT = st.integers(1, 8)
#: rounds of sending and asking after which everything must have calmed down
ROUNDS = 12


class Torture(RuleBasedStateMachine):
    """Two to four windows, a bad network, and a judge. `world` is set for a test before the machine runs."""

    world: ClassVar[World]
    totals: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.words = deepcopy(self.world.words)
        self.judge = Judge(Document.objects.get(pk=self.world.document.pk), self.world.reader, say=note)
        self.network = Network(self.judge.after_delivery)
        self.windows: list[Window] = []
        self.hot: list[tuple[str, str]] = []
        self.dialogs: list[Dialog] = []
        self.steps = 0

    # -- beginning --------------------------------------------------------------------------------------------------

    @initialize(count=st.integers(2, 4), same=st.booleans(), spots=st.lists(NUMBER, min_size=2, max_size=4))
    def open_windows(self, count: int, same: bool, spots: list[int]) -> None:
        """Windows of two authors in turn, or two of one person first; and the few fields where they all meet."""
        caches["default"].key_prefix = f"torture-{uuid4().hex}"
        boxes, orders = first_screen(self.world)
        places = sorted(boxes, key=lambda place: (boxes[place].kind, place[1], place[0]))
        every = [(kind, name) for kind, names in SPOTS.items() for name in names]
        chosen = {every[number % len(every)] for number in spots}
        self.hot = [place for place in places if (boxes[place].kind, place[1]) in chosen]
        for number in range(count):
            author = self.world.authors[0 if same and number == 1 else number % 2]
            window = Window(
                f"{author} {number + 1}", author, self.world, self.network, self.judge,
                {place: Box(box.kind, box.data, box.base, box.version) for place, box in boxes.items()},
                deepcopy(orders), self.judge.revision(),
            )  # fmt: skip
            window.client.cookies = deepcopy(self.world.clients[author.pk].cookies)
            window.versions = {place[0]: box.version for place, box in boxes.items()}
            self.windows.append(window)

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
            self._set_state(State.SUBMITTED)

    @rule(who=NUMBER)
    def recovery(self, who: int) -> None:
        """The network is back, the person signs in again; a plan that was submitted is taken back."""
        self.at(who).is_offline = False
        if self.at(who).is_signed_out:
            self.at(who).sign_in()
        self._set_state(State.DRAFT)

    def _set_state(self, state: State) -> None:
        Document.objects.filter(pk=self.world.document.pk).update(state=state)

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

    # -- judging ----------------------------------------------------------------------------------------------------

    @invariant()
    def no_word_is_lost(self) -> None:
        self.steps += 1
        if self.judge.was_touched:
            self.judge.check_words()

    def teardown(self) -> None:
        try:
            # What was found wrong during the schedule is the failure; its end would only hide it.
            if self.windows and sys.exc_info()[0] is None:
                self._calm_down()
                self._judge_the_end()
            self.totals.update(self.network.happened)
            self.totals["schedules"] += 1
            self.totals["steps"] += self.steps
            self.totals["words"] += sum(map(len, self.judge.acknowledged.values()))
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def _calm_down(self) -> None:
        """The network heals, everybody is signed in, everything delayed arrives, everything waiting is sent."""
        self._set_state(State.DRAFT)
        for _round in range(ROUNDS):
            while self.network.late:
                self.network.deliver_late(0)
            for window in self.windows:
                _work_off(window)
            if not any(window.queue for window in self.windows):
                break
        for window in self.windows:
            if not window.pulse():
                raise DivergedError(f"{window.name} cannot ask what is new")
            if window.queue:
                raise DivergedError(f"{window.name} still waits to send {window.queue}")

    def _judge_the_end(self) -> None:
        self.judge.read_history_again()
        self.judge.check_words()
        self.judge.check_typed()
        stored: dict[str, dict[str, Any]] = {}
        for window in self.windows:
            self._check_screen(window, stored)
        for window in {window.user.pk: window for window in self.windows}.values():
            self._check_shown(window)

    def _check_screen(self, window: Window, stored: dict[str, dict[str, Any]]) -> None:
        """Every list in its order, every field as it is stored, but for what waits for a decision."""
        for kind, order in window.orders.items():
            if order != self.world.order(kind):
                raise DivergedError(f"{window.name} shows the rows of {kind} in another order")
        for (part_id, name), box in window.boxes.items():
            if box.held:
                continue
            if part_id not in stored:
                part = self.world.part(box.kind, part_id)
                stored[part_id] = self.world.controls(box.kind, part) if part else {}
            if not is_alike(self.world.kind(box.kind).field(name), stored[part_id].get(name, []), box.data):
                raise DivergedError(
                    f"{window.name} shows {box.data} in {box.kind}.{name}, stored is {stored[part_id].get(name)}"
                )

    def _check_shown(self, window: Window) -> None:
        """Every open held text of the author is in the pulse, and its page has every word."""
        for held in self.judge.open_held_of(window.user):
            if str(held.pk) not in window.open_held:
                raise NotShownError(f"{window.name} is not told of {held.part_kind}.{held.field}")
            if open_dialog(window, held) is None:
                raise NotShownError(f"{window.name} is not signed in")


def _work_off(window: Window) -> None:
    window.is_offline = False
    if window.is_signed_out:
        window.sign_in()
    window.pulse()
    if window.is_signed_out:
        window.sign_in()
        window.pulse()
    window.pause()
    while window.send_next():
        window.pause()


def first_screen(world: World) -> tuple[dict[tuple[str, str], Box], dict[str, list[str]]]:
    """What a page shows that was opened before anything happened."""
    if not world.screen:
        boxes: dict[tuple[str, str], Box] = {}
        orders = {kind: world.order(kind) for kind in SPOTS if world.kind(kind).many} | {
            kind: world.order(kind) for kind in ("aim", "risk")
        }
        for kind in SPOTS:
            for part_id in world.order(kind):
                part = world.part(kind, part_id)
                for name, data in world.controls(kind, part).items():
                    boxes[part_id, name] = Box(kind, data, data, part.version)
        world.screen = boxes, orders
    return world.screen
