"""Begins the plan of a city that has none yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives.queries import participations_to_begin
from initiatives.services import create_initiative


@login_required
@require_POST
def initiative_create(request: HttpRequest, participation_id: int) -> HttpResponse:
    participation = get_object_or_404(participations_to_begin(request.user), pk=participation_id)
    initiative = create_initiative(by=request.user, participation=participation)  # type: ignore[arg-type]
    messages.success(request, _("The plan has been begun. Fill in its sections in any order."))
    return redirect("initiative_workbench", initiative.document.slug)
