"""What differs between two readings of one document: by section, row and field, in the words that people read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from core.comparing import marked, shortened
from core.richtext import plain
from documents.rendering.shapes import FieldReading, PartReading, Reading, RowReading, SectionReading

#: letters of a text that came or went which are shown
LONGEST = 600
NBSP = str.maketrans({"\u00a0": " ", "\u202f": " "})
#: what is shown of a field that was and is: None where nothing is to be shown
Show = Callable[[FieldReading | None, FieldReading | None], Any]


@dataclass(frozen=True)
class FieldChange:
    """A field that differs; `shown` is what was made of both texts. `lang` is set where it is not that of the page."""

    name: str
    label: str
    shown: Any
    lang: str = ""


@dataclass(frozen=True)
class RowChange:
    """A row that is "new", "gone", "changed" or only "moved". `anchor` is its place in the newer reading, or empty.

    `places` are where it stood and stands among its neighbours, counted from 1, when it moved.
    """

    kind: str
    name: str
    anchor: str
    fields: tuple[FieldChange, ...] = ()
    lang: str = ""
    part_kind: str = ""
    part_id: str = ""
    places: tuple[int, int] | None = None


@dataclass(frozen=True)
class SectionChange:
    key: str
    title: str
    anchor: str
    rows: tuple[RowChange, ...]


@dataclass(frozen=True)
class _Named:
    """A row with the name that people know it by; `place` is the part kind and the owner within which it is ordered."""

    row: RowReading
    name: str
    place: tuple[str, str]


def marks_of(old: FieldReading | None, new: FieldReading | None) -> Any:
    """The words of both as one text without markup, long unchanged stretches left out."""
    left, right = _words(old), _words(new)
    return tuple(shortened(marked(left, right), LONGEST)) if left != right else None


def changes_between(old: Reading, new: Reading, show: Show = marks_of) -> tuple[SectionChange, ...]:
    """The sections in which the readings differ, in the order of the newer one; those that went come last."""
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    keys = [*after, *(key for key in before if key not in after)]
    found = (_section(before.get(key), after.get(key), show) for key in keys)
    return tuple(section for section in found if section.rows)


def _section(old: SectionReading | None, new: SectionReading | None, show: Show) -> SectionChange:
    before = {one.row.id: one for one in _rows(old)}
    after = {one.row.id: one for one in _rows(new)}
    moved = _moved(before, after)
    rows = [_row(before.get(key), one, moved.get(key), show) for key, one in after.items()]
    gone = [_row(one, None, None, show) for key, one in before.items() if key not in after]
    shown = new or old
    return SectionChange(
        key=shown.key if shown else "",
        title=shown.title if shown else "",
        anchor=new.anchor if new else "",
        rows=tuple(row for row in (*rows, *gone) if row is not None),
    )


def _rows(section: SectionReading | None) -> Iterator[_Named]:
    for part in section.parts if section else ():
        for row in part.rows:
            yield from _with_children(part.key, "", row, _name_of(part, row))


def _with_children(kind: str, owner: str, row: RowReading, name: str) -> Iterator[_Named]:
    yield _Named(row, name, (kind, owner))
    for child_kind, children in row.children.items():
        for child in children:
            yield from _with_children(child_kind, row.id, child, f"{name}: {_title(child)}".rstrip(": "))


def _name_of(part: PartReading, row: RowReading) -> str:
    return _title(row) or part.label[:1].upper() + part.label[1:]


def _title(row: RowReading) -> str:
    return " ".join(text for text in (row.code, row.title) if text)


def _moved(before: dict[str, _Named], after: dict[str, _Named]) -> dict[str, tuple[int, int]]:
    """The rows whose order among their neighbours changed, as few as explain it, with both places."""
    moved: dict[str, tuple[int, int]] = {}
    for place in {one.place for one in after.values()}:
        old = [key for key, one in before.items() if one.place == place and key in after and after[key].place == place]
        new = [key for key, one in after.items() if one.place == place and key in before and before[key].place == place]
        same = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        stayed = {key for block in same for key in new[block.b : block.b + block.size]}
        was, stands = ([key for key, one in rows.items() if one.place == place] for rows in (before, after))
        moved |= {key: (was.index(key) + 1, stands.index(key) + 1) for key in new if key not in stayed}
    return moved


def _row(old: _Named | None, new: _Named | None, places: tuple[int, int] | None, show: Show) -> RowChange | None:
    """What happened to a row; None when nothing did. A single part that was empty was not there."""
    shown = new or old
    if shown is None:
        return None
    fields = tuple(_fields(old.row if old else None, new.row if new else None, show))
    was, stays = _is_there(old), _is_there(new)
    if not was and not stays:
        return None
    if was and stays and not fields and places is None:
        return None
    kept = "changed" if fields else "moved"
    kind = kept if was and stays else "new" if stays else "gone"
    return RowChange(
        kind=kind,
        name=shown.name,
        anchor=shown.row.anchor if new else "",
        fields=fields,
        lang=shown.row.lang,
        part_kind=shown.place[0],
        part_id=shown.row.id,
        places=places,
    )


def _is_there(one: _Named | None) -> bool:
    return one is not None and not one.row.is_blank


def _fields(old: RowReading | None, new: RowReading | None, show: Show) -> Iterator[FieldChange]:
    before = {field.name: field for field in old.fields} if old else {}
    after = {field.name: field for field in new.fields} if new else {}
    for name in _joined(after, before):
        was, stays = before.get(name), after.get(name)
        # A reference reads otherwise when the row that it names got another number: that is no change of this field.
        if was and stays and was.raw == stays.raw:
            continue
        field, shown = stays or was, show(was, stays)
        if field is not None and shown is not None:
            yield FieldChange(name, field.label, shown, field.lang)


def _joined(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _words(field: FieldReading | None) -> str:
    """What the field says, without markup."""
    if field is None or field.is_blank:
        return ""
    if field.items:
        return "; ".join(item.text for item in field.items).translate(NBSP)
    return (plain(field.html) if field.html else field.text).translate(NBSP).strip()
