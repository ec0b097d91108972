"""What the pages of restoring share: what will change, the question, and the way back afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from documents.parts import hooks_of
from documents.policies import check_editable
from documents.queries.plans import Exempt, Kept, Plan
from documents.services import Restored
from documents.views.common import Opened, frame
from documents.views.saving import sent_version
from documents.views.steps import Teller

#: changes that the page lists one by one
SHOWN = 100
_REASONS = {
    Kept.IN_USE: lambda: _("other rows refer to it, so it stays"),
    Kept.OWNER_GONE: lambda: _("the row that it belongs to is not there"),
    Kept.ROW_GONE: lambda: _("it refers to a row that is not there any more, so this link is left out"),
    Kept.CHANGED_SINCE: lambda: _("somebody has changed it since, so it stays as it is"),
    Kept.FILE_GONE: lambda: _("the earlier file does not exist any more, so the present one stays"),
}


def check_may_restore(request: HttpRequest, opened: Opened) -> None:
    """Raise the reason why the person may not restore anything now."""
    hooks_of(opened.document.kind).check_can_edit(request.user, opened.document)
    check_editable(opened.document)


def sent_state(request: HttpRequest) -> int:
    """The revision or version of what the person saw before confirming; 0 when it is missing or no number."""
    return sent_version(request)


def question_page(
    request: HttpRequest,
    opened: Opened,
    plan: Plan,
    *,
    question: str,
    state: int,
    back_url: str,
    told: str = "",
    action: str = "",
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    """What would change, and a form that confirms it. `state` is what the confirmation must still find."""
    teller = Teller(opened)
    steps = [(step.kind.key, step.row_id, step.field, step.before, step.after) for step in plan.steps]
    kept = [(one.kind.key, one.row_id, "", None, None) for one in plan.kept]
    teller.load([*steps, *kept])
    shown = [
        teller.tell(step.kind.key, step.row_id, step.field, step.operation, step.before, step.after)
        for step in plan.steps[:SHOWN]
    ]
    context = {
        **frame(opened),
        "question": question,
        "told": told,
        "action": action or _("Restore"),
        "sentence": sentence,
        "steps": [one for one in shown if one is not None],
        "more": max(0, len(plan.steps) - SHOWN),
        "kept": [_kept(teller, one) for one in plan.kept],
        "state": state,
        "back_url": back_url,
    }
    return render(request, "documents/workbench/restore.html", context, status=status)


def after_restoring(request: HttpRequest, opened: Opened, restored: Restored, back_url: str) -> HttpResponse:
    """Say that it is done, with the way back."""
    if restored.batch is None:
        messages.info(request, _("Nothing had to be changed."))
    else:
        undo_url = opened.address("restore_undo", restored.batch)
        link = format_html('<a class="govuk-link" href="{}">{}</a>', undo_url, _("Undo the restoring"))
        messages.success(request, format_html("{} {}", _("Restored."), link))
    return redirect(back_url)


def _kept(teller: Teller, one: Exempt) -> dict[str, Any]:
    label = one.kind.field(one.field).label if one.field else ""
    place = teller.row(one.kind, one.row_id)
    return {"place": ", ".join(text for text in (place, label) if text), "reason": _REASONS[one.reason]()}
