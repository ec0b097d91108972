"""GET /praca/rekomendacje/: recommendations of published plans, for those who answer them; filters are plain links."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement_plans.forms import RecommendationFilter
from improvement_plans.permissions import check_can_browse
from improvement_plans.queries import institutions_of, recommendations_visible_to

PER_PAGE = 30


@require_safe
@login_required
def response_list(request: HttpRequest) -> HttpResponse:
    check_can_browse(request.user)
    chosen = RecommendationFilter(request.GET, queryset=recommendations_visible_to(request.user), request=request)
    page = Paginator(chosen.qs, PER_PAGE).get_page(request.GET.get("page"))
    own = {institution.pk for institution in institutions_of(request.user)}
    context = {
        "filter": chosen,
        "page": page,
        "own": own,
    }
    return render(request, "improvement_plans/response_list.html", context)
