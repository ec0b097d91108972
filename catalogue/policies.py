"""What a document's state allows in the catalogue: the moves of its domain's table that concern the public."""

from documents.models import Document
from documents.policies import Transition, find_transition, transitions_from
from improvement_plans.policies import TRANSITIONS as PLAN_TRANSITIONS
from initiatives.policies import TRANSITIONS as INITIATIVE_TRANSITIONS

TABLES = {"mid": INITIATIVE_TRANSITIONS, "pu": PLAN_TRANSITIONS}
#: the moves that the catalogue makes, in the order of their buttons
PUBLIC_MOVES = ("publish", "withdraw", "restore", "revise")
LONGEST_REASON = 500
#: of a group of synonyms
MOST_NAMES = 12
LONGEST_NAME = 80


def public_move(document: Document, key: str) -> Transition:
    """The move `key` from the document's state; raises WrongState when its table has no such move."""
    return find_transition(TABLES[document.kind], key, document)


def public_moves(document: Document) -> list[Transition]:
    """The moves that the catalogue offers from the document's state."""
    return [move for move in transitions_from(TABLES[document.kind], document.state) if move.key in PUBLIC_MOVES]
