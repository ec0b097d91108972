"""The PDF of a published document at its permanent address, or how far it is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from catalogue.queries import publications
from catalogue.queries.files import PublicFile, public_pdf
from catalogue.views.pdf_frame import LANGUAGE, ask_for, pdf_context
from catalogue.views.withdrawn import withdrawn_page
from publishing.enums import RenderingState, RenderingVariant
from publishing.queries import rendering_for
from publishing.views.sending import send_file


@require_safe
def pdf(request: HttpRequest, kind: str, slug: str, variant: str = RenderingVariant.STANDARD) -> HttpResponseBase:
    """The finished file of the published Version. Otherwise it is asked for, and the page says how far it is (202)."""
    ready = public_pdf(kind, slug, LANGUAGE, variant)
    answer = _send(request, kind, slug, variant, ready) if ready else None
    if answer is not None:
        return answer
    shown = get_object_or_404(publications(kind), slug=slug)
    if shown.withdrawn_at:
        return _fresh(withdrawn_page(request, shown))
    rendering = rendering_for(shown.version, LANGUAGE, variant)
    # A finished one that could not be sent has lost its file.
    if rendering is None or rendering.state in (RenderingState.READY, RenderingState.CANCELLED):
        rendering = ask_for(request, shown, variant)
    return _fresh(render(request, "catalogue/pdf.html", pdf_context(shown, rendering, variant), status=202))


def _send(request: HttpRequest, kind: str, slug: str, variant: str, ready: PublicFile) -> HttpResponseBase | None:
    ending = "" if variant == RenderingVariant.STANDARD else f"-{variant}"
    return send_file(
        request,
        ready.stored,
        tag=ready.tag,
        made_at=ready.made_at,
        name=f"{kind}-{slug}-{ready.number}{ending}.pdf",
        content_type="application/pdf",
    )


def _fresh(answer: HttpResponseBase) -> HttpResponseBase:
    """What says how far something is, or that it is gone, is kept by nobody."""
    add_never_cache_headers(answer)
    return answer
