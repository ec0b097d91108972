"""What a document's state allows in the catalogue, and what must be in order before a Version is public."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from catalogue.exceptions import NotDescribed, PdfRefused, Place
from catalogue.models import Publication
from core.exceptions import InvalidInput, WrongState
from documents.enums import FieldKind, State
from documents.models import Document
from documents.parts import PartKind, document_kind
from documents.policies import Transition, find_transition, transitions_from
from improvement_plans.policies import TRANSITIONS as PLAN_TRANSITIONS
from initiatives.policies import TRANSITIONS as INITIATIVE_TRANSITIONS

TABLES = {"mid": INITIATIVE_TRANSITIONS, "pu": PLAN_TRANSITIONS}
#: the moves that the catalogue makes, in the order of their buttons
PUBLIC_MOVES = ("publish", "correct", "withdraw", "restore", "revise")
#: the states in which document and publication go together; in others a correction is on its way
SETTLED = frozenset({State.PUBLISHED, State.WITHDRAWN})
LONGEST_REASON = 500
#: of a group of synonyms
MOST_NAMES = 12
LONGEST_NAME = 80
#: how far ahead a publication may be planned
FARTHEST = timedelta(days=366)


def public_move(document: Document, key: str) -> Transition:
    """The move `key` from the document's state; raises WrongState when its table has no such move."""
    return find_transition(TABLES[document.kind], key, document)


def public_moves(document: Document, publication: Publication | None) -> list[Transition]:
    """The moves that the catalogue offers now: those of the document, and while a correction of a public document is
    written, withdrawing or restoring the Version that the public knows.
    """
    table = TABLES[document.kind]
    moves = [move for move in transitions_from(table, document.state) if move.key in PUBLIC_MOVES]
    beside = _beside(document, publication)
    return [*moves, *(move for move in table if move.key == beside)]


def moves_document(document: Document, publication: Publication, key: str) -> bool:
    """Whether withdrawing or restoring moves the document too; not while it is being corrected. Raises WrongState."""
    if _beside(document, publication) == key:
        return False
    public_move(document, key)
    return True


def _beside(document: Document, publication: Publication | None) -> str:
    if publication is None or document.state in SETTLED:
        return ""
    return "restore" if publication.withdrawn_at else "withdraw"


def check_reason(reason: str, *, needed: bool = True) -> str:
    """The reason in one line. Raises InvalidInput when it is missing or too long."""
    reason = " ".join(reason.split())
    if needed and not reason:
        raise InvalidInput(_("Give the reason."))
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(_("The reason may have at most %(limit)d characters.") % {"limit": LONGEST_REASON})
    return reason


def check_moment(at: datetime, now: datetime) -> None:
    """Raise InvalidInput for a moment that has passed, or is more than a year away."""
    if at <= now:
        raise InvalidInput(_("This moment has passed. Choose a later one, or publish now."))
    if at > now + FARTHEST:
        raise InvalidInput(_("Choose a moment within the next year."))


def check_described(content: dict[str, Any]) -> None:
    """Raise NotDescribed when a file that would become public has no text alternative."""
    places = undescribed(content)
    if places:
        raise NotDescribed(places)


def undescribed(content: dict[str, Any]) -> list[Place]:
    """The rows of a snapshot that have a file and a field for its text alternative, with nothing in it."""
    kind = document_kind(content["kind"])
    return [
        Place(part.key, row["id"], _name(part, row), str(kind.section_of(part).title))
        for part in kind.part_kinds.values()
        for row in content["parts"].get(part.key, [])
        if _is_undescribed(part, row["values"])
    ]


def _is_undescribed(part: PartKind, values: dict[str, Any]) -> bool:
    has_file = any(values.get(bound.name) for bound in part.bound if bound.kind == FieldKind.FILE)
    has_field = any(bound.name == "alternative" for bound in part.bound)
    return has_file and has_field and not (values.get("alternative") or "").strip()


def _name(part: PartKind, row: dict[str, Any]) -> str:
    return " ".join(text for text in (row.get("code"), row["values"].get(part.title_field)) if text)


def check_pdf(failure: str) -> None:
    """Raise PdfRefused when the newest attempt at the PDF failed (`failure` says why)."""
    if failure:
        raise PdfRefused(failure)


def check_still_planned(document: Document, planned: Any, latest: Any) -> None:
    """Raise WrongState when the document has moved on since its publication was planned."""
    if document.state != State.ACCEPTED:
        raise WrongState(
            _("The document is in the state “%(state)s” now, not accepted any more.")
            % {"state": document.get_state_display()}
        )
    if planned != latest:
        raise WrongState(_("A newer version has been accepted since the publication was planned."))
