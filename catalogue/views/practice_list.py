"""The list of good practices."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import PracticeFilter
from catalogue.queries import listed_practices
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page


@require_safe
@public_page
def practice_list(request: HttpRequest) -> HttpResponse:
    filters = PracticeFilter(request.GET or None, queryset=listed_practices())
    return list_page(request, "catalogue/practice_list.html", filters)
