"""What the edition's template makes of the declared sections of a document: the one place where it is read.

A template is JSON: {"schema", "revision", "order": [section keys], "sections": {key: entry}}. An entry holds `shown`,
`need`, `needs` (by "part kind" or "part kind.field"), `title`, `guidance`, `example` (texts by language, or one plain
text), `pages` ([least, most]) and `checklist` (lines by language). Whatever is missing is as the registry declares it,
so that an empty template, and the older form with guidance and examples alone, read on.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.richtext import clean
from core.text import nbsp
from documents.enums import FieldKind, Need
from documents.models import Document
from documents.parts import BoundField, DocumentKind, PartKind, Section, document_kind

TEMPLATE_SCHEMA = 2
#: revision of templates that were made before revisions were counted
FIRST_REVISION = 1


@dataclass(frozen=True)
class EffectiveSection:
    """A section as a document has it: declared by the registry, arranged and explained by the template.

    Texts are in the active language, with Polish as the fallback. `number` is 0 for a section that is left out.
    """

    declared: Section
    entry: dict[str, Any]
    number: int = 0

    @property
    def key(self) -> str:
        return self.declared.key

    @property
    def slug(self) -> str:
        return self.declared.slug

    @property
    def kinds(self) -> tuple[PartKind, ...]:
        return self.declared.kinds

    @property
    def panels(self) -> tuple[str, ...]:
        return self.declared.panels

    @property
    def purpose(self) -> str:
        return str(self.declared.purpose)

    @property
    def title(self) -> str:
        return self._text("title") or str(self.declared.title)

    @property
    def guidance(self) -> str:
        return self._text("guidance")

    @property
    def example(self) -> SafeString:
        """HTML that is safe to show; plain texts become paragraphs."""
        text = self._text("example")
        html = clean(text) if text.startswith("<") else linebreaks(text, autoescape=True)
        return mark_safe(nbsp(html))  # noqa: S308

    @property
    def checklist(self) -> list[str]:
        return list(in_language(self.entry.get("checklist")) or ())

    @property
    def pages(self) -> tuple[Decimal, Decimal] | None:
        """The usual length as (least, most) pages, or None where nothing is advised."""
        found = self.entry.get("pages") or self.declared.pages
        return (Decimal(str(found[0])), Decimal(str(found[1]))) if found else None

    @property
    def is_shown(self) -> bool:
        return self.declared.fixed or self.entry.get("shown", True)

    @property
    def need(self) -> Need:
        return self.declared.need if self.declared.fixed else _need(self.entry.get("need"), self.declared.need)

    @property
    def is_raised(self) -> bool:
        """Whether the template requires a section that the registry does not."""
        return self.need == Need.MUST != self.declared.need

    def need_of(self, kind: PartKind, field: BoundField | None = None) -> Need:
        """How much a field, or at least one row of the kind, is needed. What the tables demand stays required."""
        declared = field.need if field else kind.need
        if is_settled(self.declared, kind, field):
            return declared
        name = f"{kind.key}.{field.name}" if field else kind.key
        return _need(self.entry.get("needs", {}).get(name), declared)

    def _text(self, name: str) -> str:
        return str(in_language(self.entry.get(name)) or "").strip()


def sections_of(source: Document | dict[str, Any]) -> tuple[EffectiveSection, ...]:
    """The sections of a document, or of a snapshot, in its template's order and without those it leaves out."""
    if isinstance(source, Document):
        return arrange(document_kind(source.kind), source.template)
    return arrange(document_kind(source["kind"]), source.get("template"))


def arrange(kind: DocumentKind, template: dict[str, Any] | None) -> tuple[EffectiveSection, ...]:
    """The sections that a template shows, numbered in its order."""
    shown = (section for section in all_sections(kind, template) if section.is_shown)
    return tuple(EffectiveSection(one.declared, one.entry, number) for number, one in enumerate(shown, start=1))


def all_sections(kind: DocumentKind, template: dict[str, Any] | None) -> list[EffectiveSection]:
    """Every declared section in the template's order, also the left-out ones, without numbers."""
    order = {key: place for place, key in enumerate((template or {}).get("order", ()))}
    entries = (template or {}).get("sections", {})
    ranked = sorted(kind.sections, key=lambda section: order.get(section.key, len(order)))
    return [EffectiveSection(section, entries.get(section.key, {})) for section in ranked]


def find_section(source: Document | dict[str, Any], key: str) -> EffectiveSection | None:
    """The section by its key; None where the template leaves it out."""
    return next((section for section in sections_of(source) if section.key == key), None)


def section_with(source: Document | dict[str, Any], kind: PartKind) -> EffectiveSection | None:
    """The section that holds a part kind; None where the template leaves it out."""
    return next((section for section in sections_of(source) if kind in section.kinds), None)


def is_settled(section: Section, kind: PartKind, field: BoundField | None = None) -> bool:
    """Whether the template cannot change how much something is needed: the tables or other sections rely on it."""
    if field is None:
        return section.fixed or not kind.many or bool(kind.parent)
    return field.declared.settled or not field.column.blank


def can_be_required(field: BoundField) -> bool:
    """Whether a field may be made required: a tick is never empty, and links may have nothing to lead to."""
    return field.kind not in (FieldKind.BOOLEAN, FieldKind.REFERENCES)


def revision_of(template: dict[str, Any]) -> int:
    return int(template.get("revision") or FIRST_REVISION)


def in_language(text: Any) -> Any:
    """A text or a list of a template: plain, or by language with Polish as the fallback."""
    if isinstance(text, dict):
        return text.get((get_language() or "pl")[:2]) or text.get("pl", "")
    return text


def _need(text: Any, declared: Need) -> Need:
    return Need(text) if text in Need.values else declared
