"""Bringing a deleted row back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.parts import document_kind
from documents.queries import workbench_address
from documents.services import restore_part
from documents.views.common import find_document, find_part_kind
from documents.views.saving import request_key


@login_required
@require_POST
def part_restore(request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID) -> HttpResponse:
    document = find_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    key = request_key(request)
    restore_part(by=request.user, document=document, kind=chosen, part_id=part_id, request_key=key)  # type: ignore[arg-type]
    messages.success(request, _("The row is back, at the end of the list."))
    section = document_kind(kind).section_of(chosen)
    return redirect(workbench_address(document, "section", section.slug) + f"#wiersz-{part_id}")
