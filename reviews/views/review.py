"""GET /praca/ocena/<slug>/: the submitted Version with the remarks beside it; `?runda=n` shows an earlier round."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.exceptions import NotAllowed, WrongState
from documents.models import Document
from documents.views.common import is_visit
from reviews.enums import Audience, RoundState
from reviews.models import Round
from reviews.queries import remarks_on, rounds_of
from reviews.rendering.beside import text_under_review
from reviews.rendering.cards import draw_cards
from reviews.services import start_review
from reviews.services.looks import note_look
from reviews.views.filters import filtered
from reviews.views.frame import audiences_from, frame, rights, visible_document
from reviews.views.rounds_frame import Panel, panel_of


@require_safe
@login_required
def review(request: HttpRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    rounds = list(rounds_of(document))
    context = {**frame(document), **rights(request.user, document), "rounds": rounds}
    if rounds:
        context.update(_shown(request, rounds, audiences_from(context)))
        context["panel"] = _panel(request, document, rounds[0], context)
        context |= _text(document, context)
        context["cards"] = draw_cards(context["remarks"].all, context, user=request.user, token=get_token(request))
        if is_visit(request):
            note_look(by=request.user, version=context["shown"].version)  # type: ignore[arg-type]
    is_part = request.htmx and request.htmx.target == "ocena"  # type: ignore[attr-defined]
    return render(request, "reviews/review.html#remarks" if is_part else "reviews/review.html", context)


def _shown(request: HttpRequest, rounds: list[Round], audiences: frozenset[Audience]) -> dict[str, Any]:
    """The round that the address asks for, the newest without one. Loads one Version's content."""
    wanted = request.GET.get("runda", "")
    shown = next((one for one in rounds if str(one.number) == wanted), None) if wanted else rounds[0]
    if shown is None:
        raise Http404
    content = shown.version.content
    found = filtered(request, remarks_on(shown, audiences, request.user), content)
    return {
        "shown": shown,
        "is_current": shown is rounds[0] and shown.closed_at is None,
        "remarks": found.remarks,
        "found": found,
    }


def _text(document: Document, context: dict[str, Any]) -> dict[str, Any]:
    """The shown Version as HTML, and whether it offers the reader new remarks."""
    may_add = context["is_judge"] and context["is_current"]
    contents, text = text_under_review(document, context["shown"].version, context["remarks"].all, may_add=may_add)
    return {"contents": contents, "text": text, "may_add": may_add}


def _panel(request: HttpRequest, document: Document, newest: Round, context: dict[str, Any]) -> Panel:
    """The panel of the shown round. The first visit of a reviewer starts the review."""
    shown, is_judge = context["shown"], context["is_judge"]
    if context["is_current"] and is_judge and shown.state == RoundState.SUBMITTED and is_visit(request):
        # Somebody else may have started it, or taken it back, a moment ago: the page shows what there is.
        with suppress(NotAllowed, WrongState):
            start_review(by=request.user, document=document)  # type: ignore[arg-type]
            shown.state = RoundState.IN_REVIEW
    return panel_of(request.user, document, shown, is_newest=shown is newest, is_judge=is_judge)
