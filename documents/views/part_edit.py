"""Editing one part. A save that would lose somebody's words answers 409 with both texts."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.exceptions import Refusal
from documents.exceptions import RowGone, StaleSave
from documents.forms import PartForm, part_form
from documents.queries import is_live
from documents.services import save_part
from documents.views.clash import clash_page, gone_page
from documents.views.common import Opened, check_author, find_part, find_part_kind, open_document
from documents.views.lists import children_lists
from documents.views.saving import after_save, check_may_edit, form_page, refused


@login_required
@require_http_methods(["GET", "POST"])
def part_edit(request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID) -> HttpResponse:
    opened = open_document(request, kind, slug)
    chosen = find_part_kind(kind, part_kind)
    check_author(request, opened)
    part = find_part(opened.document, chosen, part_id)
    if not is_live(part):
        return gone_page(request, opened, chosen, part)
    if request.method == "GET":
        check_may_edit(request, opened)
        return _page(request, opened, part_form(chosen, opened.document, part=part))
    form = part_form(chosen, opened.document, request.POST, request.FILES, part=part)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    try:
        saved = save_part(
            by=request.user,  # type: ignore[arg-type]
            document=opened.document,
            kind=chosen,
            part_id=part.pk,
            base_version=form.read_version,
            new_values=form.values_without(request.POST.getlist("theirs")),
        )
    except StaleSave as clash:
        return clash_page(request, opened, form, clash)
    except RowGone:
        return gone_page(request, opened, chosen, find_part(opened.document, chosen, part_id))
    except Refusal as refusal:
        return _page(request, opened, form, status=refused(form, refusal))
    return after_save(request, opened, chosen, saved)


def _page(request: HttpRequest, opened: Opened, form: PartForm, *, status: int = 200) -> HttpResponse:
    children = children_lists(opened, form.kind, str(form.part.pk))
    past = opened.address("part_history", form.kind.key, form.part.pk)
    return form_page(request, opened, form, status=status, part=form.part, children=children, part_history_url=past)
