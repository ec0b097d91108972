"""One Version that was public, at its permanent address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import url_name
from catalogue.rendering import read_version
from catalogue.views.caching import public_page
from catalogue.views.published_frame import citing, find_published


@require_safe
@public_page
def published(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    found = find_published(request, kind, slug, number)
    if isinstance(found, HttpResponse):
        return found
    read, text = read_version(found.publication, found.one)
    name = url_name(kind)
    context = {
        "publication": found.publication,
        "one": found.one,
        "is_current": found.is_current,
        "network": found.publication.network,
        "reading": read,
        "text": text,
        "page_name": name,
        "list_name": f"{name}_list",
        "pdf_name": f"{name}_published_pdf",
        "download_name": f"{name}_published_download",
        "changes_name": f"{name}_changes",
        **citing(found.publication, found.one),
    }
    return render(request, "catalogue/published.html", context)
