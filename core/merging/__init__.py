"""Merging what two people made of the same text: three ways, by block, then by words inside a block.

Pure functions without any knowledge of documents. A merge either holds every word that either side wrote, or clashes.
"""

from core.merging.lists import merge_keys, merge_lines
from core.merging.plain import merge_line, merge_plain
from core.merging.results import Merged
from core.merging.rich import merge_rich

__all__ = ["Merged", "merge_keys", "merge_line", "merge_lines", "merge_plain", "merge_rich"]
