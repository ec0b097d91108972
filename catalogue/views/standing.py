"""GET /rekomendacje/stan/: how the recommendations stand, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.forms.choices import institution_choices, network_choices
from catalogue.queries import recommendations
from catalogue.queries.standing import standing
from catalogue.rendering.standing import board
from catalogue.views.caching import public_page


@require_safe
@public_page
def recommendation_standing(request: HttpRequest) -> HttpResponse:
    names = {"networks": network_choices(), "institutions": institution_choices()}
    made = board(standing(recommendations()), reverse("recommendation_list"), **names)
    return render(request, "catalogue/standing.html", {"board": made})
