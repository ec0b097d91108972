"""What an edited file would bring into a review: suggestions, remarks, replies, and what fits nowhere."""

from collections.abc import Mapping

from django.utils import translation

from core.merging import merge_rich
from reviews.exchange.board import Board, Ground
from reviews.exchange.comments import NotePlanner
from reviews.exchange.fields import FieldPlanner
from reviews.exchange.labels import signed
from reviews.exchange.layout import Expected, expected_places
from reviews.exchange.opening import open_docx
from reviews.exchange.plans import Plan
from reviews.exchange.reading import ReadFile, read_file
from reviews.exchange.said import Talk
from reviews.exchange.strays import StrayPlanner
from reviews.exchange.talks import spot_of, wording_of
from reviews.exchange.values import is_same
from reviews.exchange.writing import write_docx


def plan_import(content: bytes, ground: Ground) -> Plan:
    """Read a file and judge all that is new in it. Raises InvalidInput when it is no honest DOCX. No queries but those
    of the rows that changed fields refer to.
    """
    opened = open_docx(content)
    places = expected_places(ground.base)
    usual = _read_usual(ground, places)
    read = read_file(opened, places, usual, refused=lambda name: signed(name) in ground.suggestions)
    _settle_suggested(content, ground, places, usual, read)
    board = Board(ground, usual, read, Plan(ground.identity.version))
    FieldPlanner(board).plan()
    NotePlanner(board).plan()
    StrayPlanner(board).plan()
    return board.result


def _read_usual(ground: Ground, places: Mapping[str, Expected], talks: tuple[Talk, ...] = ()) -> ReadFile:
    """The file as the portal writes it, with the wording of these talks accepted in it."""
    spots = {talk.spot for talk in talks} or None
    with translation.override(ground.identity.language):
        return read_file(open_docx(write_docx(ground.base, ground.identity, talks)), places, only=spots)


def _settle_suggested(
    content: bytes, ground: Ground, places: Mapping[str, Expected], usual: ReadFile, read: ReadFile
) -> None:
    """Tell changes that the portal itself tracked, for suggestions that are known, from what was made of them.

    `read` has them refused. That is right where whatever else was edited stands beside them. Where their own words were
    edited, the field counts with all of them accepted: nothing that was typed is lost.
    """
    signs = {
        spot: {sign for name in names if (sign := signed(name)) in ground.suggestions}
        for spot, names in read.changed_by.items()
    }
    spots = {spot for spot, found in signs.items() if found}
    if not spots:
        return
    accepted = read_file(open_docx(content), places, usual, only=spots)
    wanted = {sign for found in signs.values() for sign in found}
    talks = tuple(
        Talk(spot_of(thread, ground.base), (), wording=wording_of(thread, ground.base))
        for sign, thread in ground.suggestions.items()
        if sign in wanted
    )
    whole = _read_usual(ground, places, talks)
    for spot in spots & read.html.keys() & accepted.html.keys() & usual.html.keys():
        untouched = merge_rich(usual.html[spot], read.html[spot], whole.html.get(spot, usual.html[spot]))
        if untouched.clashes or not is_same(untouched.value, accepted.html[spot]):
            read.html[spot], read.texts[spot] = accepted.html[spot], accepted.texts[spot]
