"""The list of published MIDs, and which of them are ticked for a comparison."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import PublicationFilter
from catalogue.queries import basket, cards
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page

#: plans ticked for a comparison that are looked at; four can be compared
MOST_TICKED = 12


@require_safe
@public_page
def initiative_list(request: HttpRequest) -> HttpResponse:
    filters = PublicationFilter(request.GET or None, queryset=cards("mid"))
    asked = request.GET.getlist("mid")[:MOST_TICKED]
    ticked = sorted(basket(asked), key=lambda plan: asked.index(plan.slug)) if asked else []
    shown = {plan.slug for plan in filters.page(request.GET.get("page")).object_list}
    extra = {
        "basket": [plan.slug for plan in ticked],
        "basket_plans": [(plan, filters.query(without=("mid", plan.slug))) for plan in ticked],
        "basket_elsewhere": [plan.slug for plan in ticked if plan.slug not in shown],
    }
    return list_page(request, "catalogue/initiative_list.html", filters, extra)
