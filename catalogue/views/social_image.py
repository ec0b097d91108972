"""The pictures that other sites show beside a link to a document, a network or the portal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.queries import networks
from catalogue.rendering.citation import PROGRAMME
from catalogue.rendering.picture import DEFAULT, picture
from catalogue.views.caching import public_file
from catalogue.views.published_frame import find_published
from core.text import is_polish


@require_safe
@public_file
def document_image(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    found = find_published(request, kind, slug)
    if isinstance(found, HttpResponse):
        return found
    shown = found.publication
    kind_name = _("Municipal Action Plan") if kind == "mid" else _("Improvement Plan")
    above = ", ".join(part for part in (kind_name, shown.city.name if shown.city else "") if part)
    network = shown.network
    name = (network.name if is_polish() else network.name_en) if network else ""
    colour = network.colour if network else DEFAULT
    return _png(picture(title=shown.title, above=above, below=name or PROGRAMME, colour=colour))


@require_safe
@public_file
def network_image(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(networks(), slug=slug)
    name, topic = (network.name, network.topic) if is_polish() else (network.name_en, network.topic_en)
    return _png(
        picture(title=topic or name, above=name, below=_("Cities’ Partnership Initiative"), colour=network.colour)
    )


@require_safe
@public_file
def portal_image(request: HttpRequest) -> HttpResponse:
    title = _("Cities learn from one another")
    below = _("Ministry of Development Funds and Regional Policy")
    return _png(picture(title=title, above=_("Cities’ Partnership Initiative"), below=below))


def _png(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="image/png")
