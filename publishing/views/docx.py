"""GET /praca/docx/<kind>/<slug>/: the working text as DOCX; GET /praca/wydruk/<version>/docx/: a frozen Version."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.files import DOCX
from documents.parts import all_document_kinds
from documents.queries import documents_visible_to, snapshot
from documents.rendering import reading
from publishing.queries import version_visible_to
from publishing.rendering.docx import docx_of


@login_required
@require_safe
def document_docx(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Without the fields that are for the team only."""
    kinds = {one.key: one for one in all_document_kinds()}
    if kind not in kinds:
        raise Http404("no such kind of document")
    document = get_object_or_404(documents_visible_to(kinds[kind], request.user), slug=slug)
    return _answer(snapshot(document), slug)


@login_required
@require_safe
def version_docx(request: HttpRequest, version_id: UUID) -> HttpResponse:
    version = get_object_or_404(version_visible_to(request.user, version_id))
    return _answer(version.content, f"{version.document.slug}-{version.number}")


def _answer(content: dict[str, Any], name: str) -> HttpResponse:
    facts = content.get("facts", {})
    around = [facts.get(key, {}).get("name", "") for key in ("city", "network", "edition")]
    made = docx_of(reading(content), subtitle=", ".join(name for name in around if name))
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return HttpResponse(made, content_type=DOCX, headers=headers)
