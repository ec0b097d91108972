"""GET /edycje/<slug>/komplet.zip and komplet.pdf: the finished files."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalogue.queries import editions
from catalogue.queries.bundles import shown_bundle
from publishing.views.sending import send_file

TYPES = {"zip": "application/zip", "pdf": "application/pdf"}


@require_safe
def bundle_file(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """404 while there is none, also at once after one of its documents was withdrawn."""
    edition = get_object_or_404(editions(), slug=slug)
    shown = shown_bundle(edition)
    if shown is None:
        raise Http404("no bundle")
    file = shown.archive if ending == "zip" else shown.joined
    answer = send_file(
        request,
        str(file.name),
        tag=f"{shown.key}-{ending}",
        made_at=shown.ready_at,
        name=f"pim-{edition.slug}.{ending}",
        content_type=TYPES[ending],
        as_attachment=ending == "zip",
    )
    if answer is None:
        raise Http404("the file is lost")
    return answer
