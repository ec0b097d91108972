"""A file of a document, for people who may see the document on the workbench."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from documents.enums import FieldKind
from documents.models import Document
from documents.parts import document_kind
from documents.views.common import find_document


@login_required
@require_safe
def file(request: HttpRequest, kind: str, slug: str, part_id: UUID) -> FileResponse:
    """Sent as a download, whatever its type, so that nothing in it runs in the portal's name."""
    stored = _stored_file(find_document(request, kind, slug), part_id)
    try:
        return FileResponse(stored.open("rb"), as_attachment=True, filename=stored.name.rsplit("/", 1)[-1])
    except FileNotFoundError:
        raise Http404("the file is not in the storage") from None


def _stored_file(document: Document, part_id: UUID) -> Any:
    for part_kind in document_kind(document.kind).part_kinds.values():
        for bound in part_kind.bound:
            if bound.kind == FieldKind.FILE:
                row = part_kind.model._default_manager.filter(pk=part_id, document=document).first()
                if row is not None and getattr(row, bound.name):
                    return getattr(row, bound.name)
    raise Http404("no such file")
