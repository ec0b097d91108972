"""A published document at its permanent address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.permissions import can_publish
from catalogue.queries import public_path, publications, url_name
from catalogue.rendering import read_publication
from catalogue.views.withdrawn import withdrawn_page
from publishing.queries import rendering_for

TEMPLATES = {"mid": "catalogue/initiative.html", "pu": "catalogue/plan.html"}


@require_safe
def publication(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The published Version; a withdrawn document answers 410 with the reason and nothing of its text."""
    shown = get_object_or_404(publications(kind), slug=slug)
    if shown.withdrawn_at:
        return withdrawn_page(request, shown)
    read, text = read_publication(shown)
    context = {
        "publication": shown,
        "network": shown.network,
        "reading": read,
        "text": text,
        "rendering": rendering_for(shown.version, read.language),
        "url_names": {"pdf": f"{url_name(kind)}_pdf"},
        "permanent": f"{settings.PORTAL_ADDRESS}{public_path(kind, slug)}",
        "can_publish": can_publish(request.user),
    }
    return render(request, TEMPLATES[kind], context)
