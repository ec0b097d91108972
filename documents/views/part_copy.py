"""Doubling a row."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.parts import document_kind
from documents.queries import workbench_address
from documents.services.copying import copy_part
from documents.views.common import find_document, find_part_kind
from documents.views.saving import request_key


@login_required
@require_POST
def part_copy(request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID) -> HttpResponse:
    document = find_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    if not chosen.can_copy:
        raise Http404(f"rows of {chosen.key} are not doubled")
    copy = copy_part(
        by=request.user,  # type: ignore[arg-type]
        document=document,
        kind=chosen,
        part_id=part_id,
        request_key=request_key(request),
    )
    messages.success(request, _("Copied: %(title)s. The copy is at the end of the list.") % {"title": copy})
    section = document_kind(kind).section_of(chosen)
    return redirect(workbench_address(document, "section", section.slug) + f"#wiersz-{copy.pk}")
