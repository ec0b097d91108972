"""The question that layout asks most: does this box stand in the normal flow?"""

from typing import Any

from weasyprint.formatting_structure.boxes import Box

from publishing.rendering.fast.seams import Seam

OUT_OF_FLOW = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})


def is_in_normal_flow(self: Any) -> bool:
    """As `Box.is_in_normal_flow`, without five calls."""
    style = self.style
    if style["float"] in OUT_OF_FLOW:
        return False
    position = style["position"]
    return position not in ("absolute", "fixed") and position[0] not in ("running()", "note()")


SEAMS = [Seam(Box, "is_in_normal_flow", is_in_normal_flow)]
