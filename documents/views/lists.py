"""Lists of rows as templates/documents/workbench/rows.html shows them."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.utils.text import capfirst

from documents.enums import FieldKind
from documents.parts import PartKind
from documents.rendering import RowReading, reading
from documents.views.common import Opened

LONG = {FieldKind.RICH, FieldKind.TEXT, FieldKind.LINES, FieldKind.ORGANISATIONS, FieldKind.FILE, FieldKind.ADDRESS}
SHORT = frozenset(FieldKind) - LONG
MOST_COLUMNS = 4


def row_list(
    opened: Opened, kind: PartKind, rows: Iterable[RowReading], *, owner: str = "", root: str = ""
) -> dict[str, Any]:
    """Rows with their cells and the addresses of what can be done with them.

    `owner` is the id of their parent row. `root` is the id of the element that a move swaps without a reload; empty
    where the page after a move is another one.
    """
    columns = [kind.field(name) for name in columns_of(kind)]
    found = list(rows)
    add = opened.address("part_add", kind.key)
    return {
        "kind": kind,
        "headers": [capfirst(column.label) for column in columns],
        "rows": [_row(opened, kind, columns, row, root) for row in found],
        "add_url": f"{add}?{kind.parent}={owner}" if owner else add,
        "table_url": opened.address("table_export", kind.key) if found else "",
        "import_url": opened.address("table_import", kind.key) if has_table(kind) else "",
        "can_add": len(found) < kind.max_rows,
        "owner": owner,
        "root": root,
    }


def children_lists(opened: Opened, kind: PartKind, row_id: str) -> list[dict[str, Any]]:
    """The lists of rows that one row owns (the funding of an action)."""
    if not any(one.parent and one.field(one.parent).target is kind.model for one in opened.kind.part_kinds.values()):
        return []
    key = opened.section_of(kind).key
    alone = [row for row in opened.content["parts"][kind.key] if row["id"] == row_id]
    content = {**opened.content, "parts": {**opened.content["parts"], kind.key: alone}}
    section = reading(content, public=False, only=key).section(key)
    rows = [row for part in section.parts if part.key == kind.key for row in part.rows]
    return [
        row_list(opened, opened.kind.part_kind(key), children, owner=row_id)
        for row in rows
        for key, children in row.children.items()
    ]


def columns_of(kind: PartKind) -> tuple[str, ...]:
    """The fields shown beside the title: declared, or the first short ones that matter."""
    if kind.columns:
        return kind.columns
    short = [bound for bound in kind.bound if bound.kind in SHORT and bound.name not in (kind.title_field, kind.parent)]
    return tuple(bound.name for bound in short[:MOST_COLUMNS])


def _row(opened: Opened, kind: PartKind, columns: list[Any], row: RowReading, root: str) -> dict[str, Any]:
    gaps = [gap.label for gap in opened.completeness.gaps if gap.row_id == row.id]
    document_kind = opened.kind
    return {
        "reading": row,
        "title": row.title or _first_words(columns, row) or capfirst(kind.label),
        "cells": [{"label": capfirst(column.label), "field": row.by.get(column.name)} for column in columns],
        "gaps": gaps,
        "edit_url": opened.address("part_edit", kind.key, row.id),
        "delete_url": opened.address("part_delete", kind.key, row.id),
        "move_url": opened.address("part_move", kind.key, row.id),
        "request": uuid4(),
        "copy_url": opened.address("part_copy", kind.key, row.id) if kind.can_copy else "",
        "children": [
            row_list(opened, document_kind.part_kind(key), children, owner=row.id, root=root)
            for key, children in row.children.items()
        ],
    }


def has_table(kind: PartKind) -> bool:
    """Whether rows of this kind can come from a sheet: rows with files cannot."""
    return kind.many and not any(bound.kind == FieldKind.FILE for bound in kind.bound)


def _first_words(columns: list[Any], row: RowReading) -> str:
    """What names a row without a title: the first of its columns that says something."""
    return next((row.by[column.name].text for column in columns if row.by[column.name].text), "")
