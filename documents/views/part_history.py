"""The history of one part or row, or of one of its fields (`?pole=`), also of a row that is deleted."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from documents.forms import CursorForm
from documents.parts import BoundField, PartKind
from documents.queries import is_live, place_address, section_with
from documents.queries.history import Wanted, timeline
from documents.views.common import find_part, find_part_kind, frame, open_document
from documents.views.history import page_of
from documents.views.steps import Teller


@login_required
@require_safe
def part_history(request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID) -> HttpResponse:
    opened = open_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    part = find_part(opened.document, chosen, part_id)
    field = _field(chosen, request.GET.get("pole", ""))
    cursor = CursorForm(request.GET)
    cursor.is_valid()
    wanted = Wanted(part_id=part.pk, field=field.name if field else "", before=cursor.cleaned_data.get("przed"))
    section = section_with(opened.content, chosen)
    context = {
        # A field's own history shows its texts in full.
        **page_of(request, opened, timeline(opened.document, wanted=wanted), longest=0 if field else None),
        **frame(opened, section),
        "part": part,
        "part_kind": chosen,
        "field": field and capfirst(field.label),
        "fields": [{"name": bound.name, "label": capfirst(bound.label)} for bound in chosen.bound],
        "name": Teller(opened).row(chosen, str(part.pk)) if is_live(part) else str(part),
        "is_live": is_live(part),
        "all_url": opened.address("part_history", chosen.key, part.pk),
        "part_url": place_address(opened.document, chosen, part.pk) if is_live(part) and opened.can_edit else "",
    }
    return render(request, "documents/workbench/part_history.html", context)


def _field(kind: PartKind, name: str) -> BoundField | None:
    """The field that `?pole=` names; None without it, 404 for a field that the part does not have."""
    found = next((bound for bound in kind.bound if bound.name == name), None)
    if name and found is None:
        raise Http404(f"no field {name}")
    return found
