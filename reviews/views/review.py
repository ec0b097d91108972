"""GET /praca/ocena/<slug>/: the submitted Version with the remarks beside it; `?runda=n` shows an earlier round."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.rendering import reading
from reviews.models import Round
from reviews.queries import remarks_on, rounds_of
from reviews.views.frame import frame, rights, visible_document


@require_safe
@login_required
def review(request: HttpRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    rounds = list(rounds_of(document))
    context = {**frame(document), **rights(request.user, document), "rounds": rounds}
    if rounds:
        context.update(_shown(request, rounds))
    return render(request, "reviews/review.html", context)


def _shown(request: HttpRequest, rounds: list[Round]) -> dict[str, Any]:
    """The round that the address asks for, the newest without one. Loads one Version's content."""
    wanted = request.GET.get("runda", "")
    shown = next((one for one in rounds if str(one.number) == wanted), None) if wanted else rounds[0]
    if shown is None:
        raise Http404
    return {
        "shown": shown,
        "is_current": shown is rounds[0] and shown.closed_at is None,
        "reading": reading(shown.version.content, public=False),
        "remarks": remarks_on(shown),
        "aside_template": "reviews/aside.html",
    }
