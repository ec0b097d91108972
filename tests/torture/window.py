"""A window of an author: the screen, the queue of what waits to be sent, and the rules by which the client works.

The same rules as static/js/workbench: a field is sent with the version that its text was based on; one request at a
time, in order; what was sent once stays as it is until it is answered; only the pulse says how much of the others is
known.
"""

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.parts import BoundField
from tests.torture.judge import Judge, LostWordError
from tests.torture.network import Answer, Fault, Letter, Network, new_client
from tests.torture.typing_hands import as_shown, tokens, typed
from tests.torture.wishes import Box, Wish
from tests.torture.world import REFERS_TO, SPOTS, World

Place = tuple[str, str]


@dataclass
class Window:
    """One open window. `boxes` are the fields on its screen by (part id, field name), `orders` the lists it shows."""

    name: str
    user: User
    world: World
    network: Network
    judge: Judge
    boxes: dict[Place, Box]
    orders: dict[str, list[str]]
    revision: int
    client: Client = field(default_factory=new_client)
    queue: list[Wish] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    token: str = ""
    is_offline: bool = False
    is_signed_out: bool = False
    gone: set[str] = field(default_factory=set)
    open_held: list[str] = field(default_factory=list)
    pulses: int = 0

    def address(self, page: str, *arguments: Any) -> str:
        return reverse(f"initiative_{page}", args=[self.world.document.slug, *arguments])

    # -- hands ------------------------------------------------------------------------------------------------------

    def type(self, place: Place, dice: random.Random) -> None:
        """Change what one box shows; what was on the screen and is not any more was taken out knowingly."""
        box, (part_id, name) = self.boxes[place], place
        bound = self.world.kind(box.kind).field(name)
        choices = [key for key in self.orders.get(REFERS_TO.get(name, ""), []) if key != part_id]
        before = tokens(bound, box.data)
        box.data = typed(bound, box.data, dice, self.world.words, choices)
        after = tokens(bound, box.data)
        self.judge.say(f"{self.name} types {sorted(after - before)} for {sorted(before - after)} in {box.kind}.{name}")
        self.judge.taken_out[place] |= before - after
        self.judge.typed[place] |= after - before
        self.judge.typed_by[self.user.pk, place] |= after - before

    def may_type(self, place: Place) -> bool:
        """Whether the field is on the screen. What is typed in a new row before it is added is part of the adding."""
        return place in self.boxes and not any(wish.op == "add" and wish.part_id == place[0] for wish in self.queue)

    def pause(self) -> None:
        """What the client does a moment after the last key: typing becomes requests, one for each base version."""
        waiting = {(wish.part_id, name): wish for wish in self.queue for name in wish.data}
        fresh: dict[tuple[str, int, str], Wish] = {}
        for (part_id, name), box in self.boxes.items():
            earlier = waiting.get((part_id, name))
            if earlier is not None:
                if not earlier.was_sent:
                    earlier.data[name] = box.data
            elif box.is_dirty and not (box.held and box.data == self.judge.held_data.get((box.held, name))):
                wish = Wish("save", box.kind, part_id, box.version, held=box.held)
                wish = fresh.setdefault((part_id, box.version, box.held), wish)
                wish.data[name] = box.data
                if box.is_grown:
                    wish.bases[name] = box.base
        self.queue += fresh.values()

    def is_waiting_for(self, part_id: str) -> bool:
        """Whether something typed in a row has not been answered yet."""
        return any(wish.part_id == part_id for wish in self.queue) or any(
            box.is_dirty for (one, _name), box in self.boxes.items() if one == part_id
        )

    def add(self, kind: str, dice: random.Random) -> None:
        """Begin a row and fill it."""
        part_id = str(uuid4())
        empty = self.world.controls(kind, None)
        for name, data in empty.items():
            self.boxes[part_id, name] = Box(kind, data, data, 0)
        for name in [name for name in empty if dice.random() < 0.6 or name in NEEDED]:
            self.type((part_id, name), dice)
        content = {name: self.boxes[part_id, name].data for name in empty}
        extra = [[name, str(value)] for name, value in DEFAULTS[kind].items()]
        self.queue.append(Wish("add", kind, part_id, data=content, extra=extra))

    def delete(self, kind: str, part_id: str) -> None:
        """Ask to delete a row that is on the screen; its words are taken out knowingly."""
        self.queue.append(Wish("delete", kind, part_id, self.versions.get(part_id, 0)))
        for (one, name), box in self.boxes.items():
            if one == part_id:
                self.judge.taken_out[one, name] |= tokens(self.world.kind(kind).field(name), box.data)
        self.judge.deleted_rows.add(part_id)
        self.judge.deleted_by[part_id].add(self.user.pk)

    def move(self, kind: str, part_id: str, *, up: bool) -> None:
        self.queue.append(Wish("move", kind, part_id, self.versions.get(part_id, 0), up=up))

    def restore(self, kind: str, part_id: str) -> None:
        self.queue.append(Wish("restore", kind, part_id))

    # -- the wire ---------------------------------------------------------------------------------------------------

    def send_next(self, fault: Fault = Fault.NONE, kill_at: int = 1) -> bool:
        """Send the first wish of the queue; False when nothing can be sent or nobody answered."""
        if not self.queue or self.is_offline or self.is_signed_out:
            return False
        if not self.token and not self.pulse():
            return False
        wish = self.queue[0]
        wish.was_sent = True
        letter = Letter(
            "POST", self.address("save"), deepcopy(self.client.cookies), wish.body(), self.token, str(wish.key)
        )
        self.judge.say(f"{self.name} sends {wish.body().decode()}: {fault}")
        answer = self.network.send(letter, fault, kill_at=kill_at)
        self.judge.say(f"{self.name} hears {answer}")
        if answer is None or answer.status >= 500:
            return False
        return self._heard(wish, answer)

    def _heard(self, wish: Wish, answer: Answer) -> bool:
        body = answer.body
        if answer.status == 401:
            self.is_signed_out = True
            return False
        if answer.status == 403 and body["status"] == "csrf":
            self.token = ""
            return False
        self.queue.remove(wish)
        match answer.status, body.get("status"):
            case 200, "saved":
                left = [name for name in wish.data if name not in body["saved"]]
                self._saved(wish, body, [name for name in wish.data if name in body["saved"]])
                self._left_out(wish, left)
            case 409, "clash" | "gone" | "closed":
                self._held(wish, body)
            case 422, "invalid" if wish.op == "add" and body["errors"]:
                self._corrected(wish, body["errors"])
            case 422, "invalid":
                self._saved(wish, body, body["saved"])
                self._refused(wish)
            case 409, _:
                self._refused(wish)
            case unexpected:
                raise AssertionError(f"{unexpected} {body} for {wish}")
        return True

    def _saved(self, wish: Wish, body: dict[str, Any], names: list[str]) -> None:
        """The named fields are stored: what they hold now is the base of what is typed from now on."""
        names = [name for name in names if name in wish.data]
        self._acknowledge(wish, names)
        for name in names:
            place = wish.part_id, name
            self.judge.saved[place] |= self.judge.acknowledged[place] & tokens(self._bound(wish, name), wish.data[name])
        # The row's version is not known from this: somebody else's unseen change may be in between.
        for name in names:
            box = self.boxes.get((wish.part_id, name))
            if box is None:
                continue
            sent, told = wish.data[name], body.get("values", {}).get(name)
            bound = self.world.kind(wish.kind).field(name)
            now = as_shown(bound, told["data"]) if told else sent
            version = told["version"] if told else body["version"]
            box.held = ""
            if box.data == sent:
                box.data = box.base = now
                box.version, box.is_grown = version, False
            elif now == sent:
                box.base, box.version, box.is_grown = now, version, False
            else:
                # Typed on over a text that the server joined with other words: the next save says what it grew from.
                box.base, box.is_grown = sent, True
        if wish.op == "add":
            self.show_part(wish.kind, wish.part_id)
        if wish.op != "save":
            self._read_list(wish.kind)
        if wish.part_id in self.gone:
            # The pulse said so while this was on its way.
            self._forget_row(wish.part_id)

    def _bound(self, wish: Wish, name: str) -> BoundField:
        return self.world.kind(wish.kind).field(name)

    def _acknowledge(self, wish: Wish, names: list[str]) -> None:
        for name in names:
            place = wish.part_id, name
            self.judge.acknowledged[place] |= tokens(self._bound(wish, name), wish.data[name]) & self.judge.typed[place]

    def _held(self, wish: Wish, body: dict[str, Any]) -> None:
        """The server keeps the text for me: it is acknowledged, and the box says that it waits for a decision."""
        saved = body.get("saved", [])
        self._saved(wish, body, saved)
        if not body["held"]:
            self._refused(wish)
            return
        waiting = [name for name in wish.data if name in body["all"]]
        self._acknowledge(wish, waiting)
        if wish.op == "add":
            # A row that never came to be: its words wait, there is nothing to show.
            for name in wish.data:
                self.boxes.pop((wish.part_id, name), None)
            return
        for name in set(wish.data) - set(saved) - set(waiting):
            self._show_box((wish.part_id, name))
        for name in waiting:
            held = body["all"][name]
            self.judge.held_data[held, name] = wish.data[name]
            if (wish.part_id, name) in self.boxes:
                self.boxes[wish.part_id, name].held = held

    def _left_out(self, wish: Wish, names: list[str]) -> None:
        """A list of rows to tick is left out once there are no rows any more: nothing else may be."""
        for name in names:
            if self._bound(wish, name).target is None:
                raise LostWordError(f"{name} of {wish} was neither saved nor refused")
            self._show_box((wish.part_id, name))

    def _corrected(self, wish: Wish, errors: dict[str, list[str]]) -> None:
        """The form of a new row is shown again; the person empties what is wrong (a row deleted since) and adds it."""
        for name in errors:
            place = wish.part_id, name
            self.judge.given_up[place] |= tokens(self._bound(wish, name), wish.data[name])
            wish.data[name] = self.boxes[place].data = []
        self.queue.insert(0, replace(wish, key=uuid4(), was_sent=False))

    def _refused(self, wish: Wish) -> None:
        """The person reads why, and takes what is stored now."""
        if wish.op == "delete":
            self.judge.deleted_rows.discard(wish.part_id)
            self.judge.deleted_by[wish.part_id].discard(self.user.pk)
        self.show_part(wish.kind, wish.part_id)
        if self.world.part(wish.kind, wish.part_id) is None:
            for name in wish.data:
                self._give_up((wish.part_id, name))

    def _give_up(self, place: Place) -> None:
        box = self.boxes.pop(place, None)
        if box is not None:
            self.judge.given_up[place] |= tokens(self.world.kind(box.kind).field(place[1]), box.data)

    def sign_in(self) -> None:
        """Sign in again in place: another session, and the token of the old one is worth nothing."""
        self.client = new_client()
        self.client.force_login(self.user)
        self.is_signed_out, self.token = False, ""

    def lose_session(self) -> None:
        Session.objects.filter(pk=self.client.cookies["sessionid"].value).delete()

    def pulse(self, fault: Fault = Fault.NONE) -> bool:
        """Ask what is new. True when the server answered."""
        if self.is_offline or self.is_signed_out:
            return False
        self.pulses += 1
        letter = Letter("GET", f"{self.address('pulse')}?revision={self.revision}", self.client.cookies)
        answer = self.network.send(letter, fault)
        if answer is None or answer.status >= 500:
            return False
        if answer.status == 401:
            self.is_signed_out = True
            return False
        if answer.status != 200 or answer.body["user"] != self.user.pk:
            raise AssertionError(answer)
        self._learn(answer.body)
        return True

    def _learn(self, body: dict[str, Any]) -> None:
        self.token = body["csrf"]
        self.open_held = [one["id"] for one in body["held"]]
        for part in body.get("parts", []):
            self._learn_part(part)
        for kind in body.get("lists", []):
            self._read_list(kind)
        self.revision = body["revision"]
        for place, box in list(self.boxes.items()):
            if box.held and box.held not in self.open_held:
                self.decided(place, box.held)

    def decided(self, place: Place, held: str) -> None:
        """A text that waited was settled, here or in another window: what was decided is what is stored.

        What was typed on since it began to wait stays on the screen and is sent like anything typed.
        """
        box = self.boxes.get(place)
        if box is None or box.held != held:
            return
        box.held = ""
        is_as_it_waited = box.data == self.judge.held_data.get((held, place[1]))
        if place not in self._unanswered() and (is_as_it_waited or not box.is_dirty):
            self._show_box(place)

    def _learn_part(self, part: dict[str, Any]) -> None:
        if part["deleted"]:
            self.gone.add(part["id"])
            self._forget_row(part["id"])
            return
        self.gone.discard(part["id"])
        self.versions[part["id"]] = part["version"]
        for name, told in part["fields"].items():
            place = part["id"], name
            box = self.boxes.get(place)
            if box is not None and not box.is_dirty and not box.held and place not in self._unanswered():
                box.data = box.base = as_shown(self.world.kind(box.kind).field(name), told["data"])
                box.version = part["version"]

    def _unanswered(self) -> set[Place]:
        return {(wish.part_id, name) for wish in self.queue for name in wish.data}

    # -- pages ------------------------------------------------------------------------------------------------------

    def _read_list(self, kind: str) -> None:
        """The list of rows is asked for again, as the page of the section has it now."""
        self.orders[kind] = self.world.order(kind)
        known = {part_id for part_id, _name in self.boxes}
        for part_id in self.orders[kind]:
            if part_id not in known and kind in SPOTS:
                self.show_part(kind, part_id)

    def _forget_row(self, part_id: str) -> None:
        """A deleted row leaves the screen, but for what is still unanswered or waits for a decision."""
        waiting = self._unanswered()
        for place in [place for place in self.boxes if place[0] == part_id]:
            box = self.boxes[place]
            if place not in waiting and not box.held and not box.is_dirty:
                del self.boxes[place]

    def show_part(self, kind: str, part_id: str) -> None:
        """Show a row as it is stored now, but for what is on its way."""
        part = self.world.part(kind, part_id)
        if part is None:
            self._forget_row(part_id)
            return
        self.versions[part_id] = part.version
        waiting = self._unanswered()
        for name, data in self.world.controls(kind, part).items():
            if (part_id, name) not in waiting:
                self._show(Box(kind, data, data, part.version), (part_id, name))

    def _show_box(self, place: Place) -> None:
        """Show one field as it is stored now; typing that was never sent is given up knowingly."""
        box = self.boxes.get(place)
        if box is None:
            return
        part = self.world.part(box.kind, place[0])
        if part is None:
            del self.boxes[place]
            return
        data = self.world.controls(box.kind, part)[place[1]]
        self._show(Box(box.kind, data, data, part.version), place)

    def _show(self, fresh: Box, place: Place) -> None:
        old = self.boxes.get(place)
        if old is not None:
            bound = self.world.kind(fresh.kind).field(place[1])
            self.judge.given_up[place] |= tokens(bound, old.data) - tokens(bound, fresh.data)
        self.boxes[place] = fresh

    def reopen(self) -> None:
        """Close the window and open it again: the queue was kept by the browser, the screen is read anew."""
        self.pause()
        self.revision = self.judge.revision()
        kinds = {place[0]: box.kind for place, box in self.boxes.items()}
        for part_id, kind in kinds.items():
            self._reopen_part(kind, part_id)
        for kind in self.orders:
            self._read_list(kind)

    def _reopen_part(self, kind: str, part_id: str) -> None:
        part = self.world.part(kind, part_id)
        waiting = self._unanswered()
        if part is None:
            self._forget_row(part_id)
            return
        self.versions[part_id] = part.version
        for name, data in self.world.controls(kind, part).items():
            place = part_id, name
            if place not in waiting and not (place in self.boxes and self.boxes[place].held):
                self.boxes[place] = Box(kind, data, data, part.version)

    def waiting_rows(self) -> Iterator[tuple[str, str]]:
        """(kind, part id) of the rows on the screen that may be moved or deleted: nothing of theirs is under way."""
        for kind, order in self.orders.items():
            for part_id in order:
                if not self.is_waiting_for(part_id):
                    yield kind, part_id


NEEDED = frozenset({"name", "title", "audience", "message"})
DEFAULTS: dict[str, dict[str, Any]] = {
    "stakeholder": {"kind": "residents", "influence": 3, "interest": 4, "attitude": "unknown", "engagement": "inform"},
    "action": {"kind": "investment", "priority": 2, "state": "planned"},
    "communication": {"channel": "website"},
    "indicator": {"kind": "output", "unit": "szt.", "frequency": "year"},
}
