"""Which block of a text belongs to which field, by the bookmarks that the portal set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from documents.parts import document_kind
from documents.queries import sections_of
from documents.rendering.shapes import LONG_KINDS
from reviews.exchange.opening import w
from reviews.exchange.places import Spot, is_ours
from reviews.exchange.stored import title_field
from reviews.exchange.words import text_of

BLOCKS = (w("p"), w("tbl"))
#: the shapes of fields: the value beside its label, blocks of text, the title in a heading; and headings themselves
CELL, LONG, TITLE, HEADING = "cell", "long", "title", "heading"


@dataclass(frozen=True)
class Expected:
    """A place that a file of this content may mark. `code` precedes a title in its heading."""

    spot: Spot
    shape: str
    code: str = ""


@dataclass
class Piece:
    """Blocks of the body, or a row of a table of short fields.

    `field` is the field that they hold, None outside the fields; `place` is what they stand at: of a label its field.
    """

    elements: list[Any]
    place: Spot
    field: Spot | None = None
    shape: str = ""
    code: str = ""
    #: words that somebody typed where the portal has none
    is_stray: bool = False

    @property
    def text(self) -> str:
        return text_of(self.elements).strip()


def expected_places(content: dict[str, Any]) -> dict[str, Expected]:
    """Every place of a snapshot by the name of its bookmark."""
    return {one.spot.bookmark: one for one in _expected(content)}


def _expected(content: dict[str, Any]) -> Iterator[Expected]:
    kinds = document_kind(content["kind"]).part_kinds
    for section in sections_of(content):
        yield Expected(Spot(section.key), HEADING)
        for kind in section.kinds:
            titled = title_field(kinds[kind.key])
            for row in content["parts"].get(kind.key, []):
                yield Expected(Spot(section.key, kind.key, row["id"]), HEADING)
                for bound in kind.bound:
                    spot = Spot(section.key, kind.key, row["id"], bound.name)
                    if bound.name == titled:
                        yield Expected(spot, TITLE, row.get("code") or row["values"].get("code") or "")
                    else:
                        yield Expected(spot, LONG if bound.kind in LONG_KINDS else CELL)


def _blocks_around(body: Any, index: Mapping[Any, int]) -> dict[Any, tuple[int | None, int | None]]:
    """For every child of the body the block that it is in, or the one before it and the one after it.

    Found once for all, as a hostile file has many marks among many other things.
    """
    found: dict[Any, tuple[int | None, int | None]] = {}
    before: int | None = None
    for child in body:
        number = index.get(child)
        if number is not None:
            before = number
            found[child] = number, number
        else:
            following = 0 if before is None else before + 1
            found[child] = before, following if following < len(index) else None
    return found


@dataclass
class Layout:
    """The blocks of a body with what the bookmarks say of them. `foreign` counts marks of fields of another plan."""

    body: Any
    places: Mapping[str, Expected]
    foreign: int = 0
    blocks: list[Any] = field(default_factory=list)
    #: by block: the fields and headings that begin there
    starts: dict[int, list[tuple[Expected, Any]]] = field(default_factory=dict)
    ends: dict[Spot, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.blocks = [child for child in self.body if child.tag in BLOCKS]
        self._index = {block: number for number, block in enumerate(self.blocks)}
        self._around = _blocks_around(self.body, self._index)
        marks = [one for one in self.body.iter(w("bookmarkStart")) if is_ours(one.get(w("name"), ""))]
        finished = {one.get(w("id")): one for one in self.body.iter(w("bookmarkEnd"))}
        seen: dict[str, tuple[Any, Any]] = {}
        for mark in marks:
            name, end = mark.get(w("name")), finished.get(mark.get(w("id")))
            if name not in self.places:
                self.foreign += 1
            elif name not in seen:
                seen[name] = (mark, end)
            elif seen[name][1] is None:
                # LibreOffice cuts a bookmark in two where a table begins; only the second one ends.
                seen[name] = (seen[name][0], end)
        for name, (mark, end) in seen.items():
            self._place(self.places[name], mark, end)

    def _place(self, expected: Expected, mark: Any, end: Any) -> None:
        start = self._block_of(mark, following=True)
        if start is None:
            return
        last = start if end is None else self._block_of(end, following=False)
        if last is None or last < start:
            last = start
        elif last > start and end is not None and self._is_before_words(end, self.blocks[last]):
            last -= 1
        self.starts.setdefault(start, []).append((expected, mark))
        self.ends[expected.spot] = last

    def _block_of(self, mark: Any, *, following: bool) -> int | None:
        """The number of the block that holds a mark; of one between two blocks the next or the previous one."""
        element = mark
        while element is not None and element.getparent() is not self.body:
            element = element.getparent()
        around = self._around.get(element)
        return around[1 if following else 0] if around else None

    def _is_before_words(self, mark: Any, block: Any) -> bool:
        """Whether nothing of the block stands before the mark."""
        for element in block.iter():
            if element is mark:
                return True
            if element.tag == w("t") and element.text:
                return False
        return False

    def pieces(self) -> list[Piece]:
        """All blocks in order, each once."""
        found: list[Piece] = []
        place = Spot()
        number = 0
        while number < len(self.blocks):
            begun = self.starts.get(number, [])
            place = next((one.spot for one, _mark in begun if one.shape == HEADING), place)
            rows = {self._row_of(mark): one for one, mark in begun if one.shape == CELL}
            main = next((one for one, _mark in begun if one.shape in (LONG, TITLE)), None)
            rows.pop(None, None)
            last = number
            if rows:
                found += self._table(self.blocks[number], rows, place)
            elif main is None:
                is_heading = any(one.shape == HEADING for one, _mark in begun)
                found.append(Piece([self.blocks[number]], place, shape=HEADING if is_heading else ""))
            else:
                last = self._last_of(main, number)
                found.append(Piece(self.blocks[number : last + 1], main.spot.row, main.spot, main.shape, main.code))
                place = main.spot.row if main.shape == TITLE else place
            number = last + 1
        return found

    def _last_of(self, main: Expected, number: int) -> int:
        """Where a field ends: never beyond the next thing that the portal marked."""
        last = self.ends[main.spot] if main.shape == LONG else number
        begun = next((other for other in range(number + 1, last + 1) if other in self.starts), None)
        return last if begun is None else begun - 1

    def _row_of(self, mark: Any) -> Any:
        """The row of a short field, whose label carries the mark."""
        for one in mark.iterancestors():
            if one.tag == w("tr"):
                return one
        return None

    def _table(self, table: Any, rows: dict[Any, Expected], place: Spot) -> Iterator[Piece]:
        for row in table.iter(w("tr")):
            expected = rows.get(row)
            if expected is not None:
                yield Piece([row], expected.spot, expected.spot, CELL)
            elif not any(one in rows for one in row.iterancestors()):
                yield Piece([row], place)
