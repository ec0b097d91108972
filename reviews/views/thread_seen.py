"""POST /praca/ocena/<slug>/widziane/: remarks that were really shown (`thread`, by id), or all of them (`all`)."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from reviews.queries import threads_visible_to
from reviews.services import see_threads
from reviews.views.frame import go_back, visible_document

#: a page shows no more at once
MOST = 1000


@require_POST
@login_required
def thread_seen(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    threads = threads_visible_to(request.user).filter(document=document)
    if "all" not in request.POST:
        threads = threads.filter(pk__in=_ids(request.POST.getlist("thread")[:MOST]))
    see_threads(by=request.user, threads=threads)
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(status=204)
    return go_back(request, reverse("review", args=[document.slug]))


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for one in given:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
