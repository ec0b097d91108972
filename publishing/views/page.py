from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.parts import document_kind
from publishing.enums import RenderingVariant
from publishing.views.frame import page_url, status_context, version_of


@login_required
@require_safe
def version_pdf(request: HttpRequest, version_id: UUID, variant: str = RenderingVariant.STANDARD) -> HttpResponse:
    """The PDF of one Version in one variant: its state, and the file when it is ready."""
    version = version_of(request, version_id, variant)
    kind = document_kind(version.document.kind)
    return render(
        request,
        "publishing/version_pdf.html",
        {
            "version": version,
            "kind": kind,
            "document_url": reverse(f"{kind.workbench}_workbench", args=[version.document.slug]),
            "variant": RenderingVariant(variant),
            "variants": [(one, page_url(version, one)) for one in RenderingVariant],
            **status_context(request, version, variant),
        },
    )
