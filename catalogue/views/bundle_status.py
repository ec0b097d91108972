"""GET /edycje/<slug>/komplet/stan/: the fragment that the bundle's page asks for while a bundle is being made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue.queries import editions
from catalogue.views.bundle_frame import bundle_context


@require_safe
@never_cache
def bundle_status(request: HttpRequest, slug: str) -> HttpResponse:
    """By itself it leads back to the page."""
    edition = get_object_or_404(editions(), slug=slug)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("bundle", slug=slug)
    return render(request, "catalogue/bundle.html#files", bundle_context(request, edition))
