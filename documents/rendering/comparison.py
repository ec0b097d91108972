"""Two snapshots of one document compared, formatting kept: what a reviewer reads instead of the whole document.

The result is kept by the hashes of both snapshots and the language, so it never grows stale.
"""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.comparing import Block, bare, compare_line, compare_lines, compare_plain, compare_rich, compare_value
from core.comparing import Comparison as Texts
from core.merging.differing import Budget
from documents.enums import FieldKind
from documents.queries import content_hash
from documents.rendering.changes import SectionChange, changes_between
from documents.rendering.reader import reading
from documents.rendering.shapes import FieldReading
from documents.rendering.values import level_headings

#: changes with the shapes that are kept, and with how texts are compared
SCHEMA = 3
#: seconds for which a comparison is kept
LIFE = 7 * 24 * 60 * 60
#: steps of comparing that one document may take, as in core.merging
STEPS = 3_000_000
#: the level of the heading of a field, below which those of its text begin
FIELD_LEVEL = 4
BETWEEN = "\x00"
LISTS = frozenset({FieldKind.LINES, FieldKind.ORGANISATIONS, FieldKind.REFERENCE, FieldKind.REFERENCES})
BY_WORDS = frozenset({FieldKind.LINE, FieldKind.ORGANISATION})


@dataclass(frozen=True)
class Stretch:
    """Blocks of a field that follow one another, as safe HTML: all unchanged (`is_same`, `count` of them) or not."""

    is_same: bool
    count: int
    inline: str
    old: str
    new: str

    @property
    def inline_html(self) -> SafeString:
        return mark_safe(self.inline)  # noqa: S308 - made of clean HTML by core.comparing, as are the two below

    @property
    def old_html(self) -> SafeString:
        return mark_safe(self.old)  # noqa: S308

    @property
    def new_html(self) -> SafeString:
        return mark_safe(self.new)  # noqa: S308

    @property
    def has_table(self) -> bool:
        """Whether it may be wider than the page, and is scrolled by itself."""
        return "<table" in self.inline


@dataclass(frozen=True)
class FieldText:
    """A field that differs, ready to be shown. `is_only_format`: all words are as they were."""

    stretches: tuple[Stretch, ...]
    is_only_format: bool
    is_whole: bool
    is_short: bool


@dataclass(frozen=True)
class Comparison:
    """What differs between two snapshots, by section, row and field (`FieldChange.shown` is a `FieldText`)."""

    sections: tuple[SectionChange, ...]

    @property
    def count(self) -> int:
        return sum(map(places_in, self.sections))


def places_in(section: SectionChange) -> int:
    """How many changes a section has: rows that came, went or only moved, and fields that changed."""
    return sum(len(row.fields) if row.kind == "changed" else 1 for row in section.rows)


def compare(
    old_content: dict[str, Any], new_content: dict[str, Any], *, old_hash: str = "", new_hash: str = ""
) -> Comparison:
    """What changed from one snapshot to the other, in the active language; from the cache where it is known."""
    key = key_of(old_hash or content_hash(old_content), new_hash or content_hash(new_content))
    found = cache.get(key)
    if not isinstance(found, Comparison):
        found = compare_now(old_content, new_content)
        cache.set(key, found, LIFE)
    return found


def key_of(old_hash: str, new_hash: str) -> str:
    """Where the comparison of two snapshots is kept, in the active language."""
    return f"comparison:{SCHEMA}:{(get_language() or 'pl')[:2]}:{old_hash}:{new_hash}"


def kept(old_hash: str, new_hash: str) -> Comparison | None:
    found = cache.get(key_of(old_hash, new_hash))
    return found if isinstance(found, Comparison) else None


def compare_now(old_content: dict[str, Any], new_content: dict[str, Any]) -> Comparison:
    """The same without the cache. The work is bounded: beyond it whole blocks stand for the words in them."""
    budget = Budget(STEPS)

    def show(old: FieldReading | None, new: FieldReading | None) -> FieldText | None:
        return _field_text(old, new, budget)

    old, new = (reading(content, public=False, panels=False) for content in (old_content, new_content))
    return Comparison(changes_between(old, new, show))


def _field_text(old: FieldReading | None, new: FieldReading | None, budget: Budget) -> FieldText | None:
    kind = (new or old).kind  # type: ignore[union-attr]
    texts = _texts(kind, old, new, budget)
    if texts.is_same:
        return None
    return FieldText(
        stretches=tuple(_stretches(texts.blocks)),
        is_only_format=texts.is_only_format,
        is_whole=texts.is_whole,
        is_short=kind not in LISTS | {FieldKind.RICH, FieldKind.TEXT},
    )


def _texts(kind: FieldKind, old: FieldReading | None, new: FieldReading | None, budget: Budget) -> Texts:
    if kind == FieldKind.RICH:
        return compare_rich(bare(_raw(old)), bare(_raw(new)), budget)
    if kind == FieldKind.TEXT:
        return compare_plain(_raw(old), _raw(new), budget)
    if kind in LISTS:
        return compare_lines(_items(old), _items(new), budget)
    if kind in BY_WORDS:
        return compare_line(_text(old), _text(new), budget)
    return compare_value(_text(old), _text(new))


def _raw(field: FieldReading | None) -> str:
    return str(field.raw) if field is not None and not field.is_blank else ""


def _text(field: FieldReading | None) -> str:
    return field.text if field is not None and not field.is_blank else ""


def _items(field: FieldReading | None) -> list[str]:
    return [item.text for item in field.items] if field is not None and not field.is_blank else []


def _stretches(blocks: tuple[Block, ...]) -> list[Stretch]:
    """The blocks, neighbours of one sort together, their headings below that of the field.

    What only one text has stands beside what only the other has.
    """
    inline, old, new = (_levelled([getattr(block, view) for block in blocks]) for view in ("inline", "old", "new"))
    found: list[Stretch] = []
    was_single = False
    for place, block in enumerate(blocks):
        is_same, is_single = block.kind == "same", not old[place] or not new[place]
        one = Stretch(is_same, 1, inline[place], old[place], new[place])
        if found and ((is_same and found[-1].is_same) or (is_single and was_single)):
            last = found.pop()
            one = Stretch(is_same, last.count + 1, last.inline + one.inline, last.old + one.old, last.new + one.new)
        was_single = is_single
        found.append(one)
    return found


def _levelled(shown: list[str]) -> list[str]:
    return level_headings(BETWEEN.join(shown), FIELD_LEVEL).split(BETWEEN)
