"""POST /praca/tablica/przypomnij/: reminds whoever a plan waits for, and comes back to the board."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from improvement_plans.permissions import check_can_coordinate
from networks.models import Participation
from reviews.queries import reviews_visible_to
from reviews.services.reminders import remind, remind_to_begin
from reviews.views.frame import go_back


@require_POST
@login_required
def document_remind(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    check_can_coordinate(request.user)
    document = get_object_or_404(reviews_visible_to(request.user), kind=kind, slug=slug)
    remind(by=request.user, document=document)
    messages.success(request, _("Reminded: %(title)s.") % {"title": document.title})
    return go_back(request, reverse("board"))


@require_POST
@login_required
def participation_remind(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_coordinate(request.user)
    participation = get_object_or_404(Participation.objects.select_related("city"), pk=pk)
    remind_to_begin(by=request.user, participation=participation)
    messages.success(request, _("Reminded: %(title)s.") % {"title": participation.city})
    return go_back(request, reverse("board"))
