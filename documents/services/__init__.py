"""Writes of the document engine. Every one: lock, permission, policy, change, activity event, in one transaction."""

from documents.services.course import accept, reopen, return_for_changes, revise, submit, take_back
from documents.services.documents import create_document, freeze, lock_document, set_state
from documents.services.order import move_part
from documents.services.parts import add_part, delete_part, restore_part, save_part

__all__ = [
    "accept",
    "add_part",
    "create_document",
    "delete_part",
    "freeze",
    "lock_document",
    "move_part",
    "reopen",
    "restore_part",
    "return_for_changes",
    "revise",
    "save_part",
    "set_state",
    "submit",
    "take_back",
]
