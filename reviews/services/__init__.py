"""Writes of reviews: the course of a round, and remarks. Every one tells those whom it concerns."""

from reviews.services.comments import change_comment, delete_comment, reply
from reviews.services.rounds import (
    accept,
    reopen_round,
    return_for_changes,
    start_review,
    submit_for_review,
    take_back,
)
from reviews.services.threads import add_thread, assign, reopen_thread, resolve

__all__ = [
    "accept",
    "add_thread",
    "assign",
    "change_comment",
    "delete_comment",
    "reopen_round",
    "reopen_thread",
    "reply",
    "resolve",
    "return_for_changes",
    "start_review",
    "submit_for_review",
    "take_back",
]
