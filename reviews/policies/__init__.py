"""What the state of a document and its rounds allows in a review."""

from reviews.policies.remarks import (
    LONGEST_COMMENT,
    LONGEST_NOTE,
    LONGEST_REASONS,
    TALKING,
    check_discussed,
    check_text,
    check_thread_state,
)
from reviews.policies.rounds import (
    INVITABLE,
    ROUND_MOVES,
    RoundMove,
    check_move,
    check_not_moved_further,
    check_reasons_given,
    check_round_open,
    round_move,
)

__all__ = [
    "INVITABLE",
    "LONGEST_COMMENT",
    "LONGEST_NOTE",
    "LONGEST_REASONS",
    "ROUND_MOVES",
    "TALKING",
    "RoundMove",
    "check_discussed",
    "check_move",
    "check_not_moved_further",
    "check_reasons_given",
    "check_round_open",
    "check_text",
    "check_thread_state",
    "round_move",
]
