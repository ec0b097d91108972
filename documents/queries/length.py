"""How long a section is now, in pages and words, beside what its template advises."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.richtext import plain
from documents.enums import FieldKind
from documents.queries.templates import EffectiveSection

#: a standard page of typescript: characters with spaces
PAGE = 1800
WRITTEN = frozenset(
    {
        FieldKind.LINE,
        FieldKind.TEXT,
        FieldKind.RICH,
        FieldKind.LINES,
        FieldKind.ORGANISATION,
        FieldKind.ORGANISATIONS,
    }
)


@dataclass(frozen=True)
class Length:
    """Counted words and characters of what people typed; pictures and numbers do not count."""

    words: int
    characters: int

    @property
    def pages(self) -> Decimal:
        """Standard pages to one decimal; anything written is at least 0.1."""
        if not self.characters:
            return Decimal(0)
        exact = Decimal(self.characters) / PAGE
        return max(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), Decimal("0.1"))


def length_of(section: EffectiveSection, content: dict[str, Any]) -> Length:
    """The length of a section of a snapshot."""
    words = characters = 0
    for text in texts_of(section, content):
        words += len(text.split())
        characters += len(text)
    return Length(words, characters)


def texts_of(section: EffectiveSection, content: dict[str, Any]) -> list[str]:
    """What people wrote in a section of a snapshot, without markup."""
    found = []
    for kind in section.kinds:
        fields = [field for field in kind.bound if field.kind in WRITTEN and not field.name.endswith("_en")]
        for row in content["parts"].get(kind.key, []):
            for field in fields:
                value = row["values"].get(field.name) or ""
                if isinstance(value, list):
                    found += value
                else:
                    found.append(plain(value) if field.kind == FieldKind.RICH else value)
    return found
