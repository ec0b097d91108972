"""The links between barriers, recommendations and good practices, read backwards."""

from typing import Any

from core.text import nbsp
from documents.rendering import Item

Content = dict[str, Any]
Row = dict[str, Any]


def recommendations_of_barrier(content: Content, row: Row) -> dict[str, Any] | None:
    """The recommendations that answer a barrier."""
    return _pointing(content, "recommendation", "barriers", row)


def practices_of_recommendation(content: Content, row: Row) -> dict[str, Any] | None:
    """The good practices that show how a recommendation may be carried out."""
    return _pointing(content, "good_practice", "recommendations", row)


def _pointing(content: Content, kind: str, field: str, row: Row) -> dict[str, Any] | None:
    rows = [other for other in content["parts"].get(kind, []) if row["id"] in (other["values"].get(field) or [])]
    if not rows:
        return None
    items = tuple(Item(nbsp(name_of(other)), f"#wiersz-{other['id']}") for other in rows)
    return {"items": items, "text": "; ".join(item.text for item in items)}


def name_of(row: Row) -> str:
    return f"{row['values'].get('code') or ''} {row['values'].get('title') or ''}".strip()
