"""GET /praca/rekomendacje/: recommendations of published plans, for those who work with them; filters are links."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.views.lists import list_page
from improvement_plans.queries import institutions_of
from tracking.forms import TrackedFilter
from tracking.queries import listed
from tracking.rendering import list_row


@require_safe
@login_required
def tracked_list(request: SignedInRequest) -> HttpResponse:
    own = {institution.pk for institution in institutions_of(request.user)}
    filters = TrackedFilter(request.GET or None, queryset=listed(), own=own)
    page = filters.page(request.GET.get("page"))
    extra = {"rows": [list_row(one, own) for one in page.object_list], "view": _view(request)}
    return list_page(request, "tracking/tracked_list.html", filters, extra)


def _view(request: SignedInRequest) -> str:
    return "cards" if request.GET.get("view") == "cards" else "table"
