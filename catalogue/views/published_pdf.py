"""The PDF of one Version that was public, or how far it is."""

from allauth.account.adapter import get_adapter
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue.queries import url_name
from catalogue.views.pdf_frame import LANGUAGE, REQUESTS, WINDOW
from catalogue.views.published_frame import Published, find_published
from core.limits import check_limit
from publishing.enums import RenderingState
from publishing.models import Rendering
from publishing.queries import is_lost, rendering_for
from publishing.services import request_rendering

#: states in which nobody makes the file: it was made and lost, or given up
AT_REST = frozenset({RenderingState.READY, RenderingState.CANCELLED})


@require_safe
@never_cache
def published_pdf(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponseBase:
    """The finished file. Otherwise it is asked for; the page, or its fragment for htmx, says how far it is (202)."""
    found = find_published(request, kind, slug, number)
    if isinstance(found, HttpResponse):
        return found
    rendering = rendering_for(found.one.version, LANGUAGE)
    is_fragment = bool(request.htmx)  # type: ignore[attr-defined]
    is_there = rendering is not None and rendering.state == RenderingState.READY and not is_lost(rendering)
    if is_there and rendering is not None and not is_fragment:
        name = f"{kind}-{slug}-{number}.pdf"
        return FileResponse(rendering.file.open("rb"), filename=name, content_type="application/pdf")
    if not is_there and (rendering is None or rendering.state in AT_REST):
        check_limit("public-pdf", get_adapter().get_client_ip(request), amount=REQUESTS, seconds=WINDOW)
        rendering = request_rendering(version=found.one.version, language=LANGUAGE)
    template = "publishing/status.html" if is_fragment else "catalogue/pdf.html"
    return render(request, template, _context(found, rendering), status=200 if is_there else 202)


def _context(found: Published, rendering: Rendering | None) -> dict[str, object]:
    publication, number = found.publication, found.one.number
    name = url_name(publication.kind)
    own = reverse(f"{name}_published_pdf", args=[publication.slug, number])
    return {
        "publication": publication,
        "network": publication.network,
        "page_url": reverse(f"{name}_published", args=[publication.slug, number]),
        "rendering": rendering,
        "status_url": own,
        "file_url": own,
    }
