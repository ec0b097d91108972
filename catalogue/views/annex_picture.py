"""A picture among the annexes of a published MID, small enough for a page."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.views.annex import file_of
from catalogue.views.caching import public_file
from catalogue.views.published_frame import find_published
from core.pictures import BadPicture, resized

#: pixels of the longer side: enough for the column of text on a fine screen
LONGEST = 1200


@require_safe
@public_file
def annex_picture(request: HttpRequest, slug: str, row: UUID, number: int | None = None) -> HttpResponse:
    """Only PNG and JPEG, made anew from their pixels: an SVG or anything disguised is not found."""
    found = find_published(request, "mid", slug, number)
    if isinstance(found, HttpResponse):
        return found
    try:
        with default_storage.open(file_of(found, row)) as file:
            body, content_type = resized(file, LONGEST)
    except (BadPicture, FileNotFoundError) as error:
        raise Http404 from error
    return HttpResponse(body, content_type=content_type)
