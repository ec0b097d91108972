"""The whole present draft as it will read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.rendering import reading
from documents.views.common import frame, open_document


@login_required
@require_safe
def preview(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    shown = reading(opened.content, file_url=opened.file_address)
    return render(request, "documents/workbench/preview.html", {**frame(opened), "reading": shown})
