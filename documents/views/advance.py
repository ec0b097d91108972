"""How far the document is and what it lacks, as a fragment: open pages fetch it after something was saved."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.views.common import frame, open_document, section_at


@login_required
@require_safe
def advance(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    named = request.GET.get("czesc", "")
    section = section_at(opened, named) if named else None
    return render(request, "documents/workbench/advance.html", frame(opened, section))
