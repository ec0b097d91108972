"""An annex of a published MID, as a file to keep."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from catalogue.views.published_frame import Published, find_published
from documents.models import Version


@require_safe
def annex(request: HttpRequest, slug: str, row: UUID, number: int | None = None) -> HttpResponseBase:
    """Only files that the published Version itself names are served, and never shown inside a page of the portal."""
    found = find_published(request, "mid", slug, number)
    if isinstance(found, HttpResponse):
        return found
    name = file_of(found, row)
    if not default_storage.exists(name):
        raise Http404
    return FileResponse(default_storage.open(name), as_attachment=True, filename=name.rsplit("/", 1)[-1])


def file_of(found: Published, row: UUID) -> str:
    """The stored name of the file that this Version has in the row; Http404 when it has none."""
    content = Version.objects.values_list("content", flat=True).get(pk=found.one.version_id)
    names = {one["id"]: one["values"].get("file") for one in content["parts"].get("annex", [])}
    name = names.get(str(row))
    if not name:
        raise Http404
    return name
