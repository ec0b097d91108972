"""Restoring an earlier state of a row or, with `?pole=`, of one field: what will change, and the confirmation."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.exceptions import Refusal
from documents.exceptions import NewerState
from documents.parts import PartKind
from documents.policies import check_still_in_bin
from documents.queries.history import moment_of
from documents.queries.restoring import plan_of_field, plan_of_row
from documents.services import restore_field, restore_row_state
from documents.views.common import Opened, find_part, find_part_kind, open_document
from documents.views.restoring import after_restoring, check_may_restore, question_page, sent_state
from documents.views.steps import Teller


@login_required
@require_http_methods(["GET", "POST"])
def state_restore(
    request: HttpRequest, kind: str, slug: str, part_kind: str, part_id: UUID, moment: int
) -> HttpResponse:
    opened = open_document(request, kind, slug)
    check_may_restore(request, opened)
    chosen = find_part_kind(kind, part_kind)
    part = find_part(opened.document, chosen, part_id)
    field = _field(chosen, part, request.GET.get("pole", ""))
    if request.method == "GET":
        check_still_in_bin(part)
        return _page(request, opened, chosen, part, field, moment)
    common: dict[str, Any] = {
        "by": request.user,
        "document": opened.document,
        "kind": chosen,
        "part_id": part.pk,
        "moment": moment,
        "base_version": sent_state(request),
    }
    try:
        restored = restore_field(**common, field=field) if field else restore_row_state(**common)
    except NewerState as newer:
        again = open_document(request, kind, slug)
        part = find_part(again.document, chosen, part_id)
        return _page(request, again, chosen, part, field, moment, str(newer), newer.status)
    except Refusal as refusal:
        return _page(request, opened, chosen, part, field, moment, str(refusal), refusal.status)
    return after_restoring(request, opened, restored, _back(opened, chosen, part, field))


def _field(kind: PartKind, part: Any, name: str) -> str:
    if name and (part.deleted_at is not None or name not in {bound.name for bound in kind.bound}):
        raise Http404(f"no field {name}")
    return name


def _back(opened: Opened, kind: PartKind, part: Any, field: str) -> str:
    url = opened.address("part_history", kind.key, part.pk)
    return f"{url}?pole={field}" if field else url


def _page(
    request: HttpRequest,
    opened: Opened,
    kind: PartKind,
    part: Any,
    field: str,
    moment: int,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    at = moment_of(opened.document, moment)
    name = Teller(opened).row(kind, str(part.pk)) if part.deleted_at is None else str(part)
    if field:
        plan = plan_of_field(opened.document, opened.content, kind, part, field, moment)
        label = capfirst(kind.field(field).label)
        question = _("Restore the field “%(field)s” (%(row)s)?") % {"field": label, "row": name}
    else:
        plan = plan_of_row(opened.document, opened.content, kind, part, moment)
        question = _("Restore “%(row)s” as it was?") % {"row": name}
    return question_page(
        request,
        opened,
        plan,
        question=question,
        told=told_of(at),
        state=part.version,
        back_url=_back(opened, kind, part, field),
        sentence=sentence,
        status=status,
    )


def told_of(at: Any) -> str:
    """Which state it is, in words."""
    if at is None:
        return _("The state before the first change.")
    return _("The state of %(when)s.") % {"when": timezone.localtime(at).strftime("%d.%m.%Y, %H:%M")}
