"""Reading one frozen version."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.models import Version
from documents.rendering import reading
from documents.views.common import Opened, frame, open_document


def restore_url(opened: Opened, version: Version) -> str:
    """Where the document is restored to a version; empty for whoever cannot write in it now."""
    return opened.address("version_restore", version.number) if opened.can_edit else ""


@login_required
@require_safe
def version(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponse:
    opened = open_document(request, kind, slug)
    found = get_object_or_404(opened.document.versions, number=number)
    shown = reading(found.content, file_url=opened.file_address)
    context = {**frame(opened), "version": found, "reading": shown, "restore_url": restore_url(opened, found)}
    return render(request, "documents/workbench/version.html", context)
