"""Writes of reviews: the course of a round, and remarks. Every one tells those whom it concerns."""

from reviews.services.rounds import accept, return_for_changes, submit_for_review, take_back
from reviews.services.threads import add_thread, reopen_thread, reply, resolve

__all__ = [
    "accept",
    "add_thread",
    "reopen_thread",
    "reply",
    "resolve",
    "return_for_changes",
    "submit_for_review",
    "take_back",
]
