"""GET and POST .../harmonogram/<uuid>/miesiace/: the first and the last month of an action, typed."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.exceptions import Refusal
from documents.exceptions import StaleSave
from documents.views.common import Opened, check_author, frame, open_document, section_at
from documents.views.saving import check_may_edit
from initiatives.forms.schedule import MonthsForm
from initiatives.models import Action
from initiatives.services.schedule import set_months
from initiatives.views.schedule import SECTION, chosen_zoom
from initiatives.views.schedule_step import back_to_schedule, said


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule_months(request: HttpRequest, slug: str, part_id: UUID) -> HttpResponse:
    opened = open_document(request, "mid", slug)
    check_author(request, opened)
    action = get_object_or_404(Action, pk=part_id, document=opened.document, deleted_at=None)
    if request.method != "POST":
        check_may_edit(request, opened)
        return _page(request, opened, action, MonthsForm(action=action, request_key=uuid4()))
    form = MonthsForm(request.POST, action=action)
    if not form.is_valid():
        return _page(request, opened, action, form, status=422)
    try:
        saved = set_months(
            by=request.user,  # type: ignore[arg-type]
            document=opened.document,
            action_id=part_id,
            base_version=form.cleaned_data["base_version"],
            request_key=form.cleaned_data["request"],
            **form.values,
        )
    except StaleSave as clash:
        return _page(request, opened, action, _again(request, action, clash), status=clash.status)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, opened, action, form, status=refusal.status)
    messages.success(request, said(saved))
    return redirect(back_to_schedule(request, opened.document, part_id))


def _again(request: HttpRequest, action: Action, clash: StaleSave) -> MonthsForm:
    """The form with what was typed, based on what another person has saved meanwhile, which it tells."""
    action.refresh_from_db()
    data = request.POST.copy()
    data["base_version"], data["request"] = str(clash.version), str(uuid4())
    again = MonthsForm(data, action=action)
    told = _(
        "%(name)s has changed the months in the meantime. They are now: %(now)s Save again to write yours instead."
    )
    again.add_error(None, told % {"name": clash.who, "now": said(action)})
    return again


def _page(request: HttpRequest, opened: Opened, action: Action, form: MonthsForm, status: int = 200) -> HttpResponse:
    section = section_at(opened, SECTION)
    context: dict[str, Any] = {
        **frame(opened, section),
        "form": form,
        "action": action,
        "zoom": chosen_zoom(request.GET.get("skala", "") or request.POST.get("skala", "")),
        "section_url": opened.address("section", SECTION),
    }
    return render(request, "initiatives/workbench/schedule_months.html", context, status=status)
