"""The judge: knows every word that the server acknowledged, and looks for it in everything that is stored.

A word is safe when it is in the present text, or when it waits in an open held text. A word that is in neither must
have been taken out by somebody who saw it, and then the history still has it. Anything else is a lost word, also when
the history could bring it back: nobody asked to remove it.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.models import User
from documents.models import Change, Document, HeldText
from documents.parts import BoundField, document_kind
from documents.queries import bulk_rows
from tests.torture.network import Answer, Letter
from tests.torture.typing_hands import stored_tokens

Place = tuple[str, str]
#: a refused request did nothing, and may be carried out when it comes again; any other must never do anything again
CARRIED_OUT = 200


class LostWordError(AssertionError):
    """A word that somebody was told is safe cannot be found."""


class AppliedTwiceError(AssertionError):
    """A request that had been carried out did something again."""


class NotShownError(AssertionError):
    """A word waits for its author, who is not told."""


class DivergedError(AssertionError):
    """A screen shows something else than what is stored."""


class Reader:
    """Reads all live rows of a document in one query; composing it takes much longer than carrying it out."""

    def __init__(self, document: Document) -> None:
        self.keys = [kind.key for kind in document_kind(document.kind).part_kinds.values()]
        with connection.execute_wrapper(self._note):
            bulk_rows(document, document_kind(document.kind).part_kinds.values())

    def _note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.sql, self.params = sql, params
        return execute(sql, params, many, context)

    def read(self) -> dict[str, list[dict[str, Any]]]:
        """Rows by part kind: `_id` and the stored values by field name."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            columns = cursor.fetchone()
        return {
            key: [json.loads(row) if isinstance(row, str) else row for row in rows]
            for key, rows in zip(self.keys, columns, strict=True)
        }


@dataclass
class Judge:
    """Reads the document's tables only; what hands did is told by the windows. A place is (part id, field name)."""

    document: Document
    reader: "Reader"
    #: told what happens, for whoever reads about a failure
    say: Callable[[str], None] = lambda text: None
    acknowledged: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: those of them that were in the text; others only waited, and what their author then gave up was never in it
    saved: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    taken_out: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    history: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    typed: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    given_up: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: who deleted which row: one's own words, typed in whatever window, go with it knowingly
    deleted_by: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    typed_by: dict[tuple[int, Place], set[str]] = field(default_factory=lambda: defaultdict(set))
    #: what was on its author's screen when a text was put on hold, by (held text, field name)
    held_data: dict[tuple[str, str], Any] = field(default_factory=dict)
    deleted_rows: set[str] = field(default_factory=set)
    carried_out: set[str] = field(default_factory=set)
    #: whether anything may be stored differently since the last check
    was_touched: bool = True
    _last_change: int = 0
    _held: dict[UUID, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kinds = document_kind(self.document.kind).part_kinds
        self.absorb()

    def revision(self) -> int:
        self.document.refresh_from_db(fields=["revision"])
        return self.document.revision

    def bound(self, kind: str, name: str) -> BoundField | None:
        return next((bound for bound in self.kinds[kind].bound if bound.name == name), None)

    def after_delivery(self, letter: Letter, answer: Answer) -> None:
        """Check that a repeated request does nothing."""
        changed = self.absorb()
        if not letter.key:
            return
        if letter.key in self.carried_out and changed:
            raise AppliedTwiceError(f"{letter.body.decode()} was carried out before, and now made: {changed}")
        if answer.status == CARRIED_OUT or changed:
            self.carried_out.add(letter.key)

    def absorb(self) -> list[str]:
        """Read what is new in history and among the held texts; returns it in words."""
        self.was_touched = True
        changes = list(Change.objects.filter(document=self.document, pk__gt=self._last_change).order_by("pk"))
        for change in changes:
            self._remember(change)
        self._last_change = changes[-1].pk if changes else self._last_change
        held = {one.pk: (one.by_id, one.mine, one.settled_at is None) for one in self.document.held_texts.all()}
        news = [f"held text {key}" for key, state in held.items() if self._held.get(key) != state]
        self._held = held
        return [f"{one.operation} {one.part_kind}.{one.field}" for one in changes] + news

    def _remember(self, change: Change) -> None:
        for value in (change.before, change.after):
            if isinstance(value, dict) and not change.field:
                for name, one in value.items():
                    self._remember_value(change, name, one)
            else:
                self._remember_value(change, change.field, value)

    def _remember_value(self, change: Change, name: str, value: Any) -> None:
        bound = self.bound(change.part_kind, name)
        if bound is not None:
            self.history[str(change.part_id), name] |= stored_tokens(bound, value)

    def read_history_again(self) -> None:
        """Forget what was read and read all of it: what is not there any more does not count."""
        self.history.clear()
        for change in Change.objects.filter(document=self.document):
            self._remember(change)

    def current(self) -> dict[Place, set[str]]:
        """What the live rows hold."""
        found: dict[Place, set[str]] = {}
        for kind, rows in self.reader.read().items():
            for row in rows:
                for bound in self.kinds[kind].bound:
                    found[row["_id"], bound.name] = stored_tokens(bound, row[bound.name])
        return found

    def held(self, *, is_open: bool) -> dict[Place, set[str]]:
        """What waits for its author, or what its author has settled."""
        found: dict[Place, set[str]] = defaultdict(set)
        for one in HeldText.objects.filter(document=self.document, settled_at__isnull=is_open):
            bound = self.bound(one.part_kind, one.field)
            if bound is not None:
                found[str(one.part_id), one.field] |= stored_tokens(bound, one.mine)
        return found

    def open_held_of(self, user: User) -> list[HeldText]:
        return list(HeldText.objects.filter(pk__in=self._open_held(user)))

    def has_open_held(self, user: User) -> bool:
        return bool(self._open_held(user))

    def _open_held(self, user: User) -> list[UUID]:
        return [key for key, (by, _mine, is_open) in self._held.items() if is_open and by == user.pk]

    def check_typed(self) -> None:
        """At the end everything typed was acknowledged, but for what hands took out again or gave up."""
        for place, words in self.typed.items():
            unheard = words - self.acknowledged[place] - self.taken_out[place] - self.given_up[place]
            if unheard:
                raise LostWordError(f"{place}: {sorted(unheard)} were typed and never acknowledged")

    def _deleted_with_own_row(self, place: Place) -> set[str]:
        return {word for user in self.deleted_by[place[0]] for word in self.typed_by[user, place]}

    def check_words(self) -> None:
        """Raise LostWordError unless every acknowledged word is where it must be."""
        self.was_touched = False
        present, waiting, settled = self.current(), self.held(is_open=True), self.held(is_open=False)
        nothing: set[str] = set()
        for place, words in self.acknowledged.items():
            missing = words - present.get(place, nothing) - waiting.get(place, nothing) - self.deleted_rows
            vanished = missing - self.taken_out[place] - self._deleted_with_own_row(place)
            if vanished:
                raise LostWordError(f"{place}: {sorted(vanished)} vanished, and nobody took them out")
            gone = (missing & self.saved[place]) - self.history[place] - settled.get(place, nothing)
            if gone:
                raise LostWordError(f"{place}: {sorted(gone)} were taken out and are not in the history")
