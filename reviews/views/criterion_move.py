"""POST /praca/program/<edition>/ocena/kryteria/<criterion>/przesun/: move a line of a checklist up or down."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from reviews.services import move_criterion
from reviews.views.rules_frame import criterion_of


@require_POST
@login_required
def criterion_move(request: SignedInRequest, slug: str, criterion_id: UUID) -> HttpResponse:
    criterion = criterion_of(request, slug, criterion_id)
    place = move_criterion(by=request.user, criterion=criterion, up=request.POST.get("direction") != "down")
    messages.success(request, _("Moved. The criterion is number %(place)d now.") % {"place": place})
    return redirect(reverse("review_rules", args=[slug]) + f"#kryterium-{criterion.pk}")
