"""Who takes part in a review: authors (a city's team, a plan's editors) and judges (experts, coordinators)."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import NotAllowed
from documents.models import Document
from documents.parts import hooks_of
from improvement_plans.permissions import check_can_coordinate
from initiatives import permissions as initiative_permissions
from reviews.models import Thread


def check_is_author(user: Any, document: Document) -> None:
    """Whoever may write the document may submit it, take it back and reply."""
    hooks_of(document.kind).check_can_edit(user, document)


def check_can_judge(user: Any, document: Document) -> None:
    """A MID is judged by the experts of its network, an Improvement Plan by a coordinator."""
    if document.kind == "pu":
        check_can_coordinate(user)
    else:
        initiative_permissions.check_can_judge(user, document)


def check_can_talk(user: Any, document: Document) -> None:
    """Both sides of the review may reply."""
    if not can(check_is_author, user, document) and not can(check_can_judge, user, document):
        raise NotAllowed(_("Only the authors and the reviewers of this plan may reply."))


def check_can_resolve(user: Any, thread: Thread) -> None:
    """A remark is resolved and opened again by the reviewers, and by the one who made it while they take part."""
    if can(check_can_judge, user, thread.document):
        return
    if thread.opened_by_id is None or thread.opened_by_id != getattr(user, "pk", None):
        raise NotAllowed(_("Only a reviewer or the author of the remark may do this."))
    check_can_talk(user, thread.document)


def can(check: Callable[..., None], *arguments: Any) -> bool:
    """Whether `check(*arguments)` would pass: for buttons."""
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True
