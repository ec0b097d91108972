"""GET /praca/rekomendacje/plik.<ending>: the view that the address asks for as XLSX, CSV or JSON."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from core.files import XLSX
from tracking.exchange import courses_table, csv_of, json_of, xlsx_of
from tracking.views.frame import filters_of, with_query

MADE = {
    "xlsx": (xlsx_of, XLSX),
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "json": (json_of, "application/json"),
}


@require_safe
@login_required
def tracked_file(request: SignedInRequest, ending: str) -> HttpResponse:
    make, content_type = MADE[ending]
    filters = filters_of(request)
    address = f"{settings.PORTAL_ADDRESS}{with_query(reverse('tracked_list'), filters.known())}"
    name = f"rekomendacje-{timezone.localdate().isoformat()}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(make(courses_table(filters.rows), address), content_type=content_type, headers=headers)
