"""The page that asks a coordinator for the reason of a move and makes it; two addresses share it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from documents.policies import find_transition
from improvement_plans.forms import ReasonForm
from improvement_plans.permissions import check_can_move
from improvement_plans.policies import TRANSITIONS
from improvement_plans.queries import documents_visible_to


def move_page(request: HttpRequest, slug: str, key: str, service: Callable[..., Any]) -> HttpResponse:
    """GET asks, POST makes the move `key` by `service` and leads to the workbench."""
    document = get_object_or_404(documents_visible_to(request.user), slug=slug)
    check_can_move(request.user, document, next(move for move in TRANSITIONS if move.key == key))
    move = find_transition(TRANSITIONS, key, document)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service(by=request.user, document=document, reason=form.cleaned_data["reason"])
        messages.success(request, _("The editors can change the plan again."))
        return redirect("plan_workbench", slug)
    context = {"document": document, "network": document.improvement_plan.network, "move": move, "form": form}
    return render(request, "improvement_plans/plan_move.html", context, status=422 if form.is_bound else 200)
