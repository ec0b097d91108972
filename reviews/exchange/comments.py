"""Comments of a file: new ones are remarks, answers to known ones are replies, and what was said already is known."""

from django.utils import translation
from django.utils.translation import gettext as _

from reviews.enums import ThreadState
from reviews.exchange.board import Board, cut, mark
from reviews.exchange.labels import folded, named, with_kind, words_of
from reviews.exchange.notes import Note
from reviews.exchange.places import Spot
from reviews.exchange.plans import NewRemark, NewReply
from reviews.models import Thread


class NotePlanner:
    def __init__(self, board: Board) -> None:
        self.board = board
        threads = board.ground.threads
        self.said = {(thread.audience, thread.number): _texts(thread) for thread in threads}
        self.by_number = {(thread.audience, thread.number): thread for thread in threads}

    def plan(self) -> None:
        by_key = {note.key: note for note in self.board.read.notes}
        chains: dict[str, list[Note]] = {}
        for note in self.board.read.notes:
            if note.text:
                chains.setdefault(_root_of(note, by_key).key, []).append(note)
        for key, notes in chains.items():
            number, _text = named(by_key[key].text)
            fresh = [note for note in notes if named(note.text)[0] is None]
            for note in notes:
                if note not in fresh:
                    self._named(note)
                elif number is not None:
                    self._reply(note, number, note.text)
            if fresh and number is None:
                # The one that is answered comes first; where it says nothing, the first answer is the remark.
                first, *replies = sorted(fresh, key=lambda note: note.key != key)
                self._remark(first, replies)

    def _named(self, note: Note) -> None:
        """A comment that the portal wrote, or that begins like one: known, or a reply to it."""
        number, text = named(note.text)
        if number is None:
            return
        self._note_resolved(note, number)
        if number not in self.by_number:
            self.board.leave(
                note.spot or Spot(),
                _("A comment answers a remark that you cannot read here. It says:"),
                text,
                # It may have been a private note: nobody makes it a remark of all without choosing so.
                wanted=False,
            )
        elif not text or folded(text) in self.said[number] or folded(note.text) in self.said[number]:
            self.board.result.known += 1
        else:
            self._reply(note, number, text)

    def _note_resolved(self, note: Note, number: tuple[str, int]) -> None:
        """Say so where somebody has resolved a remark in Word: that is done in the review."""
        thread = self.by_number.get(number)
        if thread is None or note.parent or not note.is_done or thread.state != ThreadState.OPEN:
            return
        with translation.override(self.board.ground.identity.language):
            was_open = str(ThreadState.OPEN.label) in note.text.split("\n")[0]
        if was_open:
            sentence = _("In the file, remark %(number)d is marked as resolved. Resolve it in the review.")
            self.board.leave(note.spot or Spot(), sentence % {"number": thread.number}, wanted=False)

    def _reply(self, note: Note, number: tuple[str, int], text: str) -> None:
        thread = self.by_number.get(number)
        if thread is None:
            self.board.leave(
                note.spot or Spot(),
                _("A comment answers a remark that you cannot read here. It says:"),
                text,
                wanted=False,
            )
            return
        text = self._signed(note, text)
        if folded(text) in self.said[number]:
            self.board.result.known += 1
            return
        for place, piece in enumerate(cut(text)):
            self.board.result.replies.append(NewReply(f"reply-{mark(note.key)}-{place}", thread, piece))

    def _remark(self, note: Note, replies: list[Note]) -> None:
        kind, text = with_kind(note.text)
        texts = [
            piece
            for one in (self._signed(note, text), *(self._signed(one, one.text) for one in replies))
            for piece in cut(one)
        ]
        spot, is_whole = self.board.place(note.spot)
        known = self.board.by_words.get(folded(texts[0]))
        if known is not None:
            self.board.result.known += 1
            said = self.said[known.audience, known.number]
            fresh = [one for one in texts[1:] if folded(one) not in said]
            self.board.result.replies += [
                NewReply(f"reply-{mark(note.key)}-{place}", known, one) for place, one in enumerate(fresh)
            ]
            return
        if note.spot is None:
            sentence = _("This comment stands at no place of the plan. It says:")
            self.board.leave(Spot(), sentence, "\n\n".join(texts))
            return
        has_words = note.is_on_words and is_whole and spot.field
        self.board.result.remarks.append(
            NewRemark(
                key=f"remark-{mark(note.key)}",
                spot=spot,
                label=self.board.label(spot),
                texts=tuple(texts),
                kind=kind,
                quote=note.quote.strip("\n") if has_words else "",
                before=note.before if has_words else "",
                after=note.after if has_words else "",
            )
        )

    def _signed(self, note: Note, text: str) -> str:
        """The text, with its author where that is somebody else than who sends the file."""
        if not note.author or folded(note.author) == folded(self.board.ground.name):
            return text
        return f"{text}\n\n" + _("(In Word: %(name)s)") % {"name": note.author}


def _texts(thread: Thread) -> set[str]:
    """All that was said in a thread, with the answers that the sender reads."""
    said = {folded(words_of(comment.text)) for comment in thread.comments.all()}
    return said | {folded(answer.reason) for answer in thread.shown_answers}  # type: ignore[attr-defined]


def _root_of(note: Note, by_key: dict[str, Note]) -> Note:
    """The comment at which a chain of replies begins; chains that go in circles begin anywhere."""
    seen = {note.key}
    while note.parent in by_key and note.parent not in seen:
        note = by_key[note.parent]
        seen.add(note.key)
    return note
