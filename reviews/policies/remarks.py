"""What the state of a document allows to be said of it, and how long it may be."""

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, WrongState
from documents.enums import State
from documents.models import Document
from documents.policies import EDITABLE
from reviews.enums import ThreadState
from reviews.models import Thread

#: while a document is written or reviewed, its remarks may be discussed; afterwards they are history
TALKING = EDITABLE | {State.SUBMITTED}
LONGEST_COMMENT = 5000
LONGEST_REASONS = 10_000
LONGEST_NOTE = 2000


def check_discussed(document: Document) -> None:
    """Raise WrongState when the remarks of the document are history."""
    if document.state not in TALKING:
        raise WrongState(
            _("The remarks cannot change while the document is in the state “%(state)s”.")
            % {"state": document.get_state_display()}
        )


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
