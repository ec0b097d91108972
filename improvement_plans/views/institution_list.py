"""GET /praca/instytucje/: addressees of recommendations, for coordinators."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement_plans.permissions import check_can_coordinate
from improvement_plans.queries import institutions_with_counts


@require_safe
@login_required
def institution_list(request: HttpRequest) -> HttpResponse:
    check_can_coordinate(request.user)
    return render(request, "improvement_plans/institution_list.html", {"institutions": institutions_with_counts()})
