"""GET /praca/mid/<slug>/harmonogram.csv: the schedule for a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.queries import snapshot
from documents.views.common import find_document
from initiatives.rendering.schedule_files import schedule_csv as drawn


@login_required
@require_safe
def schedule_csv(request: HttpRequest, slug: str) -> HttpResponse:
    document = find_document(request, "mid", slug)
    table = drawn(snapshot(document), timezone.localdate())
    name = f"{document.slug}-harmonogram.csv"
    return HttpResponse(
        table, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
