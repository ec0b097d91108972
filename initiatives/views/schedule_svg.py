"""GET /praca/mid/<slug>/harmonogram.svg: the picture of the schedule as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.queries import snapshot
from documents.views.common import find_document
from initiatives.rendering.schedule_files import schedule_svg as drawn


@login_required
@require_safe
def schedule_svg(request: HttpRequest, slug: str) -> HttpResponse:
    document = find_document(request, "mid", slug)
    picture = drawn(snapshot(document), timezone.localdate())
    if not picture:
        raise Http404("no action has a month")
    name = f"{document.slug}-harmonogram.svg"
    return HttpResponse(
        picture,
        content_type="image/svg+xml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
