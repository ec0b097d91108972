"""GET /praca/instytucje/<slug>/: one institution, the people who answer for it, its former names."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from improvement_plans.permissions import check_can_coordinate
from improvement_plans.queries import institution_with_people


@require_safe
@login_required
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    check_can_coordinate(request.user)
    found = get_object_or_404(institution_with_people(slug))
    return render(request, "improvement_plans/institution.html", {"institution": found})
