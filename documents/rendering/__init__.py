"""Reading a snapshot: the one structure that public pages, previews, review pages and PDFs show.

`reading(content)` needs no query: everything it shows is in the JSON of the Version. Templates in
`templates/documents/reading/` lay it out; a part kind may bring its own as `<app>/reading/<kind>.html`.
"""

from documents.rendering.reader import reading, register_computed, register_panel
from documents.rendering.shapes import (
    FieldReading,
    Item,
    Panel,
    PartReading,
    PlainTable,
    Reading,
    RowReading,
    SectionReading,
)
from documents.rendering.values import display, level_headings

__all__ = [
    "FieldReading",
    "Item",
    "Panel",
    "PartReading",
    "PlainTable",
    "Reading",
    "RowReading",
    "SectionReading",
    "display",
    "level_headings",
    "reading",
    "register_computed",
    "register_panel",
]
