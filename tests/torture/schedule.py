"""One schedule: windows, a network, a judge; and how everything calms down and is judged in the end."""

from collections import Counter
from copy import deepcopy
from types import TracebackType
from typing import Any
from uuid import uuid4

from django.core.cache import caches
from django.db import transaction
from hypothesis import note
from hypothesis.control import currently_in_test_context

from documents.enums import State
from documents.models import Document
from tests.torture.dialog import open_dialog
from tests.torture.judge import DivergedError, Judge, NotShownError
from tests.torture.network import Network
from tests.torture.typing_hands import is_alike
from tests.torture.window import Window
from tests.torture.wishes import Box
from tests.torture.world import SPOTS, World

#: rounds of sending and asking after which everything must have calmed down
ROUNDS = 12


class Schedule:
    """Windows on the plan of a world. What they store is rolled back when the `with` block ends."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.windows: list[Window] = []
        self.savepoint = transaction.atomic()

    def __enter__(self) -> "Schedule":
        self.savepoint.__enter__()
        # Rate limits count from zero, and nobody is remembered as present.
        caches["default"].key_prefix = f"torture-{uuid4().hex}"
        self.judge = Judge(Document.objects.get(pk=self.world.document.pk), self.world.reader, say=_say)
        self.network = Network(self.judge.after_delivery)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def open(self, count: int, *, same: bool = False) -> list[Window]:
        """Open windows of the two authors in turn; `same`: the first two are of one person."""
        boxes, orders = first_screen(self.world)
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
        return self.windows

    def set_state(self, state: State) -> None:
        """Submit the plan or take it back, between two requests of the windows."""
        Document.objects.filter(pk=self.world.document.pk).update(state=state)

    def end(self) -> Counter[str]:
        """Let everything calm down, judge it, and count what happened."""
        self._calm_down()
        self._judge_the_end()
        words = sum(map(len, self.judge.acknowledged.values()))
        return self.network.happened + Counter({"schedules": 1, "words": words})

    def _calm_down(self) -> None:
        """The network heals, everybody is signed in, everything delayed arrives, everything waiting is sent."""
        self.set_state(State.DRAFT)
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


def _say(text: str) -> None:
    """Tell whoever reads about a failing schedule; outside Hypothesis nobody does."""
    if currently_in_test_context():
        note(text)


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
