"""Fields whose words differ: each is a suggestion, one that is known already, or listed where it cannot be one."""

from collections import defaultdict
from functools import cached_property
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, Refusal
from documents.enums import FieldKind
from documents.exceptions import InvalidFields
from documents.forms.parts import part_form
from documents.parts import BoundField, PartKind
from documents.rendering.names import row_names
from documents.services.joining import merge_field
from documents.services.proposals import frozen_row, judge_proposal
from documents.services.values import from_stored
from reviews.exchange.board import Board
from reviews.exchange.labels import signed
from reviews.exchange.places import Spot
from reviews.exchange.plans import Already, Edit
from reviews.exchange.values import form_data, is_same, is_words, text_value
from reviews.models import Thread

#: suggestions of one field that are looked at together
MOST_TOGETHER = 6


class FieldPlanner:
    def __init__(self, board: Board) -> None:
        self.board = board
        self.base = _values(board.ground.base)
        self.target = _values(board.ground.target)
        self.suggested: dict[tuple[str, str], list[Thread]] = defaultdict(list)
        for thread in board.ground.threads:
            if hasattr(thread, "suggestion"):
                self.suggested[str(thread.part_id or ""), thread.field].append(thread)

    def plan(self) -> None:
        for spot in self.board.usual.html:
            self._field(spot)

    def _field(self, spot: Spot) -> None:
        if spot not in self.board.read.html:
            self.board.leave(
                spot, _("This field is not in the file any more."), self.board.usual.texts[spot], wanted=False
            )
        elif is_same(self.board.usual.html[spot], self.board.read.html[spot]):
            self.board.result.unchanged += 1
        else:
            self._changed(spot)

    def _changed(self, spot: Spot) -> None:
        """A field with other words: a suggestion, or a leftover where it cannot be one."""
        bound = self.board.kinds[spot.part_kind].field(spot.field)
        typed_text = self.board.read.texts[spot]
        row = self.target.get((spot.part_kind, spot.part_id))
        if row is None:
            self.board.leave(spot, _("This row is no longer in the plan. In the file it says:"), typed_text)
            return
        try:
            value, stored = self._proposal(spot, bound, row)
        except InvalidFields as refusal:
            sentences = " ".join(one for found in refusal.errors.values() for one in found)
            self.board.leave(
                spot, _("In the file this field says something that cannot be saved.") + f" {sentences}", typed_text
            )
            return
        except (Refusal, ValueError) as refusal:
            self.board.leave(spot, str(refusal), typed_text)
            return
        now = row["values"].get(spot.field)
        if stored == now or (not stored and not now):
            self.board.result.known += 1
            return
        known = self._suggested(spot, bound, stored)
        if known:
            self.board.result.known += 1
            self.board.result.already += [Already(spot, self.board.label(spot), thread) for thread in known]
            return
        self.board.result.edits.append(
            Edit(
                key=f"edit-{spot.bookmark[-16:]}",
                spot=spot,
                label=self.board.label(spot),
                bound=bound,
                now=now,
                proposed=stored,
                value=value,
                authors=self._authors(spot),
            )
        )

    def _authors(self, spot: Spot) -> tuple[str, ...]:
        """Who tracked the changes of a field, but for the sender and for suggestions that the sender reads here."""
        names = self.board.read.changed_by.get(spot, set()) - {self.board.ground.name}
        return tuple(sorted(name for name in names if signed(name) not in self.board.ground.suggestions))

    def _proposal(self, spot: Spot, bound: BoundField, row: dict[str, Any]) -> tuple[Any, Any]:
        """What the file proposes for a field as it is now: as services take it, and as it is stored."""
        kind = self.board.kinds[spot.part_kind]
        base = self.base[spot.part_kind, spot.part_id]["values"].get(spot.field)
        now = row["values"].get(spot.field)
        if not is_words(bound):
            value = self._from_form(kind, bound, row, self.board.read.texts[spot])
            stored = judge_proposal(self.board.ground.document, kind, row, spot.field, value)
            if now not in (base, stored):
                raise InvalidInput(_("Somebody has changed this field since. In the file it says:"))
            return value, stored
        mine = text_value(bound, base, self.board.usual.html[spot], self.board.read.html[spot])
        merged = merge_field(bound, base, mine, now)
        if merged.clashes:
            raise InvalidInput(_("Somebody has changed the same words since. In the file they are:"))
        value = from_stored(bound, merged.value)
        return value, judge_proposal(self.board.ground.document, kind, row, spot.field, value)

    def _from_form(self, kind: PartKind, bound: BoundField, row: dict[str, Any], text: str) -> Any:
        if bound.kind == FieldKind.FILE:
            raise InvalidInput(_("A file cannot be changed in Word. There it says:"))
        data = form_data(bound, text, self._rows_to_choose(bound))
        part = frozen_row(self.board.ground.document, kind, row)
        form = part_form(kind, self.board.ground.document, data, part=part, only=(bound.name,))
        form.is_valid()
        if bound.name not in form.values:
            errors, general = form.sentences()
            raise InvalidFields({bound.name: [*errors.get(bound.name, []), *general]})
        return form.values[bound.name]

    def _rows_to_choose(self, bound: BoundField) -> dict[str, str]:
        if bound.target is None:
            return {}
        keys = {kind.key for kind in self.board.kinds.values() if kind.model is bound.target}
        inside = {row["id"] for key in keys for row in self.board.ground.target["parts"].get(key, [])}
        return {key: name for key, name in self._row_names.items() if key in inside}

    @cached_property
    def _row_names(self) -> dict[str, str]:
        return row_names(self.board.ground.target)

    def _suggested(self, spot: Spot, bound: BoundField, stored: Any) -> list[Thread]:
        """The suggestions that say just this, whatever became of them; several where all of them together do."""
        found = self.suggested[spot.part_id, spot.field]
        for thread in found:
            if thread.suggestion.proposed == stored:
                return [thread]
        base = self.base[spot.part_kind, spot.part_id]["values"].get(spot.field)
        fitting = [thread for thread in found if thread.suggestion.base == base][:MOST_TOGETHER]
        for count in range(2, len(fitting) + 1):
            for chosen in combinations(fitting, count):
                if _together(bound, base, chosen) == stored:
                    return list(chosen)
        return []


def _together(bound: BoundField, base: Any, threads: tuple[Thread, ...]) -> Any:
    """What several suggestions make of a text; None where they do not go together."""
    value = base
    for thread in threads:
        merged = merge_field(bound, base, value, thread.suggestion.proposed)
        if merged.clashes:
            return None
        value = merged.value
    return value


def _values(content: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(key, row["id"]): row for key, rows in content["parts"].items() for row in rows}
