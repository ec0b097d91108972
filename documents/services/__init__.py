"""Writes of the document engine. Every one: lock, permission, policy, change, activity event, in one transaction."""

from documents.services.anchors import make_anchor
from documents.services.course import (
    accept,
    correct,
    reopen,
    return_for_changes,
    review_again,
    revise,
    submit,
    take_back,
)
from documents.services.documents import create_document, freeze, lock_document, set_state
from documents.services.held import discard_held
from documents.services.order import move_part
from documents.services.parts import add_part, add_row, delete_part, restore_part
from documents.services.restoring import (
    Restored,
    restore_document,
    restore_field,
    restore_row_state,
    undo_restoring,
)
from documents.services.saving import Saved, save_fields, save_part
from documents.services.settling import copy_held, kind_of, save_held_again, settle_held
from documents.services.visits import note_visit

__all__ = [
    "Restored",
    "Saved",
    "accept",
    "add_part",
    "add_row",
    "copy_held",
    "correct",
    "create_document",
    "delete_part",
    "discard_held",
    "freeze",
    "kind_of",
    "lock_document",
    "make_anchor",
    "move_part",
    "note_visit",
    "reopen",
    "restore_document",
    "restore_field",
    "restore_part",
    "restore_row_state",
    "return_for_changes",
    "review_again",
    "revise",
    "save_fields",
    "save_held_again",
    "save_part",
    "set_state",
    "settle_held",
    "submit",
    "take_back",
    "undo_restoring",
]
