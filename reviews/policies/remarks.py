"""What the state of a document allows to be said of it, and how long it may be."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, WrongState
from core.richtext import MARKUP_FACTOR, is_too_deep, is_too_rich, plain, to_html
from documents.enums import State
from documents.models import Document
from documents.policies import EDITABLE
from reviews.enums import Audience, RemarkKind, ThreadState
from reviews.models import Comment, Thread

#: while a document is written or reviewed, its remarks may be discussed; afterwards they are history
TALKING = EDITABLE | {State.SUBMITTED}
LONGEST_COMMENT = 5000
LONGEST_REASONS = 10_000
LONGEST_NOTE = 2000
#: for so long a person may take back or change what they wrote, as long as nobody has read it
SECOND_THOUGHT = timedelta(minutes=10)


def check_discussed(document: Document) -> None:
    """Raise WrongState when the remarks of the document are history."""
    if document.state not in TALKING:
        raise WrongState(
            _("The remarks cannot change while the document is in the state “%(state)s”.")
            % {"state": document.get_state_display()}
        )


def check_talked_in(thread: Thread) -> None:
    """Raise WrongState when the talk in a thread is history. A team's own notes go on in any state."""
    if thread.audience != Audience.TEAM:
        check_discussed(thread.document)


def check_asks(thread: Thread) -> None:
    """Raise WrongState for praise: it asks for nothing, so that nothing can be done about it."""
    if thread.kind == RemarkKind.PRAISE:
        raise WrongState(_("Praise asks for nothing. There is nothing to resolve."))


def check_second_thought(comment: Comment, *, is_answered: bool, is_seen: bool) -> None:
    """Raise WrongState when a comment stays as it was written."""
    if is_answered:
        raise WrongState(_("Somebody has answered already. Write a reply instead."))
    if is_seen:
        raise WrongState(_("Somebody has read it already. Write a reply instead."))
    if timezone.now() - comment.created_at > SECOND_THOUGHT:
        raise WrongState(_("A comment can be changed for ten minutes only. Write a reply instead."))


def check_thread_state(thread: Thread, wanted: ThreadState) -> None:
    """Raise WrongState when the remark is not in the state from which the move starts."""
    if thread.state != wanted:
        raise WrongState(
            _("This remark has already been resolved.")
            if thread.state == ThreadState.RESOLVED
            else _("This remark is open already.")
        )


def check_text(text: str, limit: int) -> str:
    """The text without surrounding space; InvalidInput when it is empty or longer than `limit` characters."""
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise InvalidInput(_("Write something first."))
    if len(text) > limit:
        raise InvalidInput(_("The text may have at most %(limit)d characters.") % {"limit": limit})
    return text


def check_comment(text: str) -> str:
    """A comment, plain or HTML, as clean HTML. InvalidInput when it says nothing, is too long or too rich."""
    if len(text) > LONGEST_COMMENT * MARKUP_FACTOR or is_too_rich(text):
        raise InvalidInput(_("There is too much formatting in this text. Paste it as plain text and format it anew."))
    cleaned = to_html(text)
    check_text(plain(cleaned), LONGEST_COMMENT)
    if is_too_deep(cleaned):
        raise InvalidInput(_("There is too much formatting in this text. Paste it as plain text and format it anew."))
    return cleaned


def passes(check: Callable[..., None], *arguments: Any) -> bool:
    """Whether the state lets `check(*arguments)` pass: for buttons."""
    try:
        check(*arguments)
    except WrongState:
        return False
    return True
