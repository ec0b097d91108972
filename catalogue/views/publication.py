"""A published document at its permanent address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.models import Publication
from catalogue.permissions import can_publish
from catalogue.queries import public_path, publications, published, url_name
from catalogue.rendering import codes_of, read_publication, rows_with
from catalogue.views.caching import public_page
from catalogue.views.withdrawn import withdrawn_page
from documents.rendering import Reading
from publishing.queries import rendering_for

TEMPLATES = {"mid": "catalogue/initiative.html", "pu": "catalogue/plan.html"}


@require_safe
@public_page
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
    if kind == "mid":
        context |= _plan_links(shown, read)
    return render(request, TEMPLATES[kind], context)


def _plan_links(shown: Publication, read: Reading) -> dict[str, Any]:
    """What the MID names in the published plan of its network; nothing while that plan is not in public."""
    codes = codes_of(read)
    plan = published("pu").filter(network=shown.network).first() if codes else None
    if plan is None:
        return {}
    barriers, practices = rows_with(plan, "barriers", codes), rows_with(plan, "good_practices", codes)
    return {"plan": plan, "barriers": barriers, "practices": practices}
