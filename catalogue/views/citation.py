"""How to cite a published document, for reference managers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.rendering.citation import FORMATS, source_of
from catalogue.views.caching import public_file
from catalogue.views.published_frame import find_published


@require_safe
@public_file
def citation(request: HttpRequest, kind: str, slug: str, form: str, number: int | None = None) -> HttpResponse:
    if form not in FORMATS:
        raise Http404("no such format")
    found = find_published(request, kind, slug, number)
    if isinstance(found, HttpResponse):
        return found
    content_type, make, _label = FORMATS[form]
    headers = {"Content-Disposition": f'attachment; filename="{kind}-{slug}-{found.one.number}.{form}"'}
    return HttpResponse(make(source_of(found.publication, found.one)), content_type=content_type, headers=headers)
