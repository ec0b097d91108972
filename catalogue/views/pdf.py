"""The PDF of a published document at its permanent address, or how far it is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from catalogue.queries import publications
from catalogue.views.pdf_frame import LANGUAGE, ask_for, pdf_context
from catalogue.views.withdrawn import withdrawn_page
from publishing.enums import RenderingState, RenderingVariant
from publishing.queries import rendering_for
from publishing.views.sending import send_file


@require_safe
def pdf(request: HttpRequest, kind: str, slug: str, variant: str = RenderingVariant.STANDARD) -> HttpResponseBase:
    """The finished file of the published Version. Otherwise it is asked for, and the page says how far it is (202)."""
    shown = get_object_or_404(publications(kind), slug=slug)
    if shown.withdrawn_at:
        return _fresh(withdrawn_page(request, shown))
    rendering = rendering_for(shown.version, LANGUAGE, variant)
    if rendering and rendering.state == RenderingState.READY:
        ending = "" if variant == RenderingVariant.STANDARD else f"-{variant}"
        answer = send_file(
            request,
            rendering.file,
            tag=rendering.print_key or rendering.key,
            made_at=rendering.ready_at,
            name=f"{kind}-{shown.slug}-{shown.version.number}{ending}.pdf",
            content_type="application/pdf",
        )
        if answer is not None:
            return answer
    if rendering is None or rendering.state in (RenderingState.READY, RenderingState.CANCELLED):
        rendering = ask_for(request, shown, variant)
    return _fresh(render(request, "catalogue/pdf.html", pdf_context(shown, rendering, variant), status=202))


def _fresh(answer: HttpResponseBase) -> HttpResponseBase:
    """What says how far something is, or that it is gone, is kept by nobody."""
    add_never_cache_headers(answer)
    return answer
