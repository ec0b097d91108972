"""GET /praca/ocena/<slug>/word/: a text with its remarks as a Word file that can come back.

`?runda=n` takes the Version of a round, `?wersja=robocza` the draft (for its authors), `?prywatne=1` the private notes
of the person's own side along.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.files import DOCX
from core.limits import check_limit
from documents.models import Document
from documents.queries import snapshot
from reviews.enums import Audience
from reviews.exchange.grounds import draft_identity, version_identity
from reviews.exchange.talks import talks_of
from reviews.exchange.writing import write_docx
from reviews.models import Round
from reviews.permissions import audiences_of, can, check_is_author
from reviews.queries import rounds_of
from reviews.queries.word import talk_of
from reviews.views.frame import visible_document


@login_required
@require_safe
def review_docx(request: HttpRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    shown = _shown(request, document)
    check_limit("review_docx", request.user.pk, amount=120, seconds=3600)
    audiences = audiences_of(request.user, document) if request.GET.get("prywatne") else {Audience.ALL}
    language = (get_language() or document.language)[:2]
    content: dict[str, Any] = shown.version.content if shown else snapshot(document)
    identity = version_identity(shown.version, language) if shown else draft_identity(document, content, language)
    threads = talk_of(request.user, document, audiences, shown)
    made = write_docx(content, identity, talks_of(threads, content, shown.version if shown else None))
    name = f"{document.slug}-{shown.version.number}" if shown else document.slug
    headers = {"Content-Disposition": f'attachment; filename="{name}-uwagi.docx"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type=DOCX, headers=headers)


def _shown(request: HttpRequest, document: Document) -> Round | None:
    """The round that the address asks for; without one the open round, for authors else their draft, else the newest
    round. None is the draft. 404 where there is nothing that the person may read.
    """
    is_author = can(check_is_author, request.user, document)
    rounds = list(rounds_of(document))
    wanted = request.GET.get("runda", "")
    if wanted:
        found = next((one for one in rounds if str(one.number) == wanted), None)
        if found is None:
            raise Http404("no such round")
        return found
    newest = rounds[0] if rounds else None
    wants_draft = request.GET.get("wersja") == "robocza" or newest is None or newest.closed_at is not None
    if wants_draft and is_author:
        return None
    if newest is None:
        raise Http404("nothing was submitted yet")
    return newest
