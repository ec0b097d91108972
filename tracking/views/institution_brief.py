"""GET /praca/instytucje/<slug>/zestawienie/: what an institution was asked and what it said; for paper as well."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from improvement_plans.queries import institution_with_people
from tracking.rendering import brief_of


@login_required
@require_safe
def institution_brief(request: SignedInRequest, slug: str) -> HttpResponse:
    """One that became part of another leads to that one's."""
    institution = get_object_or_404(institution_with_people(slug))
    if institution.merged_into:
        return redirect("institution_brief", institution.merged_into.slug)
    return render(request, "tracking/institution_brief.html", {"brief": brief_of(request.user, institution)})
