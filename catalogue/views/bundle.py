"""GET /edycje/<slug>/komplet/: all published documents of an edition at once, as one ZIP and one PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue.queries import editions
from catalogue.views.bundle_frame import bundle_context


@require_safe
@never_cache
def bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest finished bundle, what stands in it, and how far the next one is."""
    edition = get_object_or_404(editions(), slug=slug)
    return render(request, "catalogue/bundle.html", bundle_context(request, edition))
