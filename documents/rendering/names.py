"""What the rows of a snapshot are called, for files that cannot link."""

from typing import Any

from documents.rendering.reader import reading


def row_names(content: dict[str, Any]) -> dict[str, str]:
    """What the rows of a snapshot are called ("D1 Title") by their ids, and what lies outside it and is referred to."""
    names: dict[str, str] = {}
    for rows in content["parts"].values():
        for row in rows:
            for name, labels in row.get("labels", {}).items():
                _name_outside(names, row["values"].get(name), labels)
    for section in reading(content).sections:
        for part in section.parts:
            for row in part.rows:
                names[row.id] = " ".join(text for text in (row.code, row.title) if text)
    return names


def _name_outside(names: dict[str, str], value: object, labels: object) -> None:
    if isinstance(value, list) and isinstance(labels, list):
        names.update(zip(map(str, value), labels, strict=False))
    elif value:
        names[str(value)] = str(labels)
