"""POST .../harmonogram/<uuid>/krok/: moves the beginning, the end or the whole of an action by a month."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import text
from core.exceptions import InvalidInput, NotAllowed, Refusal
from documents.models import Document
from documents.queries import workbench_address
from documents.views.common import find_document
from initiatives.forms.schedule import StepForm
from initiatives.models import Action
from initiatives.permissions import check_can_edit_document
from initiatives.services.schedule import shift_action
from initiatives.views.schedule import SECTION, chosen_zoom


@login_required
@require_POST
def schedule_step(request: HttpRequest, slug: str, part_id: UUID) -> HttpResponse:
    document = find_document(request, "mid", slug)
    check_can_edit_document(request.user, document)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("Choose which month to move."))
    try:
        moved = shift_action(
            by=request.user,  # type: ignore[arg-type]
            document=document,
            action_id=part_id,
            base_version=form.cleaned_data["base_version"],
            request_key=form.cleaned_data["request"],
            **form.shift,
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said(moved))
    return redirect(back_to_schedule(request, document, part_id))


def back_to_schedule(request: HttpRequest, document: Document, part_id: UUID) -> str:
    """The address of the schedule at this action, in the scale that the person had chosen."""
    zoom = chosen_zoom(request.POST.get("skala", ""))
    query = f"?{urlencode({'skala': zoom.key})}" if zoom.key else ""
    return f"{workbench_address(document, 'section', SECTION)}{query}#termin-{part_id}"


def said(action: Action) -> str:
    """Where the action stands now, as a sentence to be spoken."""
    if action.start and action.end:
        period = text.month_range(action.start, action.end)
    else:
        known = action.start or action.end
        period = text.month_year(known) if known else _("no date")
    return _("%(name)s: %(period)s.") % {"name": action.title, "period": period}
