"""What a file of a person is judged by: where it comes from, and what is proposed to now."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from documents.models import Change, Document, Version
from documents.queries import content_hash, snapshot
from reviews.enums import Audience
from reviews.exchange.board import Ground
from reviews.exchange.identity import Identity, read_identity
from reviews.exchange.opening import open_docx
from reviews.exchange.planning import plan_import
from reviews.exchange.plans import Plan
from reviews.permissions import can, check_can_judge, check_can_talk, check_is_author
from reviews.policies import check_round_open
from reviews.queries import open_round
from reviews.queries.word import base_content, known_threads


@dataclass(frozen=True)
class Import:
    """A plan, and whom its remarks are for: what authors bring stays with their team until they accept it."""

    plan: Plan
    audience: Audience
    version: Version | None
    target: dict[str, Any]


def draft_identity(document: Document, content: dict[str, Any], language: str) -> Identity:
    """Of a file of the draft as it is now: `content` is its snapshot."""
    last = Change.objects.filter(document=document).order_by("-pk").values_list("pk", flat=True).first()
    return Identity(str(document.pk), 0, last or 0, content_hash(content), language)


def version_identity(version: Version, language: str) -> Identity:
    return Identity(str(version.document_id), version.number, version.moment, version.content_hash, language)


def plan_for(user: Any, document: Document, content: bytes) -> Import:
    """What a file would bring into the review of a document, sent by this person.

    Reviewers propose to the Version under review, authors to their draft. Raises NotAllowed, WrongState (no open
    round), InvalidInput (no honest DOCX; of another plan; its origin was tampered with).
    """
    check_can_talk(user, document)
    current = open_round(document) if can(check_can_judge, user, document) else None
    is_author = can(check_is_author, user, document)
    if current is None and not is_author:
        check_round_open(None)
    identity = read_identity(open_docx(content).properties())
    base = _base(document, identity, is_author=is_author)
    version = current.version if current else None
    ground = Ground(
        document=document,
        identity=identity,
        base=base,
        target=version.content if version else snapshot(document),
        threads=known_threads(user, document),
        name=str(user),
    )
    plan = plan_import(content, ground)
    plan.is_older = _is_older(identity, version)
    return Import(plan, Audience.ALL if current else Audience.TEAM, version, ground.target)


def _base(document: Document, identity: Identity, *, is_author: bool) -> dict[str, Any]:
    if identity.document != str(document.pk):
        raise InvalidInput(_("This file comes from another plan. Import it in the review of that plan."))
    if identity.is_draft and not is_author:
        raise InvalidInput(
            _("This file was made of the authors' draft. Import the file that you downloaded from the review.")
        )
    content = base_content(document, identity.version, identity.moment)
    if content is None or (identity.version and content_hash(content) != identity.content_hash):
        raise InvalidInput(_("The version that this file was made of is not here. Download the file once more."))
    return content


def _is_older(identity: Identity, version: Version | None) -> bool:
    """Whether the file was made of another text than the one that is proposed to."""
    return version is not None and identity.version != version.number
