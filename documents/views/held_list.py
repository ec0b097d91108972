"""The texts of one document that wait for the person who typed them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from documents.models import Document, HeldText
from documents.parts import document_kind
from documents.queries import open_held_texts, workbench_address
from documents.views.common import frame, open_document
from documents.views.held import find_any_document, is_visible_to


@login_required
@require_safe
def held_list(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    document = find_any_document(kind, slug)
    texts = list(open_held_texts(document, request.user))
    is_visible = is_visible_to(request, document)
    if not texts and not is_visible:
        raise Http404("nothing of this person waits here")
    context = {"texts": [_line(document, held) for held in texts], "document": document}
    if not is_visible:
        return render(request, "documents/workbench/held_alone_list.html", context)
    return render(
        request, "documents/workbench/held_list.html", {**frame(open_document(request, kind, slug)), **context}
    )


def _line(document: Document, held: HeldText) -> dict[str, Any]:
    kind = document_kind(document.kind).part_kinds.get(held.part_kind)
    label = f"{capfirst(kind.label)}: {capfirst(kind.field(held.field).label)}" if kind else held.field
    url = workbench_address(document, "held_text", held.pk)
    return {"label": label, "url": url, "reason": held.get_reason_display(), "when": held.updated_at}
