"""What stands in a file outside its fields, and rows in another order: listed with their places."""

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from reviews.exchange.board import Board
from reviews.exchange.places import Spot

#: things outside the fields that a person can be asked to look through
MOST_STRAYS = 2000


class StrayPlanner:
    def __init__(self, board: Board) -> None:
        self.board = board

    def plan(self) -> None:
        self._strays()
        self._moved_rows()
        if self.board.read.foreign:
            self.board.leave(Spot(), _("The file holds fields of another plan. They were not read."), wanted=False)

    def _strays(self) -> None:
        sentences = {
            "text": _("Text was typed here outside the fields:"),
            "row": _("A row was typed here by hand:"),
            "footnote": _("A footnote was added:"),
            "margin": _("The header or the footer of the pages says:"),
        }
        if len(self.board.read.strays) > MOST_STRAYS:
            raise InvalidInput(_("The document is too long. Divide it and import its parts one by one."))
        for stray in self.board.read.strays:
            if stray.what == "picture":
                sentence = _("There is a picture or a drawing in the file. Pictures are not taken over.")
                self.board.leave(stray.place, sentence, stray.text, wanted=bool(stray.text))
            else:
                self.board.leave(stray.place, sentences[stray.what], stray.text)

    def _moved_rows(self) -> None:
        """Rows that stand in another order than the portal wrote them in."""
        order = {spot.row: None for spot in self.board.usual.html}
        found = list({spot.row: None for spot in self.board.read.html})
        for kind in {row.part_kind for row in order}:
            usual = [row for row in order if row.part_kind == kind and row in found]
            now = [row for row in found if row.part_kind == kind and row in order]
            kept = _longest_in_order([usual.index(row) for row in now])
            for place, row in enumerate(now):
                if usual.index(row) not in kept:
                    before = self.board.label(now[place - 1]) if place else ""
                    sentence = (
                        _("In the file this row stands after “%(row)s”.") % {"row": before}
                        if before
                        else _("In the file this row stands first.")
                    )
                    self.board.leave(row, sentence, wanted=False)


def _longest_in_order(places: list[int]) -> set[int]:
    """The most of the numbers that stand in rising order."""
    best: list[list[int]] = []
    for place in places:
        before: list[list[int]] = [[], *(run for run in best if run[-1] < place)]
        best.append([*max(before, key=len), place])
    longest: list[int] = max(best, key=len) if best else []
    return set(longest)
