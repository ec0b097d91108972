"""Writes of reviews: the course of a round, and remarks. Every one tells those whom it concerns."""

from reviews.services.answers import answer, answer_several
from reviews.services.clock import settle_open_rounds, tell_of_drafts, tell_of_overdue
from reviews.services.comments import change_comment, delete_comment, reply
from reviews.services.keeping import add_reviewer, extend, reassign, remove_reviewer
from reviews.services.opinions import give_opinion
from reviews.services.rounds import (
    accept,
    reopen_round,
    return_for_changes,
    start_review,
    submit_for_review,
    take_back,
)
from reviews.services.rules import begin_rules, delete_criterion, move_criterion, save_criterion, save_rules
from reviews.services.sights import see_threads
from reviews.services.suggestions import (
    accept_suggestion,
    decline_suggestion,
    edit_suggestion,
    suggest,
    withdraw_suggestion,
)
from reviews.services.threads import add_thread, assign, reopen_thread, resolve

__all__ = [
    "accept",
    "accept_suggestion",
    "add_reviewer",
    "add_thread",
    "answer",
    "answer_several",
    "assign",
    "begin_rules",
    "change_comment",
    "decline_suggestion",
    "delete_comment",
    "delete_criterion",
    "edit_suggestion",
    "extend",
    "give_opinion",
    "move_criterion",
    "reassign",
    "remove_reviewer",
    "reopen_round",
    "reopen_thread",
    "reply",
    "resolve",
    "return_for_changes",
    "save_criterion",
    "save_rules",
    "see_threads",
    "settle_open_rounds",
    "start_review",
    "submit_for_review",
    "suggest",
    "take_back",
    "tell_of_drafts",
    "tell_of_overdue",
    "withdraw_suggestion",
]
