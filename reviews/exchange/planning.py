"""What an edited file would bring into a review: suggestions, remarks, replies, and what fits nowhere."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, Refusal
from documents.enums import FieldKind
from documents.exceptions import InvalidFields
from documents.forms.parts import part_form
from documents.models import Document
from documents.parts import BoundField, PartKind, document_kind
from documents.rendering.names import row_names
from documents.services.joining import merge_field
from documents.services.proposals import frozen_row, judge_proposal
from documents.services.values import from_stored
from reviews.exchange.identity import Identity
from reviews.exchange.labels import folded, named, with_kind, words_of
from reviews.exchange.layout import expected_places
from reviews.exchange.notes import Note
from reviews.exchange.opening import open_docx
from reviews.exchange.places import Spot
from reviews.exchange.plans import Edit, Leftover, NewRemark, NewReply, Plan
from reviews.exchange.reading import ReadFile, read_file
from reviews.exchange.values import form_data, is_same, is_words, text_value
from reviews.exchange.writing import write_docx
from reviews.models import Thread
from reviews.queries.places import Place, PlaceNames, find_place

#: letters of one comment; a longer one goes on in replies
LONGEST = 4500
#: things outside the fields that a person can be asked to look through
MOST_STRAYS = 2000


@dataclass(frozen=True)
class Ground:
    """What a file is judged by: `base` is what it was made of, `target` what is proposed to now.

    `threads` are those that the sender reads; `name` is the sender's.
    """

    document: Document
    identity: Identity
    base: dict[str, Any]
    target: dict[str, Any]
    threads: list[Thread]
    name: str


def plan_import(content: bytes, ground: Ground) -> Plan:
    """Read a file and judge all that is new in it. Raises InvalidInput when it is no honest DOCX. No queries but those
    of the rows that changed fields refer to.
    """
    opened = open_docx(content)
    places = expected_places(ground.base)
    with translation.override(ground.identity.language):
        usual = read_file(open_docx(write_docx(ground.base, ground.identity)), places)
    return _Planner(ground, usual, read_file(opened, places, usual)).plan()


class _Planner:
    def __init__(self, ground: Ground, usual: ReadFile, read: ReadFile) -> None:
        self.ground, self.usual, self.read = ground, usual, read
        self.kinds = document_kind(ground.document.kind).part_kinds
        self.names = PlaceNames(ground.target)
        self.base = _values(ground.base)
        self.target = _values(ground.target)
        self.said = {(thread.audience, thread.number): _texts(thread) for thread in ground.threads}
        self.by_number = {(thread.audience, thread.number): thread for thread in ground.threads}
        self.by_words = {_first_words(thread): thread for thread in reversed(ground.threads)}
        self.left: set[str] = set()
        self.result = Plan(ground.identity.version)

    def plan(self) -> Plan:
        for spot in self.usual.html:
            self._field(spot)
        self._notes()
        self._strays()
        self._moved_rows()
        if self.read.foreign:
            self._leave(Spot(), _("The file holds fields of another plan. They were not read."), wanted=False)
        return self.result

    # fields

    def _field(self, spot: Spot) -> None:
        if spot not in self.read.html:
            self._leave(spot, _("This field is not in the file any more."), self.usual.texts[spot], wanted=False)
        elif is_same(self.usual.html[spot], self.read.html[spot]):
            self.result.unchanged += 1
        else:
            self._changed(spot)

    def _changed(self, spot: Spot) -> None:
        """A field with other words: a suggestion, or a leftover where it cannot be one."""
        bound = self.kinds[spot.part_kind].field(spot.field)
        typed_text = self.read.texts[spot]
        row = self.target.get((spot.part_kind, spot.part_id))
        if row is None:
            self._leave(spot, _("This row is no longer in the plan. In the file it says:"), typed_text)
            return
        try:
            value, stored = self._proposal(spot, bound, row)
        except InvalidFields as refusal:
            sentences = " ".join(one for found in refusal.errors.values() for one in found)
            self._leave(
                spot, _("In the file this field says something that cannot be saved.") + f" {sentences}", typed_text
            )
            return
        except (Refusal, ValueError) as refusal:
            self._leave(spot, str(refusal), typed_text)
            return
        now = row["values"].get(spot.field)
        if stored == now or (not stored and not now) or self._is_suggested(spot, stored):
            self.result.known += 1
            return
        self.result.edits.append(
            Edit(
                key=f"edit-{spot.bookmark[-16:]}",
                spot=spot,
                label=self._label(spot),
                bound=bound,
                now=now,
                proposed=stored,
                value=value,
                authors=tuple(sorted(self.read.changed_by.get(spot, set()) - {self.ground.name})),
            )
        )

    def _proposal(self, spot: Spot, bound: BoundField, row: dict[str, Any]) -> tuple[Any, Any]:
        """What the file proposes for a field as it is now: as services take it, and as it is stored."""
        kind = self.kinds[spot.part_kind]
        base = self.base[spot.part_kind, spot.part_id]["values"].get(spot.field)
        now = row["values"].get(spot.field)
        if not is_words(bound):
            value = self._from_form(kind, bound, row, self.read.texts[spot])
            stored = judge_proposal(self.ground.document, kind, row, spot.field, value)
            if now not in (base, stored):
                raise InvalidInput(_("Somebody has changed this field since. In the file it says:"))
            return value, stored
        mine = text_value(bound, base, self.usual.html[spot], self.read.html[spot])
        merged = merge_field(bound, base, mine, now)
        if merged.clashes:
            raise InvalidInput(_("Somebody has changed the same words since. In the file they are:"))
        value = from_stored(bound, merged.value)
        return value, judge_proposal(self.ground.document, kind, row, spot.field, value)

    def _from_form(self, kind: PartKind, bound: BoundField, row: dict[str, Any], text: str) -> Any:
        if bound.kind == FieldKind.FILE:
            raise InvalidInput(_("A file cannot be changed in Word. There it says:"))
        data = form_data(bound, text, self._rows_to_choose(bound))
        part = frozen_row(self.ground.document, kind, row)
        form = part_form(kind, self.ground.document, data, part=part, only=(bound.name,))
        form.is_valid()
        if bound.name not in form.values:
            errors, general = form.sentences()
            raise InvalidFields({bound.name: [*errors.get(bound.name, []), *general]})
        return form.values[bound.name]

    def _rows_to_choose(self, bound: BoundField) -> dict[str, str]:
        if bound.target is None:
            return {}
        keys = {kind.key for kind in self.kinds.values() if kind.model is bound.target}
        inside = {row["id"] for key in keys for row in self.ground.target["parts"].get(key, [])}
        return {key: name for key, name in self._row_names.items() if key in inside}

    @cached_property
    def _row_names(self) -> dict[str, str]:
        return row_names(self.ground.target)

    def _is_suggested(self, spot: Spot, stored: Any) -> bool:
        """Whether somebody has proposed just this, whatever became of it."""
        return any(
            str(thread.part_id or "") == spot.part_id
            and thread.field == spot.field
            and thread.suggestion.proposed == stored
            for thread in self.ground.threads
            if hasattr(thread, "suggestion")
        )

    # comments

    def _notes(self) -> None:
        by_key = {note.key: note for note in self.read.notes}
        replies: dict[str, list[Note]] = {}
        for note in self.read.notes:
            if not note.text:
                continue
            number, _text = named(note.text)
            root = _root_of(note, by_key)
            if number is not None:
                self._named(note)
            elif root is not note and named(root.text)[0] is not None:
                self._reply(note, named(root.text)[0], note.text)  # type: ignore[arg-type]
            elif root is not note:
                replies.setdefault(root.key, []).append(note)
        for note in self.read.notes:
            if note.text and not note.parent and named(note.text)[0] is None:
                self._remark(note, replies.get(note.key, []))

    def _named(self, note: Note) -> None:
        """A comment that the portal wrote, or that begins like one: known, or a reply to it."""
        number, text = named(note.text)
        if number is None:
            return
        if number not in self.by_number:
            self._leave(note.spot or Spot(), _("A comment answers a remark that you cannot read here. It says:"), text)
        elif not text or folded(text) in self.said[number] or folded(note.text) in self.said[number]:
            self.result.known += 1
        else:
            self._reply(note, number, text)

    def _reply(self, note: Note, number: tuple[str, int], text: str) -> None:
        thread = self.by_number.get(number)
        if thread is None:
            self._leave(note.spot or Spot(), _("A comment answers a remark that you cannot read here. It says:"), text)
            return
        text = self._signed(note, text)
        if folded(text) in self.said[number]:
            self.result.known += 1
            return
        for place, piece in enumerate(_cut(text)):
            self.result.replies.append(NewReply(f"reply-{_mark(note.key)}-{place}", thread, piece))

    def _remark(self, note: Note, replies: list[Note]) -> None:
        kind, text = with_kind(note.text)
        texts = [
            piece
            for one in (self._signed(note, text), *(self._signed(one, one.text) for one in replies))
            for piece in _cut(one)
        ]
        spot, is_whole = self._place(note.spot)
        known = self.by_words.get(folded(texts[0]))
        if known is not None:
            self.result.known += 1
            said = self.said[known.audience, known.number]
            fresh = [one for one in texts[1:] if folded(one) not in said]
            self.result.replies += [
                NewReply(f"reply-{_mark(note.key)}-{place}", known, one) for place, one in enumerate(fresh)
            ]
            return
        if note.spot is None:
            sentence = _("This comment stands at no place of the plan. It says:")
            self._leave(Spot(), sentence, "\n\n".join(texts))
            return
        has_words = note.is_on_words and is_whole and spot.field
        self.result.remarks.append(
            NewRemark(
                key=f"remark-{_mark(note.key)}",
                spot=spot,
                label=self._label(spot),
                texts=tuple(texts),
                kind=kind,
                quote=note.quote.strip("\n") if has_words else "",
                before=note.before if has_words else "",
                after=note.after if has_words else "",
            )
        )

    def _signed(self, note: Note, text: str) -> str:
        """The text, with its author where that is somebody else than who sends the file."""
        if not note.author or folded(note.author) == folded(self.ground.name):
            return text
        return f"{text}\n\n" + _("(In Word: %(name)s)") % {"name": note.author}

    def _place(self, spot: Spot | None) -> tuple[Spot, bool]:
        """The place as it is in the target, or the nearest one around it that is there."""
        for one in (spot, spot.row if spot else None, Spot(spot.section) if spot else None):
            if one is None:
                continue
            try:
                find_place(
                    self.ground.target,
                    section=one.section,
                    part_kind=one.part_kind,
                    part_id=one.part_id,
                    field=one.field,
                )
            except InvalidInput:
                continue
            return one, one == spot
        return Spot(), spot == Spot()

    # what fits nowhere

    def _strays(self) -> None:
        sentences = {
            "text": _("Text was typed here outside the fields:"),
            "row": _("A row was typed here by hand:"),
            "footnote": _("A footnote was added:"),
            "margin": _("The header or the footer of the pages says:"),
        }
        if len(self.read.strays) > MOST_STRAYS:
            raise InvalidInput(_("The document is too long. Divide it and import its parts one by one."))
        for stray in self.read.strays:
            if stray.what == "picture":
                sentence = _("There is a picture or a drawing in the file. Pictures are not taken over.")
                self._leave(stray.place, sentence, stray.text, wanted=bool(stray.text))
            else:
                self._leave(stray.place, sentences[stray.what], stray.text)

    def _moved_rows(self) -> None:
        """Rows that stand in another order than the portal wrote them in."""
        order = {spot.row: None for spot in self.usual.html}
        found = list({spot.row: None for spot in self.read.html})
        for kind in {row.part_kind for row in order}:
            usual = [row for row in order if row.part_kind == kind and row in found]
            now = [row for row in found if row.part_kind == kind and row in order]
            kept = _longest_in_order([usual.index(row) for row in now])
            for place, row in enumerate(now):
                if usual.index(row) not in kept:
                    before = self._label(now[place - 1]) if place else ""
                    sentence = (
                        _("In the file this row stands after “%(row)s”.") % {"row": before}
                        if before
                        else _("In the file this row stands first.")
                    )
                    self._leave(row, sentence, wanted=False)

    def _leave(self, spot: Spot, sentence: str, text: str = "", *, wanted: bool = True) -> None:
        spot, _is_whole = self._place(spot)
        for piece in _cut(text):
            made = Leftover("", spot, self._label(spot), sentence, piece, wanted)
            if folded(made.remark) in self.by_words:
                self.result.known += 1
                continue
            key = f"left-{_mark(spot.bookmark + made.remark)}"
            if key not in self.left:
                self.left.add(key)
                self.result.leftovers.append(replace(made, key=key))

    def _label(self, spot: Spot) -> str:
        return self.names.label(Place(spot.section, spot.part_kind, spot.part_id, spot.field))


def _values(content: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(key, row["id"]): row for key, rows in content["parts"].items() for row in rows}


def _texts(thread: Thread) -> set[str]:
    return {folded(words_of(comment.text)) for comment in thread.comments.all()}


def _first_words(thread: Thread) -> str:
    comments = list(thread.comments.all())
    return folded(words_of(comments[0].text)) if comments else ""


def _root_of(note: Note, by_key: dict[str, Note]) -> Note:
    """The comment at which a chain of replies begins; chains that go in circles begin anywhere."""
    seen = {note.key}
    while note.parent in by_key and note.parent not in seen:
        note = by_key[note.parent]
        seen.add(note.key)
    return note


def _cut(text: str) -> list[str]:
    """Pieces that each fit a comment, cut between words."""
    text = text.strip()
    pieces = []
    begin = 0
    while len(text) - begin > LONGEST:
        end = begin + LONGEST
        at = max(text.rfind(" ", begin, end), text.rfind("\n", begin, end))
        at = at if at > begin else end
        pieces.append(text[begin:at].strip())
        begin = at
        while text[begin].isspace():
            begin += 1
    return [*pieces, text[begin:]]


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _longest_in_order(places: list[int]) -> set[int]:
    """The most of the numbers that stand in rising order."""
    best: list[list[int]] = []
    for place in places:
        before: list[list[int]] = [[], *(run for run in best if run[-1] < place)]
        best.append([*max(before, key=len), place])
    longest: list[int] = max(best, key=len) if best else []
    return set(longest)
