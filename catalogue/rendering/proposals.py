"""Good practices that are proposed to a team, with the words of its own that they share."""

from dataclasses import dataclass

from catalogue.models import PublishedPractice
from catalogue.queries.proposed import Proposal
from catalogue.rendering.words import words_of


@dataclass(frozen=True)
class ProposalLine:
    practice: PublishedPractice
    words: list[str]


def proposal_lines(found: list[Proposal], text: str) -> list[ProposalLine]:
    """Proposals with the shared words as the text writes them."""
    return [ProposalLine(one.practice, words_of(text, set(one.words))) for one in found]
