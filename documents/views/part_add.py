"""Adding a row."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.exceptions import Refusal
from documents.forms import part_form
from documents.models import Document
from documents.parts import PartKind
from documents.services import add_row
from documents.views.clash import after_saving
from documents.views.common import check_author, find_part_kind, open_document
from documents.views.saving import check_may_edit, form_page, refused, request_key


@login_required
@require_http_methods(["GET", "POST"])
def part_add(request: HttpRequest, kind: str, slug: str, part_kind: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    if not chosen.many:
        raise Http404("a single part exists already")
    check_author(request, opened)
    owner = _owner(request, opened.document, chosen)
    if request.method == "GET":
        check_may_edit(request, opened)
        form = part_form(chosen, opened.document, owner=owner)
        form.choose(request.GET)
        return form_page(request, opened, form, owner=owner)
    form = part_form(chosen, opened.document, request.POST, request.FILES, owner=owner)
    if not form.is_valid():
        return form_page(request, opened, form, status=422, owner=owner)
    try:
        saved = add_row(
            by=request.user,  # type: ignore[arg-type]
            document=opened.document,
            kind=chosen,
            row_id=request_key(request, "row_id") or uuid4(),
            new_values=form.values,
            request_key=request_key(request),
        )
    except Refusal as refusal:
        return form_page(request, opened, form, status=refused(form, refusal), owner=owner)
    return after_saving(request, opened, form, saved, owner=owner)


def _owner(request: HttpRequest, document: Document, kind: PartKind) -> Any:
    """The row under which the new one begins, named in the address; None when it is chosen in the form."""
    named = request.GET.get(kind.parent, "") if kind.parent else ""
    try:
        key = UUID(named)
    except ValueError:
        return None
    owners = kind.field(kind.parent).target._default_manager  # type: ignore[union-attr]
    return owners.filter(pk=key, document=document, deleted_at=None).first()
