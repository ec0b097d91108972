"""An annex of a published MID, as a file to keep."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalogue.queries import publications
from catalogue.views.withdrawn import withdrawn_page


@require_safe
def annex(request: HttpRequest, slug: str, row: UUID) -> HttpResponseBase:
    """Only files that the published Version itself names are served."""
    shown = get_object_or_404(publications("mid").defer(None), slug=slug)
    if shown.withdrawn_at:
        return withdrawn_page(request, shown)
    names = {one["id"]: one["values"].get("file") for one in shown.version.content["parts"].get("annex", [])}
    name = names.get(str(row))
    if not name or not default_storage.exists(name):
        raise Http404
    return FileResponse(default_storage.open(name), as_attachment=True, filename=name.rsplit("/", 1)[-1])
