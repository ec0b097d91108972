"""The course of a document from draft to accepted, for every kind: who may is a hook, whether is the table of moves.

Reviews and the catalogue call these inside their own services, which also open and close rounds and publish. Reviews
know more of who reviews a document than its kind does: with `is_judge` the caller has judged the person's right.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from core.exceptions import InvalidInput
from documents.enums import Purpose
from documents.exceptions import Incomplete
from documents.models import Document, Version
from documents.parts import hooks_of
from documents.policies import Transition, find_transition
from documents.queries import completeness, snapshot
from documents.services.documents import freeze, lock_document, set_state


@transaction.atomic
def submit(*, by: User, document: Document) -> Version:
    """Freeze the document for its judge. Raises Incomplete with what is missing. Effects: Version, state, event."""
    document, move = _judge(by, document, "submit")
    gaps = completeness(snapshot(document)).gaps
    if gaps:
        raise Incomplete(list(gaps))
    version = freeze(by=by, document=document, purpose=Purpose.SUBMITTED)
    set_state(by=by, document=document, state=move.target, verb=Verb.SUBMITTED, data={"version": version.number})
    return version


@transaction.atomic
def take_back(*, by: User, document: Document) -> Event:
    """Return a submitted document to the draft. Effects: state, event."""
    return _move(by, document, "take_back", Verb.TAKEN_BACK)


@transaction.atomic
def return_for_changes(*, by: User, document: Document, reason: str, is_judge: bool = False) -> Event:
    """Give a submitted document back to its authors with reasons. Effects: state, event."""
    return _move(by, document, "return", Verb.RETURNED, reason, is_judge=is_judge)


@transaction.atomic
def accept(*, by: User, document: Document, is_judge: bool = False) -> Event:
    """Accept a submitted document. Effects: state, event."""
    return _move(by, document, "accept", Verb.ACCEPTED, is_judge=is_judge)


@transaction.atomic
def review_again(*, by: User, document: Document, reason: str, is_judge: bool = False) -> Event:
    """Undo a verdict: the document is under review as before it. Effects: state, event."""
    return _move(by, document, "review_again", Verb.REVIEW_REOPENED, reason, is_judge=is_judge)


@transaction.atomic
def reopen(*, by: User, document: Document, reason: str) -> Event:
    """Open an accepted document for changes again. Effects: state, event."""
    return _move(by, document, "reopen", Verb.REOPENED, reason)


@transaction.atomic
def revise(*, by: User, document: Document, reason: str) -> Event:
    """Open a new revision of a withdrawn document. Effects: state, event."""
    return _move(by, document, "revise", Verb.REOPENED, reason)


@transaction.atomic
def correct(*, by: User, document: Document, reason: str) -> Event:
    """Open a published document for a correction; its Version stays in public meanwhile. Effects: state, event."""
    return _move(by, document, "correct", Verb.REOPENED, reason)


def _judge(by: User, document: Document, key: str, *, is_judge: bool = False) -> tuple[Document, Transition]:
    """Lock, permission, policy. Returns the locked document and the move."""
    document = lock_document(document)
    hooks = hooks_of(document.kind)
    if not is_judge:
        hooks.check_can_move(by, document, next(move for move in hooks.transitions if move.key == key))
    return document, find_transition(hooks.transitions, key, document)


def _move(by: User, document: Document, key: str, verb: Verb, reason: str = "", *, is_judge: bool = False) -> Event:
    document, move = _judge(by, document, key, is_judge=is_judge)
    if move.needs_reason and not reason.strip():
        raise InvalidInput(_("Give the reason."))
    data = {"reason": reason.strip()} if move.needs_reason else {}
    return set_state(by=by, document=document, state=move.target, verb=verb, data=data)
