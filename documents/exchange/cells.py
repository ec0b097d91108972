"""One value of a row as one cell of a sheet, and back: a cell as what a person would have typed into the form."""

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.forms.fields import parse_number
from core.names import fold
from core.richtext import plain
from documents.enums import FieldKind
from documents.parts import BoundField, PartKind

#: kinds of fields that no sheet can carry
NOT_IN_SHEETS = frozenset({FieldKind.FILE})
LISTS = frozenset({FieldKind.LINES, FieldKind.ORGANISATIONS, FieldKind.REFERENCES})
NUMBERS = frozenset({FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.MONEY, FieldKind.YEAR})
DAY = re.compile(r"^(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})$")
MONTH = re.compile(r"^(?P<month>\d{1,2})[./-](?P<year>\d{4})$")
ISO = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?( 00:00:00)?$")
LANGUAGES = ("pl", "en")

#: what a form would send for one field: (name of the control, text)
Typed = list[tuple[str, str]]


class BadCell(ValueError):
    """A cell cannot be read as its field; the message is a sentence for the person."""


def columns_of(kind: PartKind) -> list[BoundField]:
    """The fields of a kind that sheets carry, in order."""
    return [bound for bound in kind.bound if bound.kind not in NOT_IN_SHEETS]


def heading(bound: BoundField) -> str:
    return capfirst(bound.label)


def headings(bound: BoundField) -> set[str]:
    """The folded names by which a column is recognised: its label in every language, and the field's own name."""
    found = {fold(bound.name)}
    for language in LANGUAGES:
        with override(language):
            found.add(fold(bound.label))
    return found


def written(bound: BoundField, value: Any, names: dict[str, str]) -> Any:
    """A stored value as a cell. `names` are labels of the document's rows by their ids."""
    if value is None or value == "" or value == []:
        return None
    match bound.kind:
        case FieldKind.RICH:
            return plain(value)
        case FieldKind.CHOICE:
            return str(bound.choices.get(value, value))
        case FieldKind.MONTH | FieldKind.DATE:
            return datetime.date.fromisoformat(value)
        case FieldKind.NUMBER | FieldKind.MONEY:
            return Decimal(str(value))
        case FieldKind.BOOLEAN:
            return _("yes") if value else _("no")
        case FieldKind.REFERENCE:
            return names.get(str(value), "")
        case FieldKind.REFERENCES:
            return "\n".join(names.get(str(one), "") for one in value)
        case FieldKind.LINES | FieldKind.ORGANISATIONS:
            return "\n".join(value)
    return value


def typed(bound: BoundField, value: Any, names: dict[str, str]) -> Typed:
    """A cell as the controls of the field's form would send it. Raises BadCell."""
    text = _text(value)
    match bound.kind:
        case FieldKind.CHOICE:
            return [(bound.name, _choice(bound, text))]
        case FieldKind.MONTH:
            return _boxes(bound, value, text, ("month", "year"))
        case FieldKind.DATE:
            return _boxes(bound, value, text, ("day", "month", "year"))
        case FieldKind.BOOLEAN:
            return [(bound.name, "on")] if _yes(text) else []
        case FieldKind.REFERENCE:
            return [(bound.name, _row(text, names) if text else "")]
        case FieldKind.REFERENCES:
            return [(bound.name, _row(line, names)) for line in _lines(text)]
        case FieldKind.LINES | FieldKind.ORGANISATIONS:
            return [(bound.name, "\n".join(_lines(text)))]
    if isinstance(value, datetime.date):
        raise BadCell(_("There is a date where a text or a number belongs."))
    if bound.kind in NUMBERS:
        return [(bound.name, _number(text))]
    return [(bound.name, text)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        # As Excel shows it: 0.1 + 0.2 is stored with fifteen digits.
        return format(Decimal(repr(round(value, 6))).normalize(), "f")
    return str(value).replace("\r\n", "\n").strip()


def _number(text: str) -> str:
    """A number without needless zeros; what is no number stays for the form to judge."""
    try:
        return format(parse_number(text).normalize(), "f") if text else ""
    except InvalidOperation:
        return text


def _lines(text: str) -> list[str]:
    parts = text.splitlines() if "\n" in text else text.split(";")
    return [part.strip() for part in parts if part.strip()]


def _choice(bound: BoundField, text: str) -> str:
    if not text:
        return ""
    wanted = fold(text)
    for value in bound.choices:
        if wanted in _names_of_choice(bound, value):
            return str(value)
    allowed = ", ".join(str(label) for label in bound.choices.values())
    raise BadCell(_("“%(text)s” is not on the list. Choose one of: %(allowed)s.") % {"text": text, "allowed": allowed})


def _names_of_choice(bound: BoundField, value: Any) -> set[str]:
    names = {fold(str(value))}
    for language in LANGUAGES:
        with override(language):
            names.add(fold(str(bound.choices[value])))
    return names


def _boxes(bound: BoundField, value: Any, text: str, boxes: tuple[str, ...]) -> Typed:
    if not text:
        return [(f"{bound.name}_{box}", "") for box in boxes]
    if isinstance(value, datetime.date):
        return [(f"{bound.name}_{box}", str(getattr(value, box))) for box in boxes]
    found = DAY.match(text) or ISO.match(text) or MONTH.match(text)
    parts = found.groupdict() if found else {}
    if any(not parts.get(box) for box in boxes):
        example = "03.2027" if "day" not in boxes else "15.03.2027"
        raise BadCell(_("“%(text)s” is not a date. Write it as %(example)s.") % {"text": text, "example": example})
    return [(f"{bound.name}_{box}", str(int(parts[box]))) for box in boxes]


def _yes(text: str) -> bool:
    word = fold(text)
    if word in {"tak", "yes", "1", "true", "prawda", "x"}:
        return True
    if word in {"", "nie", "no", "0", "false", "falsz"}:
        return False
    raise BadCell(_("Write “yes” or “no”."))


def _row(text: str, names: dict[str, str]) -> str:
    """The id of the row that a code (D1), a title or both name."""
    wanted = fold(text)
    exact = [key for key, label in names.items() if fold(label) == wanted]
    loose = [key for key, label in names.items() if wanted in _short_names(label)]
    found = exact or loose
    if len(found) != 1:
        raise BadCell(_("There is no row “%(text)s” to link to. Write its code, for example D1.") % {"text": text})
    return found[0]


def _short_names(label: str) -> set[str]:
    code, _space, title = fold(label).partition(" ")
    return {code, title} - {""}
