"""Passages of a text: found by their words, and followed through the edits of the text.

Pure functions without any knowledge of documents. A passage is a pair of places (start, end) in a plain text. It is
followed only to its own words; where those are gone, it is gone.
"""

from core.anchoring.editing import Edit
from core.anchoring.finding import around, find_passage
from core.anchoring.following import Fate, Lost, find_again, lost_its_twin, remap

__all__ = ["Edit", "Fate", "Lost", "around", "find_again", "find_passage", "lost_its_twin", "remap"]
