"""A snapshot into its reading, and what domain apps add to it: panels and computed fields."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core import text
from core.richtext import clean
from documents.enums import FieldKind, Need
from documents.parts import BoundField, DocumentKind, PartKind, document_kind
from documents.queries import EffectiveSection, is_blank, public_content, sections_of
from documents.rendering.shapes import FieldReading, Item, Panel, PartReading, Reading, RowReading, SectionReading
from documents.rendering.values import display, level_headings

WORDS = frozenset(
    {
        FieldKind.RICH,
        FieldKind.TEXT,
        FieldKind.LINES,
        FieldKind.LINE,
        FieldKind.REFERENCE,
        FieldKind.REFERENCES,
        FieldKind.ORGANISATION,
        FieldKind.ORGANISATIONS,
    }
)

Build = Callable[[dict[str, Any]], Panel | None]
FileUrl = Callable[[str, str], str]
Dress = Callable[[PartKind, dict[str, Any], BoundField, dict[str, Any]], dict[str, Any]]
Compute = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any] | None]
_panels: dict[tuple[str, str], Build] = {}
_computed: dict[tuple[str, str], list[tuple[str, Any, Compute]]] = {}


def register_panel(kind_key: str, name: str, build: Build) -> None:
    """Make the panel `name` of a document kind known. `build(content)` gives None where there is nothing to draw."""
    _panels[kind_key, name] = build


def register_computed(kind_key: str, part_key: str, name: str, label: Any, compute: Compute) -> None:
    """Give every row of a part kind one more field. `compute(content, row)` gives its text, raw and items, or None."""
    _computed.setdefault((kind_key, part_key), []).append((name, label, compute))


def reading(
    content: dict[str, Any],
    *,
    public: bool = True,
    file_url: FileUrl | None = None,
    only: str = "",
    dress: Dress | None = None,
    panels: bool = True,
) -> Reading:
    """Turn a snapshot into what is shown, in the active language. No queries.

    `public` leaves internal fields out. `file_url(row id, stored name)` gives the address of an annex; without it
    files are named but not linked. `only` is the key of the one section that is wanted: the others are left out.
    `dress(part kind, row, field, shown)` may change what a field shows (the values of `FieldReading` by name).
    Without `panels` nothing is drawn.
    """
    kind = document_kind(content["kind"])
    shown = public_content(content) if public else content
    reader = _Reader(kind, shown, file_url, dress, panels)
    return Reading(
        kind=kind.key,
        label=str(kind.label),
        title=text.typeset(content["title"], content["language"]),
        slug=content["slug"],
        language=content["language"],
        is_sample=bool(content.get("sample")),
        facts=content.get("facts", {}),
        sections=tuple(reader.section(one) for one in sections_of(content) if only in ("", one.key)),
    )


@dataclass
class _Reader:
    """One pass over a snapshot; knows every row's code and title, so that references read as words."""

    kind: DocumentKind
    content: dict[str, Any]
    file_url: FileUrl | None
    dress: Dress | None = None
    has_panels: bool = True
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part_kind in self.kind.part_kinds.values():
            for row in self._rows(part_kind):
                self.names[row["id"]] = " ".join(
                    part for part in (self._code(row), self._title(part_kind, row)) if part
                )

    def _rows(self, kind: PartKind) -> list[dict[str, Any]]:
        return self.content["parts"].get(kind.key, [])

    def _code(self, row: dict[str, Any]) -> str:
        return row.get("code") or row["values"].get("code") or ""

    def _title(self, kind: PartKind, row: dict[str, Any]) -> str:
        value = row["values"].get(kind.title_field) if kind.title_field else ""
        return display(kind.field(kind.title_field), value) if value else ""

    def section(self, section: EffectiveSection) -> SectionReading:
        kinds = [kind for kind in section.kinds if not kind.parent]
        parts = tuple(self.part(section, kind, alone=len(kinds) == 1) for kind in kinds)
        panels = (_panels[self.kind.key, name](self.content) for name in section.panels if self._has_panel(name))
        return SectionReading(
            key=section.key,
            slug=section.slug,
            number=section.number,
            title=text.typeset(section.title),
            purpose=section.purpose,
            parts=parts,
            panels=tuple(panel for panel in panels if panel is not None),
            is_required=section.need == Need.MUST,
        )

    def _has_panel(self, name: str) -> bool:
        return self.has_panels and (self.kind.key, name) in _panels

    def part(self, section: EffectiveSection, kind: PartKind, *, alone: bool) -> PartReading:
        has_heading = kind.many and not alone
        main = _main_field(section, kind)
        level = 4 if has_heading else 3
        return PartReading(
            key=kind.key,
            label=kind.label,
            plural=kind.plural,
            many=kind.many,
            rows=tuple(self.row(kind, row, level, main) for row in self._rows(kind)),
            templates=(f"{kind.model._meta.app_label}/reading/{kind.key}.html", "documents/reading/part.html"),
            has_heading=has_heading,
            level=3,
        )

    def row(self, kind: PartKind, row: dict[str, Any], level: int, main: str = "") -> RowReading:
        title = self._title(kind, row)
        return RowReading(
            id=row["id"],
            code=self._code(row),
            title=self._typeset(title),
            version=row.get("version", 0),
            level=level,
            fields=tuple(
                self.field(
                    kind, bound, row, level if kind.many or bound.name != main else level - 1, bound.name == main
                )
                for bound in kind.bound
                if bound.name in row["values"]
            ),
            children=self._children(kind, row, level),
            computed=tuple(self._computed_fields(kind, row)),
            in_heading=frozenset({"code", kind.title_field} if kind.many else ()),
            lang=_other_language(self.content["language"]) if title else "",
        )

    def _computed_fields(self, kind: PartKind, row: dict[str, Any]) -> Iterator[FieldReading]:
        for name, label, compute in _computed.get((self.kind.key, kind.key), ()):
            found = compute(self.content, row)
            shown = {"raw": None, **(found or {})}
            lang = _other_language(self.content["language"]) if shown.get("items") else ""
            yield FieldReading(
                name=name, label=str(label), kind=FieldKind.LINE, is_blank=found is None, lang=lang, **shown
            )

    def _children(self, kind: PartKind, row: dict[str, Any], level: int) -> dict[str, list[RowReading]]:
        children = {}
        for child in self.kind.part_kinds.values():
            if child.parent and child.field(child.parent).target is kind.model:
                mine = [other for other in self._rows(child) if other["values"].get(child.parent) == row["id"]]
                children[child.key] = [self.row(child, other, level + 1) for other in mine]
        return children

    def field(self, kind: PartKind, bound: BoundField, row: dict[str, Any], above: int, is_main: bool) -> FieldReading:
        """One field; headings inside rich text begin one level below the heading level `above`."""
        value = row["values"].get(bound.name)
        blank = is_blank(value, bound.kind)
        shown = {} if blank else self._shown(bound, row, value, above)
        return FieldReading(
            name=bound.name,
            label=_capital(bound.label),
            kind=bound.kind,
            raw=value,
            lang=_other_language(self._language(bound)) if bound.kind in WORDS else "",
            is_blank=blank,
            is_main=is_main,
            **(self.dress(kind, row, bound, shown) if self.dress else shown),
        )

    def _language(self, bound: BoundField) -> str:
        return "en" if bound.name.endswith("_en") else self.content["language"]

    def _typeset(self, words: str) -> str:
        return text.typeset(words, self.content["language"])

    def _shown(self, bound: BoundField, row: dict[str, Any], value: Any, above: int) -> dict[str, Any]:
        language = self._language(bound)
        match bound.kind:
            case FieldKind.RICH:
                return {"html": _typeset_html(level_headings(clean(value), above), language)}
            case FieldKind.TEXT:
                html = _typeset_html(linebreaks(value, autoescape=True), language)
                return {"text": text.typeset(value, language), "html": html}
            case FieldKind.LINES | FieldKind.ORGANISATIONS:
                return {"items": tuple(Item(text.typeset(line, language)) for line in value), "text": ", ".join(value)}
            case FieldKind.REFERENCE | FieldKind.REFERENCES:
                items = tuple(self._references(bound, row, value))
                return {"items": items, "text": "; ".join(item.text for item in items)}
            case FieldKind.FILE:
                url = self.file_url(row["id"], value) if self.file_url else ""
                return {"text": value.rsplit("/", 1)[-1], "url": url}
            case FieldKind.ADDRESS:
                return {"text": value, "url": value if value.startswith(("http://", "https://")) else ""}
        return {"text": display(bound, value)}

    def _references(self, bound: BoundField, row: dict[str, Any], value: Any) -> Iterable[Item]:
        keys = value if isinstance(value, list) else [value]
        inside = [key for key in keys if key in self.names]
        if inside:
            order = {key: place for place, key in enumerate(self.names)}
            ordered = sorted(inside, key=order.__getitem__)
            return [Item(self._typeset(self.names[key]), f"#wiersz-{key}") for key in ordered]
        labels = row.get("labels", {}).get(bound.name) or []
        return [Item(self._typeset(label)) for label in ([labels] if isinstance(labels, str) else labels)]


def _main_field(section: EffectiveSection, kind: PartKind) -> str:
    """The field whose label would repeat the section's title: the `text` of a section's first single part."""
    is_first = not kind.many and section.kinds[0] is kind
    return "text" if is_first and any(field.name == "text" for field in kind.fields) else ""


def _typeset_html(html: str, language: str) -> SafeString:
    """Of HTML that is safe already."""
    return mark_safe(text.typeset_html(html, language))  # noqa: S308


def _other_language(language: str) -> str:
    return "" if language == (get_language() or "")[:2] else language


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
