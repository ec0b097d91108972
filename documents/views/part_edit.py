"""Editing one part. What cannot be saved without losing somebody's words waits, and its page is shown (409)."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.exceptions import Refusal
from documents.forms import PartForm, part_form
from documents.queries import is_live
from documents.services import save_fields
from documents.views.clash import after_saving, gone_page
from documents.views.common import Opened, check_author, find_part, find_part_kind, open_document
from documents.views.lists import children_lists
from documents.views.saving import check_may_edit, form_page, refused, request_key


@login_required
@require_http_methods(["GET", "POST"])
def part_edit(request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID) -> HttpResponse:
    opened = open_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    check_author(request, opened)
    part = find_part(opened.document, chosen, part_id)
    if request.method == "GET":
        if not is_live(part):
            return gone_page(request, opened, chosen, part)
        check_may_edit(request, opened)
        form = part_form(chosen, opened.document, part=part)
        return form_page(request, opened, form, **_beside(opened, form))
    form = part_form(chosen, opened.document, request.POST, request.FILES, part=part)
    if not form.is_valid():
        return form_page(request, opened, form, status=422, **_beside(opened, form))
    try:
        saved = save_fields(
            by=request.user,  # type: ignore[arg-type]
            document=opened.document,
            kind=chosen,
            part_id=part.pk,
            base_version=form.read_version,
            new_values=form.values,
            request_key=request_key(request),
        )
    except Refusal as refusal:
        return form_page(request, opened, form, status=refused(form, refusal), **_beside(opened, form))
    if not saved.held and not is_live(saved.part):
        return gone_page(request, opened, chosen, find_part(opened.document, chosen, part_id))
    return after_saving(request, opened, form, saved, **_beside(opened, form))


def _beside(opened: Opened, form: PartForm) -> dict[str, Any]:
    """What the page of a part shows beside its form."""
    return {
        "part": form.part,
        "children": children_lists(opened, form.kind, str(form.part.pk)),
        "extra_templates": _extra_templates(form),
        "part_history_url": opened.address("part_history", form.kind.key, form.part.pk),
    }


def _extra_templates(form: PartForm) -> list[str]:
    """What the domain app adds below the form of a row: its own template named after the kind, or nothing."""
    app = form.kind.model._meta.app_label
    return [f"{app}/workbench/{form.kind.key}_row.html", "documents/workbench/extra.html"]
