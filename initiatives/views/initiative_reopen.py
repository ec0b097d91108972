"""/praca/mid/<slug>/otworz/: asks a coordinator for the reason, then opens an accepted plan for changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.policies import find_transition
from documents.services import reopen
from initiatives.forms import ReasonForm
from initiatives.permissions import check_can_coordinate
from initiatives.policies import TRANSITIONS
from initiatives.queries import documents_visible_to


@login_required
@require_http_methods(["GET", "POST"])
def initiative_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    document = get_object_or_404(documents_visible_to(request.user), slug=slug)
    check_can_coordinate(request.user)
    find_transition(TRANSITIONS, "reopen", document)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reopen(by=request.user, document=document, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        messages.success(request, _("The team can change the plan again."))
        return redirect("initiative_workbench", slug)
    network = document.initiative.participation.network
    context = {"document": document, "network": network, "form": form}
    return render(request, "initiatives/reopen.html", context, status=422 if form.is_bound else 200)
