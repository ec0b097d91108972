"""Deleting a row, after a page that asks."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.exceptions import Refusal
from documents.exceptions import RowGone, StaleSave
from documents.parts import PartKind
from documents.queries import is_live, users_of
from documents.services import delete_part
from documents.views.common import Opened, find_part, find_part_kind, frame, open_document
from documents.views.lists import children_lists
from documents.views.saving import check_may_edit, request_key, sent_version


@login_required
@require_http_methods(["GET", "POST"])
def part_delete(request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID) -> HttpResponse:
    opened = open_document(request, kind, slug)
    check_may_edit(request, opened)
    chosen = find_part_kind(kind, part_kind)
    if not chosen.many:
        raise Http404("a single part stays")
    part = find_part(opened.document, chosen, part_id)
    back = opened.address("section", opened.section_of(chosen).slug)
    if not is_live(part):
        return redirect(back)
    if request.method == "GET":
        return _page(request, opened, chosen, part)
    try:
        delete_part(
            by=request.user,  # type: ignore[arg-type]
            document=opened.document,
            kind=chosen,
            part_id=part.pk,
            base_version=sent_version(request),
            request_key=request_key(request),
        )
    except StaleSave as clash:
        part.version = clash.version
        sentence = _("%(name)s has changed this row in the meantime. Look at it once more.") % {"name": clash.who}
        return _page(request, opened, chosen, part, sentence=sentence, status=409)
    except RowGone:
        return redirect(back)
    except Refusal as refusal:
        return _page(request, opened, chosen, part, sentence=str(refusal), status=refusal.status)
    messages.success(request, _("Deleted. You can bring the row back at the bottom of this page."))
    return redirect(back)


def _page(
    request: HttpRequest, opened: Opened, kind: PartKind, part: Any, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    section = opened.section_of(kind)
    context = {
        **frame(opened, section),
        "part": part,
        "part_kind": kind,
        "users": users_of(opened.document, kind, part),
        "children": children_lists(opened, kind, str(part.pk)),
        "sentence": sentence,
        "request_key": uuid4(),
        "section_url": opened.address("section", section.slug),
    }
    return render(request, "documents/workbench/delete.html", context, status=status)
