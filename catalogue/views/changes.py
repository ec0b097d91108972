"""All Versions of a document that were public, each with what it changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import url_name
from catalogue.rendering.changes import changes_in, predecessor
from catalogue.views.caching import public_page
from catalogue.views.published_frame import find_published


@require_safe
@public_page
def changes(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    found = find_published(request, kind, slug)
    if isinstance(found, HttpResponse):
        return found
    rows = []
    for one in found.versions:
        before = None if one.withdrawn_at else predecessor(one, found.versions)
        rows.append({"one": one, "before": before, "changes": changes_in(one, before) if before else ()})
    name = url_name(kind)
    context = {
        "publication": found.publication,
        "network": found.publication.network,
        "rows": rows,
        "page_name": name,
        "published_name": f"{name}_published",
        "list_name": f"{name}_list",
    }
    return render(request, "catalogue/changes.html", context)
