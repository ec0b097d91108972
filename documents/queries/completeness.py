"""What a document still lacks before it can be submitted."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from core.richtext import plain
from documents.enums import FieldKind, Need
from documents.parts import BoundField, PartKind
from documents.queries.templates import EffectiveSection, sections_of


@dataclass(frozen=True)
class Gap:
    """Something that is missing before submission: the section, part kind, row (or None) and field (or "" = no row)."""

    section: EffectiveSection
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
    """What a snapshot still lacks, as its template demands.

    Every MUST field of every row counts as one; a MUST kind without rows as one gap.
    """
    gaps: list[Gap] = []
    by_section: dict[str, tuple[int, int]] = {}
    required: list[str] = []
    for section in sections_of(content):
        checks = list(_checks(section, content))
        missing = [gap for gap in checks if gap is not None]
        by_section[section.key] = (len(checks) - len(missing), len(checks))
        if checks and (section.need == Need.MUST or missing):
            required.append(section.key)
        gaps += missing
    return Completeness(tuple(gaps), by_section, tuple(required))


def gaps_in(found: Completeness, section: EffectiveSection) -> list[Gap]:
    """What one section lacks."""
    return [gap for gap in found.gaps if gap.section.key == section.key]


def has_words(content: dict[str, Any], section: EffectiveSection) -> bool:
    """Whether anything is written in a section: a row, or a field of its single parts."""
    return any(_is_begun(kind, content) for kind in section.kinds)


def _is_begun(kind: PartKind, content: dict[str, Any]) -> bool:
    part_rows = content["parts"].get(kind.key, [])
    if kind.many:
        return bool(part_rows)
    return any(not is_blank(row["values"].get(field.name), field.kind) for row in part_rows for field in kind.bound)


def _checks(section: EffectiveSection, content: dict[str, Any]) -> Iterator[Gap | None]:
    """One for each demand on the section: a gap, or None where it is met.

    A section that need not be written demands nothing of a part that nobody has begun. One that the edition requires
    although the registry does not demands at least a word.
    """
    if section.is_raised and not has_words(content, section):
        yield _first_words(section, content)
        return
    for kind in section.kinds:
        if section.need != Need.MUST and not _is_begun(kind, content):
            continue
        part_rows = content["parts"].get(kind.key, [])
        if kind.many and not kind.parent and section.need_of(kind) == Need.MUST:
            yield None if part_rows else Gap(section, kind, None, "", "", kind.plural)
        for row in part_rows:
            for field in kind.bound:
                if section.need_of(kind, field) == Need.MUST:
                    blank = is_blank(row["values"].get(field.name), field.kind)
                    yield _gap(section, kind, row, field) if blank else None


def _first_words(section: EffectiveSection, content: dict[str, Any]) -> Gap:
    kind = section.kinds[0]
    part_rows = content["parts"].get(kind.key, [])
    if kind.many or not part_rows:
        return Gap(section, kind, None, "", "", kind.plural if kind.many else kind.label)
    return _gap(section, kind, part_rows[0], kind.bound[0])


def _gap(section: EffectiveSection, kind: PartKind, row: dict[str, Any], field: BoundField) -> Gap:
    title = row["values"].get(kind.title_field) if kind.title_field else ""
    label = " ".join(text for text in (row["code"], title or "") if text) or kind.label
    return Gap(section, kind, row["id"], label if kind.many else "", field.name, field.label)
