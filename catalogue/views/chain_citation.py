"""How to cite a barrier, a recommendation or a good practice, for reference managers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.rendering.citation import FORMATS
from catalogue.views.caching import public_file
from catalogue.views.chain_frame import find


@require_safe
@public_file
def chain_citation(request: HttpRequest, kind: str, code: str, form: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404("no such format")
    found = find(request, kind, code)
    if isinstance(found, HttpResponse):
        return found
    content_type, make, _label = FORMATS[form]
    headers = {"Content-Disposition": f'attachment; filename="{found.shown.code.lower()}.{form}"'}
    return HttpResponse(make(found.source), content_type=content_type, headers=headers)
