"""Public meetings for calendars."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.api import limited
from catalogue.exchange.calendar import meetings_file
from catalogue.queries.data import meetings_in_public
from catalogue.views.caching import public_page


@public_page
@limited
@require_safe
def meeting_calendar(request: HttpRequest) -> HttpResponse:
    """All public meetings, or with `?siec=` those of one network."""
    meetings = meetings_in_public()
    network = request.GET.get("siec", "")
    if network:
        meetings = meetings.filter(networks__slug=network)
    response = HttpResponse(meetings_file(meetings), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="spotkania-pim.ics"'
    return response
