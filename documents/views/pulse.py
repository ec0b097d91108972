"""The pulse: asked every few seconds by an open page. What others changed, who is here, which texts wait."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from documents.forms.data import field_data
from documents.models import Document, HeldText
from documents.parts import document_kind
from documents.policies import is_editable
from documents.queries import News, PartNews, news, open_held_texts, workbench_address
from documents.services import note_visit
from documents.views.answers import PULSES, answer, check_rate, json_page
from documents.views.common import find_document, is_author
from documents.views.presence import people_beside

MOST_REVISION = 2_000_000_000
#: how long it is believed that somebody is an author; a save asks anew
AUTHOR_SECONDS = 60


@json_page
@require_GET
def pulse(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    document = find_document(request, kind, slug)
    check_rate(request, "pulse", document.pk, PULSES)
    note_visit(by=request.user, document=document)  # type: ignore[arg-type]
    revision = _revision(request.GET.get("revision", ""))
    told = news(document, revision) if revision != document.revision else News()
    return answer(
        request,
        "ok",
        revision=document.revision,
        state=document.state,
        can_edit=_is_author(request, document) and is_editable(document),
        csrf=get_token(request),
        now=timezone.now().isoformat(),
        people=people_beside(request.user, document, request.GET.get("place", "")),
        parts=[_part(document, part) for part in told.parts],
        lists=told.lists,
        reload=told.too_much,
        held=[_held(document, held) for held in open_held_texts(document, request.user)],
    )


def _revision(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_REVISION)) else 0


def _is_author(request: HttpRequest, document: Document) -> bool:
    address = f"author:{document.pk}:{request.user.pk}"
    known = cache.get(address)
    if known is None:
        known = is_author(request.user, document)
        cache.set(address, known, AUTHOR_SECONDS)
    return bool(known)


def _part(document: Document, part: PartNews) -> dict[str, Any]:
    kind = document_kind(document.kind).part_kind(part.kind)
    fields = {
        name: {"data": field_data(kind.field(name), value), "label": capfirst(kind.field(name).label)}
        for name, value in part.values.items()
    }
    return {
        "kind": part.kind,
        "id": part.id,
        "version": part.version,
        "by": part.by,
        "deleted": part.deleted,
        "fields": fields,
    }


def _held(document: Document, held: HeldText) -> dict[str, str]:
    return {
        "id": str(held.pk),
        "url": workbench_address(document, "held_text", held.pk),
        "kind": held.part_kind,
        "part": str(held.part_id),
        "field": held.field,
        "reason": held.reason,
    }
