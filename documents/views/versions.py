"""All frozen versions of a document."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.queries import versions_of
from documents.views.common import frame, open_document


@login_required
@require_safe
def versions(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    found = [
        {"version": version, "url": opened.address("version", version.number)}
        for version in versions_of(opened.document)
    ]
    return render(request, "documents/workbench/versions.html", {**frame(opened), "versions": found})
