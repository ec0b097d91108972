"""Two texts side by side or in one, with what went, what came and what moved; formatting is kept.

Pure functions without any knowledge of documents, on top of how `core.merging` reads blocks and finds differences.
"""

from core.comparing.rich import (
    Block,
    Comparison,
    bare,
    compare_line,
    compare_lines,
    compare_plain,
    compare_rich,
    compare_value,
)
from core.comparing.texts import Mark, Piece, marked, pieces, shortened

__all__ = [
    "Block",
    "Comparison",
    "Mark",
    "Piece",
    "bare",
    "compare_line",
    "compare_lines",
    "compare_plain",
    "compare_rich",
    "compare_value",
    "marked",
    "pieces",
    "shortened",
]
