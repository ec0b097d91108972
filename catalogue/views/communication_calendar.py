"""The communication plan of a published MID as a file for calendars."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalogue.queries import public_path, publications
from catalogue.views.caching import public_file
from catalogue.views.withdrawn import withdrawn_page
from documents.queries import public_content
from initiatives.exchange.calendar import CONTENT_TYPE, communication_file


@require_safe
@public_file
def communication_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """What the published Version plans; the same file as long as that Version stands."""
    shown = get_object_or_404(publications("mid").defer(None), slug=slug)
    if shown.withdrawn_at:
        return withdrawn_page(request, shown)
    body = communication_file(
        public_content(shown.version.content),
        address=f"{settings.PORTAL_ADDRESS}{public_path('mid', slug)}",
        at=shown.version.created_at.replace(microsecond=0),
    )
    name = f"komunikacja-{shown.slug}.ics"
    return HttpResponse(
        body, content_type=CONTENT_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
