"""What a document still lacks before it can be submitted."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from core.richtext import plain
from documents.enums import FieldKind, Need
from documents.parts import BoundField, PartKind, Section, document_kind


@dataclass(frozen=True)
class Gap:
    """Something that is missing before submission: the section, part kind, row (or None) and field (or "" = no row)."""

    section: Section
    kind: PartKind
    row_id: str | None
    row_label: str
    field: str
    label: str


@dataclass(frozen=True)
class Completeness:
    """What is missing (`gaps`), (filled, all) required fields by section key, and the keys of the sections that count.

    A section counts when the plan cannot be submitted without it or when a row in it is unfinished.
    """

    gaps: tuple[Gap, ...]
    by_section: dict[str, tuple[int, int]]
    required: tuple[str, ...]

    @property
    def ready(self) -> int:
        """How many of the required sections lack nothing."""
        return sum(filled == total for filled, total in map(self.by_section.__getitem__, self.required))

    @property
    def percent(self) -> int:
        """Mean over the required sections, rounded down: many rows in one section never hide that another is empty."""
        shares = [Fraction(filled, total) for filled, total in map(self.by_section.__getitem__, self.required)]
        return int(sum(shares) * 100 / len(shares)) if shares else 100


def is_blank(value: Any, kind: FieldKind) -> bool:
    """Whether a stored value counts as not filled."""
    if kind == FieldKind.RICH:
        return not plain(value or "")
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == []


def completeness(content: dict[str, Any]) -> Completeness:
    """What a snapshot still lacks. Every MUST field of every row counts as one; a MUST kind without rows as one gap."""
    kind = document_kind(content["kind"])
    gaps: list[Gap] = []
    by_section: dict[str, tuple[int, int]] = {}
    required: list[str] = []
    for section in kind.sections:
        checks = list(_checks(section, content))
        missing = [gap for gap in checks if gap is not None]
        by_section[section.key] = (len(checks) - len(missing), len(checks))
        if checks and (section.need == Need.MUST or missing):
            required.append(section.key)
        gaps += missing
    return Completeness(tuple(gaps), by_section, tuple(required))


def _checks(section: Section, content: dict[str, Any]) -> Iterator[Gap | None]:
    for kind in section.kinds:
        part_rows = content["parts"].get(kind.key, [])
        if kind.many and kind.need == Need.MUST and not kind.parent:
            yield None if part_rows else Gap(section, kind, None, "", "", kind.plural)
        for row in part_rows:
            for field in kind.bound:
                if field.need == Need.MUST:
                    blank = is_blank(row["values"].get(field.name), field.kind)
                    yield _gap(section, kind, row, field) if blank else None


def _gap(section: Section, kind: PartKind, row: dict[str, Any], field: BoundField) -> Gap:
    title = row["values"].get(kind.title_field) if kind.title_field else ""
    label = " ".join(text for text in (row["code"], title or "") if text) or kind.label
    return Gap(section, kind, row["id"], label if kind.many else "", field.name, field.label)
