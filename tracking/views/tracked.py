"""GET /praca/rekomendacje/<code>/: a published recommendation, its chain, and its course at every addressee."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.views.request import SignedInRequest
from catalogue.models import PublishedRecommendation
from catalogue.rendering import read_recommendation
from improvement_plans.enums import Status
from improvement_plans.queries import (
    courses_of,
    courses_to_answer,
    institutions_of,
    raising_cities,
    rated_by,
    ratings_of,
)
from tracking.queries import tracked_recommendation
from tracking.rendering import course_lines


@require_safe
@login_required
def tracked(request: SignedInRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(tracked_recommendation(code))
    own = {institution.pk for institution in institutions_of(request.user)}
    answerable = set(courses_to_answer(request.user, shown.recommendation).values_list("pk", flat=True))
    context = {
        "recommendation": shown,
        "network": shown.publication.network,
        "texts": read_recommendation(shown),
        "lines": course_lines(list(courses_of(shown.recommendation)), own),
        "answerable": answerable,
        "raised": raising_cities(request.user, shown.recommendation),
        "ratings": list(ratings_of(shown.recommendation)),
        "may_rate": shown.recommendation.status != Status.NEW and _raised_by(request, shown),
    }
    return render(request, "tracking/tracked.html", context)


def _raised_by(request: SignedInRequest, shown: PublishedRecommendation) -> bool:
    """Whether the person's city raised what it answers. Only city teams are asked about."""
    is_team = request.user.role == Role.TEAM_MEMBER
    return is_team and rated_by(request.user, shown.recommendation).exists()
