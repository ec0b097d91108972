"""Single changes in words: what the history lists, and what a restoring will change."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.comparing import Mark, marked, shortened
from core.richtext import plain
from documents.enums import FieldKind, Operation
from documents.parts import BoundField, PartKind
from documents.queries import is_blank, place_address, section_with, workbench_address
from documents.queries.names import Names
from documents.rendering import display
from documents.views.common import Opened

#: kinds of fields whose changes are shown word by word
WORDS = frozenset(
    {
        FieldKind.RICH,
        FieldKind.TEXT,
        FieldKind.LINE,
        FieldKind.LINES,
        FieldKind.ORGANISATION,
        FieldKind.ORGANISATIONS,
        FieldKind.ADDRESS,
    }
)
#: letters of a long new or deleted text that a list of changes shows
LONGEST = 600
Values = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """One change as a page shows it.

    `place` names the row (or the part), `url` leads to it while it is there. `marks` are the words that went and came;
    `before` and `after` a value that became another; `values` all fields of a row that came or went; `whole` is the new
    text in full, where it was asked for.
    """

    operation: str
    section: str
    place: str
    field: str
    url: str
    history_url: str
    is_gone: bool
    sentence: str
    note: str = ""
    marks: tuple[Mark, ...] = ()
    before: str = ""
    after: str = ""
    values: tuple[tuple[str, str], ...] = ()
    is_short: bool = False
    whole: str = ""


class Teller:
    """Puts the changes of one document into words. `load` first, with everything that is to be told.

    Of long texts that came or went `longest` letters are told; 0: all of them, and the whole text besides.
    """

    def __init__(self, opened: Opened, *, longest: int = LONGEST) -> None:
        self.opened = opened
        self.names = Names(opened.document, opened.content)
        self.kinds = opened.kind.part_kinds
        self.longest = longest

    def load(self, steps: list[tuple[str, str, str, Any, Any]]) -> None:
        """Read the names that these changes need: (part kind, row, field, before, after)."""
        references = []
        for key, _row, field, before, after in steps:
            kind = self.kinds.get(key)
            for value in (before, after) if kind else ():
                references += _references(kind, field, value)  # type: ignore[arg-type]
        self.names.load({row for key, row, *_rest in steps if key in self.kinds}, references)

    def row(self, kind: PartKind, row_id: str, values: Values | None = None) -> str:
        """What a row is called: its code and title; a single part by its kind."""
        code, title = self.names.live.get(row_id, ("", None))
        if row_id not in self.names.live:
            title = (values or {}).get(kind.title_field) or self.names.deleted.get(row_id)
        words = self.text(kind.field(kind.title_field), title) if kind.title_field and title not in (None, "") else ""
        return " ".join(part for part in (code, words) if part) or capfirst(kind.label)

    def text(self, bound: BoundField, value: Any) -> str:
        """A stored value as plain text; an empty one as an empty text."""
        if is_blank(value, bound.kind):
            return ""
        match bound.kind:
            case FieldKind.RICH:
                return plain(value)
            case FieldKind.LINES | FieldKind.ORGANISATIONS:
                return "\n".join(value)
            case FieldKind.REFERENCE | FieldKind.REFERENCES:
                return "; ".join(self._name(bound, key) for key in (value if isinstance(value, list) else [value]))
            case FieldKind.FILE:
                return value.rsplit("/", 1)[-1]
            case FieldKind.TEXT | FieldKind.LINE | FieldKind.ORGANISATION | FieldKind.ADDRESS:
                return str(value)
        return display(bound, value)

    def _name(self, bound: BoundField, key: str) -> str:
        kind = next((kind for kind in self.kinds.values() if kind.model is bound.target), None)
        if kind is None:
            return self.names.outside.get((bound.target, key), _("(removed since)"))  # type: ignore[arg-type]
        name = self.row(kind, key)
        return name if key in self.names.live else _("%(name)s (deleted since)") % {"name": name}

    def tell(self, key: str, row_id: str, field: str, operation: str, before: Any, after: Any) -> Shown | None:
        """One change in words; None for a part kind or field that the portal no longer has."""
        kind = self.kinds.get(key)
        if kind is None:
            return None
        if operation == Operation.EDIT:
            bound = next((bound for bound in kind.bound if bound.name == field), None)
            return None if bound is None else self._edit(kind, row_id, bound, before, after)
        values = before if operation == Operation.DELETE else after
        sentence, note = self._sentence(operation, before, after)
        return Shown(
            **self._place(kind, row_id, values if isinstance(values, dict) else None),
            operation=operation,
            field="",
            sentence=sentence,
            note=note,
            values=self._values(kind, values),
        )

    def _edit(self, kind: PartKind, row_id: str, bound: BoundField, before: Any, after: Any) -> Shown:
        place = self._place(kind, row_id, None, bound.name)
        shown = {**place, "operation": Operation.EDIT, "field": capfirst(bound.label), "sentence": ""}
        left, right = self.text(bound, before), self.text(bound, after)
        if left == right:
            note = _("In the end nothing was changed.") if before == after else _("Only the formatting was changed.")
            return Shown(**shown, note=note)
        if bound.kind not in WORDS:
            return Shown(**shown, before=left, after=right)
        marks = marked(left, right)
        short = shortened(marks, self.longest)
        whole = right if short != marks and not self.longest else ""
        return Shown(**shown, marks=tuple(short), is_short=short != marks and bool(self.longest), whole=whole)

    def _place(self, kind: PartKind, row_id: str, values: Values | None, field: str = "") -> dict[str, Any]:
        document = self.opened.document
        section = section_with(self.opened.content, kind)
        is_live = row_id in self.names.live
        part_history = workbench_address(document, "part_history", kind.key, row_id)
        is_reachable = is_live and section is not None and self.opened.can_edit
        return {
            "section": str(section.title) if section else "",
            "place": self.row(kind, row_id, values) if kind.many else capfirst(kind.label),
            "url": place_address(document, kind, row_id, field) if is_reachable else "",
            "history_url": f"{part_history}?pole={field}" if field else part_history,
            "is_gone": not is_live,
        }

    def _sentence(self, operation: str, before: Any, after: Any) -> tuple[str, str]:
        match operation:
            case Operation.ADD:
                return _("Row added"), ""
            case Operation.DELETE:
                return _("Row deleted"), ""
            case Operation.RESTORE:
                return _("Row brought back"), ""
            case Operation.MOVE:
                return _("Row moved"), _("From place %(before)s to place %(after)s.") % {
                    "before": before,
                    "after": after,
                }
        return operation, ""

    def _values(self, kind: PartKind, values: Any) -> tuple[tuple[str, str], ...]:
        if not isinstance(values, dict):
            return ()
        texts = ((bound, self.text(bound, values.get(bound.name))) for bound in kind.bound)
        return tuple((capfirst(bound.label), text) for bound, text in texts if text)


def _references(kind: PartKind, field: str, value: Any) -> list[tuple[BoundField, Any]]:
    """The stored references in a changed value, or in all values of a row."""
    if isinstance(value, dict):
        return [(bound, value.get(bound.name)) for bound in kind.bound if bound.target is not None]
    return [(bound, value) for bound in kind.bound if bound.name == field and bound.target is not None]
