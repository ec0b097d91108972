"""Reads of reviews: what a person may open, rounds, remarks and the places they are on."""

from reviews.queries.places import Place, find_place, place_choices, place_label
from reviews.queries.remarks import (
    Remark,
    Remarks,
    next_number,
    open_counts,
    remarks_of_section,
    remarks_on,
    remarks_until,
)
from reviews.queries.rounds import (
    authors_of,
    find_document,
    judges_of,
    last_return,
    open_round,
    printed_rounds,
    reviews_visible_to,
    rounds_of,
    threads_visible_to,
    waiting_for,
)

__all__ = [
    "Place",
    "Remark",
    "Remarks",
    "authors_of",
    "find_document",
    "find_place",
    "judges_of",
    "last_return",
    "next_number",
    "open_counts",
    "open_round",
    "place_choices",
    "place_label",
    "printed_rounds",
    "remarks_of_section",
    "remarks_on",
    "remarks_until",
    "reviews_visible_to",
    "rounds_of",
    "threads_visible_to",
    "waiting_for",
]
