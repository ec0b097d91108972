"""/praca/mid/<slug>/komunikacja.ics: the communication plan of a draft, for calendars of people who may read it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.parts import document_kind
from documents.queries import snapshot, workbench_address
from documents.views.common import find_document
from initiatives.exchange.calendar import CONTENT_TYPE, communication_file


@login_required
@require_safe
def communication_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    document = find_document(request, "mid", slug)
    section = document_kind("mid").part_kinds["communication"]
    path = workbench_address(document, "section", document_kind("mid").section_of(section).slug)
    body = communication_file(
        snapshot(document), address=f"{settings.PORTAL_ADDRESS}{path}", at=timezone.now().replace(microsecond=0)
    )
    name = f"komunikacja-{document.slug}.ics"
    return HttpResponse(
        body, content_type=CONTENT_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
