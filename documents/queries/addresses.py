"""Addresses of workbench pages: every kind of document has the same pages under its own names."""

from typing import Any

from django.urls import reverse

from documents.enums import FieldKind
from documents.models import Document
from documents.parts import PartKind, document_kind

#: fields with several controls, of which the first has the number 0
IN_PIECES = frozenset({FieldKind.MONTH, FieldKind.DATE, FieldKind.REFERENCES})


def workbench_address(document: Document, page: str, *arguments: Any) -> str:
    """The address of a page such as `workbench`, `section`, `part_edit`, `preview` or `versions` of this document."""
    return reverse(f"{document_kind(document.kind).workbench}_{page}", args=[document.slug, *arguments])


def place_address(document: Document, kind: PartKind, part_id: Any = None, field: str = "") -> str:
    """Where a part is edited: a row on its own page, a single part (or a kind without a row) in its section.

    `field` leads to the control of that field.
    """
    anchor = f"#{control_of(kind, field)}" if field else ""
    if kind.many and part_id:
        return workbench_address(document, "part_edit", kind.key, part_id) + anchor
    section = document_kind(document.kind).section_of(kind)
    return workbench_address(document, "section", section.slug) + (anchor or f"#{kind.key}")


def control_of(kind: PartKind, field: str) -> str:
    """The id of the first control of a field in the form of a part."""
    return f"{kind.key}_{field}" + ("_0" if kind.field(field).kind in IN_PIECES else "")
