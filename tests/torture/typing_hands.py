"""What hands type: words that nobody typed before, in every kind of field, as the controls of a form carry them."""

import itertools
import random
import re
from decimal import Decimal
from typing import Any

from core.forms.fields import parse_number
from core.richtext import to_html
from documents.enums import FieldKind
from documents.parts import BoundField

WORD = re.compile(r"w\d+")
#: where a new block may begin in rich text: outside every element, or between two items of a list
BETWEEN_BLOCKS = re.compile(r"(?<=</p>)(?!</li>)|(?<=</ul>)|(?<=</h3>)|^")
WHOLE_BLOCK = re.compile(r"<p>(?:(?!</?p>).)*</p>(?!</li>)")
TEXTS = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.RICH, FieldKind.LINES, FieldKind.ORGANISATIONS})
NUMBERS = frozenset({FieldKind.MONEY, FieldKind.NUMBER})
EPOCH = 1900

#: what a form posts for one field: pairs of control and text
Data = list[list[str]]


class Dictionary:
    """Words and numbers that come once: so a loss can be told from a coincidence."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def number(self) -> int:
        return next(self._numbers)

    def word(self) -> str:
        return f"w{self.number()}"


def is_text(field: BoundField) -> bool:
    return field.kind in TEXTS


def as_shown(field: BoundField, data: Data) -> Data:
    """What the control shows for what the server sent: the editor of rich text makes paragraphs of plain text."""
    if field.kind == FieldKind.RICH:
        return [[name, to_html(text)] for name, text in data]
    if field.kind == FieldKind.REFERENCES:
        return sorted([list(pair) for pair in data])
    return [[name, text.replace("\r\n", "\n")] for name, text in data]


def tokens(field: BoundField, data: Data) -> set[str]:
    """What must not be lost of a control's content: its words, or its whole value where it has no words."""
    texts = [text for _name, text in data]
    if is_text(field):
        return set(WORD.findall(" ".join(texts)))
    if field.kind == FieldKind.REFERENCES:
        return set(texts) - {""}
    if not any(texts):
        return set()
    if field.kind in NUMBERS:
        return {_plain_number(parse_number(texts[0]))}
    if field.kind == FieldKind.MONTH:
        return {f"{int(texts[1]):04}-{int(texts[0]):02}"}
    return {texts[0]}


def stored_tokens(field: BoundField, value: Any) -> set[str]:
    """The same of a value as Changes, held texts and snapshots keep it."""
    if value in (None, "", []):
        return set()
    if is_text(field):
        return set(WORD.findall(" ".join(value) if isinstance(value, list) else value))
    if field.kind == FieldKind.REFERENCES:
        return set(value)
    if field.kind in NUMBERS:
        return {_plain_number(Decimal(value))}
    return {str(value)[:7]} if field.kind == FieldKind.MONTH else {str(value)}


def is_alike(field: BoundField, one: Data, other: Data) -> bool:
    """Whether two contents of a control say the same: spaces and the way of writing a number do not count."""
    if not is_text(field):
        return tokens(field, one) == tokens(field, other)
    return [" ".join(text.split()) for _name, text in one] == [" ".join(text.split()) for _name, text in other]


def _plain_number(number: Decimal) -> str:
    return format(number.normalize(), "f")


def typed(field: BoundField, data: Data, dice: random.Random, words: Dictionary, choices: list[str]) -> Data:
    """The content of a control after one spell of typing. `choices` are the rows that a reference may point to."""
    if is_text(field):
        (name, text) = data[0] if data else (field.name, "")
        return [[name, _typed_text(field.kind, text, dice, words)]]
    number = words.number()
    if field.kind in NUMBERS:
        return [[field.name, f"{1000 + number},25"]]
    if field.kind == FieldKind.MONTH:
        year, month = divmod(number, 12)
        return [[f"{field.name}_month", str(month + 1)], [f"{field.name}_year", str(EPOCH + year)]]
    if field.kind == FieldKind.REFERENCES:
        return sorted(
            [field.name, key] for key in tokens(field, data) ^ set(dice.sample(choices, k=min(1, len(choices))))
        )
    return [[field.name, dice.choice(["", *choices])]]


def _typed_text(kind: FieldKind, text: str, dice: random.Random, words: Dictionary) -> str:
    found = list(WORD.finditer(text))
    if not found:
        return _block(kind, words.word(), dice) if kind == FieldKind.RICH else words.word()
    act = dice.choice(("insert", "insert", "insert", "block", "block", "delete", "replace", "move"))
    match = dice.choice(found)
    if act == "insert":
        place, word = match.end(), words.word()
        return f"{text[:place]} {_bold(kind, word, dice)}{text[place:]}"
    if act == "replace":
        return text[: match.start()] + words.word() + text[match.end() :]
    if act == "delete":
        return re.sub(r" ?\b" + match.group() + r"\b", "", text, count=1)
    return _moved_block(kind, text, dice) if act == "move" else _new_block(kind, text, dice, words)


def _bold(kind: FieldKind, word: str, dice: random.Random) -> str:
    return f"<strong>{word}</strong>" if kind == FieldKind.RICH and dice.random() < 0.2 else word


def _block(kind: FieldKind, word: str, dice: random.Random) -> str:
    return f"<ul><li><p>{word}</p></li></ul>" if dice.random() < 0.2 else f"<p>{word}</p>"


def _new_block(kind: FieldKind, text: str, dice: random.Random, words: Dictionary) -> str:
    word = words.word()
    if kind == FieldKind.RICH:
        place = dice.choice([*BETWEEN_BLOCKS.finditer(text)]).end()
        return text[:place] + _block(kind, word, dice) + text[place:]
    if kind == FieldKind.LINE:
        return f"{word} {text}"
    lines = text.split("\n")
    lines.insert(dice.randint(0, len(lines)), word)
    return "\n".join(lines)


def _moved_block(kind: FieldKind, text: str, dice: random.Random) -> str:
    """Cut a paragraph or a line and paste it at an end."""
    if kind == FieldKind.RICH:
        blocks = list(WHOLE_BLOCK.finditer(text))
        if not blocks:
            return text
        cut = dice.choice(blocks)
        rest = text[: cut.start()] + text[cut.end() :]
        return cut.group() + rest if dice.random() < 0.5 else rest + cut.group()
    separator = " " if kind == FieldKind.LINE else "\n"
    lines = text.split(separator)
    lines.insert(dice.randrange(len(lines)), lines.pop(dice.randrange(len(lines))))
    return separator.join(lines)
