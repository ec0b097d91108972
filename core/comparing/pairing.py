"""Finding the pairs: by blocks as they are nested, by rows and columns in tables, by words inside a block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.comparing.pairs import Pair
from core.comparing.runs import runs_between, tokens_in
from core.merging.blocks import Ways, align
from core.merging.differing import Budget
from core.merging.nodes import FAMILIES, TAG, Node
from core.merging.words import WORD

#: how much more the first cell of a row, and of a column, says of what it is than the other cells
WEIGHT = 4
SPANS = ("colspan", "rowspan")


def pair_blocks(old: Sequence[Node], new: Sequence[Node], budget: Budget) -> list[Pair]:
    """The blocks of both texts in one order: where some went and others came, those that went stand first."""
    pairs: list[Pair] = []
    for one, other in _in_one_order(old, new, budget):
        pairs += [Pair(one, other)] if one is None or other is None else pair_nodes(one, other, budget)
    return pairs


def _in_one_order(
    old: Sequence[Node], new: Sequence[Node], budget: Budget
) -> Iterator[tuple[Node | None, Node | None]]:
    side = align(old, new, WAYS, budget, strangers=False)
    for place, block in enumerate([*old, None]):
        yield from ((None, one) for one in side.inserted.get(place, []))
        if block is not None:
            yield block, side.now[place]


def pair_nodes(old: Node, new: Node, budget: Budget) -> list[Pair]:
    """Two blocks that belong together; one gone and one new where neither turns into the other piece by piece."""
    if old.html == new.html:
        return [Pair(old, new)]
    if old.tag == "table":
        return _pair_tables(old, new, budget)
    if old.children or new.children:
        return [Pair(old, new, children=tuple(pair_blocks(_inside(old), _inside(new), budget)))]
    return [Pair(old, new, runs=tuple(runs_between(tokens_in(old), tokens_in(new), budget)))]


def words_in(node: Node) -> list[str]:
    return WORD.findall(TAG.sub(" ", node.html))


def _inside(node: Node) -> tuple[Node, ...]:
    """What a block holds; the words of a leaf as one block without an element."""
    return node.children or ((Node("", pieces=node.pieces),) if node.pieces else ())


def _bag(node: Node) -> set[str]:
    """The words by which a block is known again. Blocks of different families have none in common."""
    family = next((min(one) for one in FAMILIES if node.tag in one), node.tag)
    words = {f"{family} {word}" for word in words_in(node)}
    return words | _weighed(words_in(node.children[0])) if node.tag == "tr" and node.children else words


def _weighed(words: list[str]) -> set[str]:
    return {f"{number} {word}" for word in words for number in range(1, WEIGHT)}


WAYS: Ways[Node] = Ways(key=lambda node: node.html, words=_bag)


@dataclass(frozen=True)
class _Column:
    """The cells of a column, read as one text."""

    text: str
    words: frozenset[str]


COLUMNS: Ways[_Column] = Ways(key=lambda column: column.text, words=lambda column: set(column.words))
#: places of a column in the old and in the new table; None where it is not there
Columns = list[tuple[int | None, int | None]]


def _pair_tables(old: Node, new: Node, budget: Budget) -> list[Pair]:
    if _is_plain(old) and _is_plain(new):
        columns = _columns(_rows(old), _rows(new), budget)
        groups = [
            Pair(one, other, children=tuple(_pair_rows(one, other, columns, budget)))
            for one, other in _groups(old, new)
        ]
        return [Pair(old, new, children=tuple(groups))]
    if _shape(old) == _shape(new):
        return [_cell_by_cell(old, new, budget)]
    return [Pair(old, None), Pair(None, new)]


def _rows(table: Node) -> list[Node]:
    return [row for group in table.children for row in group.children]


def _is_plain(table: Node) -> bool:
    """Whether its rows and columns make a grid."""
    rows = _rows(table)
    cells = [cell for row in rows for cell in row.children]
    known = {group.tag for group in table.children} <= {"thead", "tbody"} and {row.tag for row in rows} == {"tr"}
    spanned = any(name in SPANS for cell in cells for name, _value in cell.attributes)
    return known and not spanned and len({len(row.children) for row in rows}) == 1


def _shape(node: Node) -> object:
    if node.tag in ("td", "th"):
        return [pair for pair in node.attributes if pair[0] in SPANS]
    return [node.tag, *(_shape(child) for child in node.children)]


def _cell_by_cell(old: Node, new: Node, budget: Budget) -> Pair:
    if old.tag in ("td", "th"):
        return pair_nodes(old, new, budget)[0]
    pairs = (_cell_by_cell(one, other, budget) for one, other in zip(old.children, new.children, strict=True))
    return Pair(old, new, children=tuple(pairs))


def _groups(old: Node, new: Node) -> list[tuple[Node | None, Node | None]]:
    """Heads with heads, bodies with bodies."""
    found: list[tuple[Node | None, Node | None]] = []
    for tag in ("thead", "tbody"):
        before = [group for group in old.children if group.tag == tag]
        after = [group for group in new.children if group.tag == tag]
        for place in range(max(len(before), len(after))):
            found.append((before[place] if place < len(before) else None, after[place] if place < len(after) else None))
    return found


def _columns(rows: list[Node], others: list[Node], budget: Budget) -> Columns:
    before, after = _read_columns(rows), _read_columns(others)
    side = align(before, after, COLUMNS, budget)
    columns: Columns = []
    new = 0
    for place in range(len(before) + 1):
        for _inserted in side.inserted.get(place, []):
            columns.append((None, new))
            new += 1
        if place < len(before):
            stays = side.now[place] is not None
            columns.append((place, new if stays else None))
            new += stays
    return columns


def _read_columns(rows: list[Node]) -> list[_Column]:
    columns = []
    for cells in zip(*(row.children for row in rows), strict=True):
        words = [words_in(cell) for cell in cells]
        bag = {word for found in words for word in found} | _weighed(words[0])
        columns.append(_Column("\n".join(cell.html for cell in cells), frozenset(bag)))
    return columns


def _pair_rows(old: Node | None, new: Node | None, columns: Columns, budget: Budget) -> Iterator[Pair]:
    before, after = old.children if old else (), new.children if new else ()
    has_all = all(one is not None and other is not None for one, other in columns)
    for one, other in _in_one_order(before, after, budget):
        pair = Pair(one, other)
        yield (
            pair
            if pair.is_same and has_all
            else Pair(one, other, children=tuple(_pair_cells(one, other, columns, budget)))
        )


def _pair_cells(old: Node | None, new: Node | None, columns: Columns, budget: Budget) -> list[Pair]:
    cells: list[Pair] = []
    for one, other in columns:
        before = old.children[one] if old is not None and one is not None else None
        after = new.children[other] if new is not None and other is not None else None
        if before is not None and after is not None:
            cells += pair_nodes(before, after, budget)
        else:
            cells.append(Pair(before, after, filler=before is None and after is None))
    return cells
