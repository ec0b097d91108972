"""Three ways of one field become one value, by the kind of the field."""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.fields import ArrayField

from core.merging import Merged, merge_keys, merge_line, merge_lines, merge_plain, merge_rich
from core.richtext import plain
from documents.enums import FieldKind
from documents.parts import BoundField

#: a list of lines in a form takes so many (core.forms.fields.LinesField)
MOST_LINES = 50
_MERGES: dict[FieldKind, Callable[[Any, Any, Any], Merged]] = {
    FieldKind.LINE: lambda *sides: merge_line(*_texts(sides)),
    FieldKind.TEXT: lambda *sides: merge_plain(*_texts(sides)),
    FieldKind.RICH: lambda *sides: merge_rich(*_texts(sides)),
    FieldKind.LINES: lambda *sides: merge_lines(*_lists(sides)),
    FieldKind.ORGANISATIONS: lambda *sides: merge_lines(*_lists(sides), by_words=False),
    FieldKind.REFERENCES: lambda *sides: merge_keys(*_lists(sides)),
}


def merge_field(bound: BoundField, base: Any, mine: Any, theirs: Any) -> Merged:
    """The stored value that holds the changes of both. A merged text that its column does not take is a clash."""
    if mine == theirs or theirs == base:
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    merge = _MERGES.get(bound.kind)
    merged = merge(base, mine, theirs) if merge else Merged(None, clashes=True)
    return merged if merged.clashes or fits(bound, merged.value) else Merged(None, clashes=True)


def join_texts(bound: BoundField, first: Any, second: Any) -> Any:
    """Both values one after the other; None for fields that hold only one value (a choice, an amount)."""
    if bound.kind == FieldKind.RICH:
        return (first or "") + (second or "")
    if bound.kind == FieldKind.LINE:
        return " ".join(text for text in (first, second) if text)
    if bound.kind == FieldKind.TEXT:
        return "\n\n".join(text for text in (first, second) if text)
    if bound.kind in (FieldKind.LINES, FieldKind.ORGANISATIONS):
        return [*(first or []), *(line for line in second or [] if line not in (first or []))]
    if bound.kind == FieldKind.REFERENCES:
        return sorted({*(first or []), *(second or [])})
    return None


def fits(bound: BoundField, value: Any) -> bool:
    """Whether a stored text is within the limits that the form of the field has."""
    if isinstance(value, list):
        if not isinstance(bound.column, ArrayField):
            return True
        longest = bound.column.base_field.max_length or 500
        return len(value) <= MOST_LINES and all(len(line) <= longest for line in value)
    words = plain(value) if bound.kind == FieldKind.RICH else value
    return bound.limit is None or len(words) <= bound.limit


def _texts(sides: tuple[Any, ...]) -> list[str]:
    return [side or "" for side in sides]


def _lists(sides: tuple[Any, ...]) -> list[list[str]]:
    return [side or [] for side in sides]
