"""Moving a row up or down."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.parts import document_kind
from documents.queries import workbench_address
from documents.services import move_part
from documents.views.common import find_document, find_part_kind
from documents.views.saving import request_key


@login_required
@require_POST
def part_move(request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID) -> HttpResponse:
    document = find_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    place = move_part(
        by=request.user,  # type: ignore[arg-type]
        document=document,
        kind=chosen,
        part_id=part_id,
        up=request.POST.get("direction") != "down",
        place=_place(request.POST.get("place", "")),
        request_key=request_key(request),
    )
    messages.success(request, _("Moved. The row is number %(place)d now.") % {"place": place})
    section = document_kind(kind).section_of(chosen)
    return redirect(workbench_address(document, "section", section.slug) + f"#wiersz-{part_id}")


def _place(text: str) -> int | None:
    """The place that a dragged row was put at, counted from 1; None for a step by a button."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
