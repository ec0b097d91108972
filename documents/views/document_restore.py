"""Restoring the whole document, to a frozen version or to a moment of its history, and taking a restoring back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.exceptions import Refusal
from documents.exceptions import NewerState
from documents.queries.history import moment_of
from documents.queries.plans import Plan
from documents.queries.restoring import batch_exists, plan_of_moment, plan_of_undoing, plan_of_version
from documents.services import Restored, restore_document, undo_restoring
from documents.views.common import Opened, open_document
from documents.views.restoring import after_restoring, check_may_restore, question_page, sent_state
from documents.views.state_restore import told_of


@login_required
@require_http_methods(["GET", "POST"])
def version_restore(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    """The words of a frozen version."""
    opened = open_document(request, kind, slug)
    check_may_restore(request, opened)
    version = get_object_or_404(opened.document.versions, number=number)
    return _answer(
        request,
        opened,
        question=_("Restore the whole document to version %(number)d?") % {"number": number},
        told=told_of(version.created_at),
        plan=lambda now: plan_of_version(now.document, now.content, version),
        restore=lambda found: restore_document(**found, version=version),
        back_url=opened.address("versions"),
    )


@login_required
@require_http_methods(["GET", "POST"])
def moment_restore(request: HttpRequest, kind: str, slug: str, moment: int) -> HttpResponse:
    """The document as it was after a change."""
    opened = open_document(request, kind, slug)
    check_may_restore(request, opened)
    return _answer(
        request,
        opened,
        question=_("Restore the whole document as it was?"),
        told=told_of(moment_of(opened.document, moment)),
        plan=lambda now: plan_of_moment(now.document, now.content, moment),
        restore=lambda found: restore_document(**found, moment=moment),
        back_url=opened.address("history"),
    )


@login_required
@require_http_methods(["GET", "POST"])
def restore_undo(request: HttpRequest, kind: str, slug: str, batch: UUID) -> HttpResponse:
    """The document without a restoring."""
    opened = open_document(request, kind, slug)
    if not batch_exists(opened.document, batch):
        raise Http404("no such restoring")
    check_may_restore(request, opened)
    return _answer(
        request,
        opened,
        question=_("Undo the restoring?"),
        told=_("What somebody has changed since then stays as it is."),
        plan=lambda now: plan_of_undoing(now.document, now.content, batch),
        restore=lambda found: undo_restoring(**found, batch=batch),
        back_url=opened.address("history"),
        action=_("Undo the restoring"),
    )


def _answer(
    request: HttpRequest,
    opened: Opened,
    *,
    question: str,
    told: str,
    plan: Callable[[Opened], Plan],
    restore: Callable[[dict[str, Any]], Restored],
    back_url: str,
    action: str = "",
) -> HttpResponse:
    """The question, or after its confirmation the restoring; the question again when the document is newer."""
    asked: dict[str, Any] = {"question": question, "told": told, "back_url": back_url, "action": action}
    if request.method == "GET":
        return question_page(request, opened, plan(opened), state=opened.document.revision, **asked)
    sent = {"by": request.user, "document": opened.document, "revision": sent_state(request)}
    try:
        return after_restoring(request, opened, restore(sent), back_url)
    except NewerState as newer:
        now = open_document(request, opened.document.kind, opened.document.slug)
        sentence, status = str(newer), newer.status
    except Refusal as refusal:
        now, sentence, status = opened, str(refusal), refusal.status
    return question_page(
        request, now, plan(now), state=now.document.revision, sentence=sentence, status=status, **asked
    )
