"""What the pages of a Version's PDF share: finding it, the variant, and the addresses around it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from documents.models import Version
from publishing.enums import RenderingVariant
from publishing.models import Rendering
from publishing.queries import can_cancel, rendering_for, version_visible_to
from publishing.rendering.page import rendering_key


def version_of(request: HttpRequest, version_id: UUID, variant: str) -> Version:
    """The Version if the person may open its document; 404 otherwise and for an unknown variant."""
    if variant not in RenderingVariant.values:
        raise Http404("no such variant")
    return get_object_or_404(version_visible_to(request.user, version_id))


def rendering_of(version: Version, variant: str) -> Rendering | None:
    """The PDF to show. With remarks only one that has the present remarks; without, an older one until the next."""
    is_exact = variant == RenderingVariant.REMARKS
    key = rendering_key(version, version.document.language, variant) if is_exact else ""
    return rendering_for(version, version.document.language, variant, key=key)


def status_context(request: HttpRequest, version: Version, variant: str) -> dict[str, Any]:
    rendering = rendering_of(version, variant)
    place = [version.pk] if variant == RenderingVariant.STANDARD else [version.pk, variant]
    return {
        "rendering": rendering,
        "status_url": reverse("version_pdf_state", args=place),
        "file_url": reverse("version_pdf_file", args=place),
        "request_url": reverse("version_pdf_request", args=place),
        "cancel_url": reverse("version_pdf_cancel", args=place) if can_cancel(request.user, rendering) else "",
    }


def page_url(version: Version, variant: str) -> str:
    return reverse("version_pdf", args=[version.pk] if variant == RenderingVariant.STANDARD else [version.pk, variant])
