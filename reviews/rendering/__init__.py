"""Suggestions as readable differences, and the table of remarks and answers."""

from reviews.rendering.annex import register
from reviews.rendering.proposals import Difference, Proposal, difference, proposal, words

__all__ = ["Difference", "Proposal", "difference", "proposal", "register", "words"]
