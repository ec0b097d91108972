"""GET /praca/rekomendacje/stan/: how recommendations stand, what moved this quarter, what is overdue."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.forms.choices import institution_choices, network_choices
from catalogue.queries import recommendations
from catalogue.queries.standing import standing as counted
from catalogue.rendering.standing import board
from tracking.policies import quarter_began
from tracking.rendering.standing import moving, overdues


@require_safe
@login_required
def standing(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    began = quarter_began(today)
    names = {"networks": network_choices(), "institutions": institution_choices()}
    context = {
        "board": board(counted(recommendations()), reverse("tracked_list"), **names),
        "began": began,
        "moving": moving(began),
        "overdues": overdues(today),
    }
    return render(request, "tracking/standing.html", context)
