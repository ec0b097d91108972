"""The reading of a snapshot with the words as they are stored, which a file carries out and back."""

from dataclasses import replace
from typing import Any

from django.utils.html import linebreaks
from django.utils.safestring import mark_safe

from core.richtext import clean
from documents.enums import FieldKind
from documents.parts import document_kind
from documents.rendering import FieldReading, PartReading, Reading, RowReading, reading
from documents.rendering.shapes import Item

#: a title is one line whatever its field is; these are shown as they are stored
TITLES = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.ORGANISATION})


def title_field(kind: Any) -> str:
    """The field that the heading of a row says and that may be changed there; "" where it says something else."""
    if not kind.title_field or not kind.many:
        return ""
    return kind.title_field if kind.field(kind.title_field).kind in TITLES else ""


def as_stored(content: dict[str, Any]) -> Reading:
    """The reading with the words as they are stored: quotation marks and spaces that print would set stay away."""
    # Nothing that is computed: nobody can change it there.
    read = reading(content, panels=False)
    kinds = document_kind(content["kind"]).part_kinds
    return replace(
        read,
        title=content["title"],
        sections=tuple(
            replace(section, parts=tuple(_part(part, kinds) for part in section.parts)) for section in read.sections
        ),
    )


def _part(part: PartReading, kinds: dict[str, Any]) -> PartReading:
    return replace(part, rows=tuple(_row(kinds[part.key], row, kinds) for row in part.rows))


def _row(kind: Any, row: RowReading, kinds: dict[str, Any]) -> RowReading:
    titled = title_field(kind)
    title = str(row.by[titled].raw or "") if titled and titled in row.by else row.title
    return replace(
        row,
        title=" ".join(title.split()),
        fields=tuple(field if field.is_blank else stored_field(field) for field in row.fields),
        children={key: [_row(kinds[key], child, kinds) for child in rows] for key, rows in row.children.items()},
    )


def stored_field(field: FieldReading) -> FieldReading:
    """A field with its `raw` words shown as they are."""
    match field.kind:
        case FieldKind.RICH:
            return replace(field, html=mark_safe(_levelled(clean(field.raw))))  # noqa: S308
        case FieldKind.TEXT:
            return replace(field, text=field.raw, html=linebreaks(field.raw, autoescape=True))
        case FieldKind.LINES | FieldKind.ORGANISATIONS:
            return replace(field, items=tuple(Item(line) for line in field.raw))
        case FieldKind.LINE | FieldKind.ORGANISATION:
            return replace(field, text=str(field.raw))
    return field


def _levelled(html: str) -> str:
    """The two levels of headings as the writer of files tells them apart."""
    for ours, theirs in (("h4", "h6"), ("h3", "h4")):
        html = html.replace(f"<{ours}>", f"<{theirs}>").replace(f"</{ours}>", f"</{theirs}>")
    return html
