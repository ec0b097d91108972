"""A published document at its permanent address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import Publication
from catalogue.permissions import can_publish
from catalogue.queries import published, url_name
from catalogue.rendering import codes_of, read_publication, rows_with
from catalogue.rendering.changes import changes_in, predecessor
from catalogue.rendering.structured import document
from catalogue.views.caching import public_page
from catalogue.views.published_frame import citing, find_published
from documents.rendering import Reading
from publishing.queries import rendering_for

TEMPLATES = {"mid": "catalogue/initiative.html", "pu": "catalogue/plan.html"}


@require_safe
@public_page
def publication(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The published Version; a withdrawn document answers 410 with the reason and nothing of its text."""
    found = find_published(request, kind, slug)
    if isinstance(found, HttpResponse):
        return found
    shown, name = found.publication, url_name(kind)
    read, text = read_publication(shown)
    before = predecessor(found.one, found.versions)
    context = {
        "publication": shown,
        "network": shown.network,
        "reading": read,
        "text": text,
        "rendering": rendering_for(shown.version, read.language),
        "url_names": {"pdf": f"{name}_pdf", "grey": f"{name}_grey", "download": f"{name}_download"},
        "image_name": f"{name}_image",
        "changes_name": f"{name}_changes",
        "one": found.one,
        "before": before,
        "changes": changes_in(found.one, before) if before else (),
        "data": document(shown, found.versions[-1]),
        **citing(shown),
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
    return {"barriers": barriers, "practices": practices}
