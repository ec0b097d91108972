"""Where things stand in a DOCX file of the portal: every field carries a bookmark whose name is made of its place.

Bookmarks, and no content controls: LibreOffice 7 loses the words of a content control that somebody commented on,
and forgets its tag. Of a short field the bookmark lies on the label beside it, so that typing over the value leaves it.
"""

import hashlib
from dataclasses import dataclass

PREFIX = "pole_"
#: bookmarks of headings; they only tell where a comment stands
HEADING = "miejsce_"


@dataclass(frozen=True)
class Spot:
    """A place that a bookmark names. Nothing set: the whole document. Only `section`: a section."""

    section: str = ""
    part_kind: str = ""
    part_id: str = ""
    field: str = ""

    @property
    def bookmark(self) -> str:
        """At most 40 letters, figures and underlines, as Word has it."""
        key = f"{self.section if not self.part_kind else ''}|{self.part_kind}|{self.part_id}|{self.field}"
        digest = hashlib.sha256(key.encode()).hexdigest()[:28]
        return (PREFIX if self.field else HEADING) + digest

    @property
    def row(self) -> "Spot":
        return Spot(self.section, self.part_kind, self.part_id)


def is_ours(bookmark: str) -> bool:
    return bookmark.startswith((PREFIX, HEADING))
