"""What stands in an edition's bundle: its published improvement plans and MIDs, and nothing else."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalogue.models import Publication, PublishedVersion
from catalogue.queries.publications import public_path, published
from networks.models import Edition
from publishing.enums import RenderingState
from publishing.models import Bundle
from publishing.queries import finished_bundle, newest_bundle

LANGUAGE = "pl"


def bundle_name(edition: Edition) -> str:
    return f"edycja-{edition.slug}"


def versions_in_public() -> set[UUID]:
    """Versions that may be shown in a bundle: public now or before, and not withdrawn. One query.

    A corrected Version stays in the bundle until the next one is made; a withdrawn one leaves it at once.
    """
    return set(PublishedVersion.objects.filter(withdrawn_at=None).values_list("version_id", flat=True))


def shown_bundle(edition: Edition) -> Bundle | None:
    """The edition's newest finished bundle without any withdrawn document."""
    return finished_bundle(bundle_name(edition), versions_in_public(), LANGUAGE)


def coming_bundle(edition: Edition, shown: Bundle | None) -> Bundle | None:
    """The bundle that is being made, or that failed, after the one that is shown."""
    newest = newest_bundle(bundle_name(edition), LANGUAGE)
    if newest is None or newest == shown or newest.state == RenderingState.READY:
        return None
    return newest


def bundle_manifest(edition: Edition) -> dict[str, Any]:
    """The manifest (`publishing.rendering.bundle`) of an edition, in Polish. Two queries."""
    with translation.override(LANGUAGE):
        plans = published("pu").filter(network__edition=edition).order_by("network__name", "pk")
        initiatives = published("mid").filter(network__edition=edition).select_related("version")
        initiatives = initiatives.defer("version__content").order_by("network__name", "city__name", "pk")
        chosen = [*plans.select_related("version").defer("version__content"), *initiatives]
        return {
            "title": _("Plans of the %(edition)s") % {"edition": edition.name},
            "subtitle": _("Improvement plans of the thematic networks and the cities’ initiatives (MID)"),
            "address": settings.PORTAL_ADDRESS + reverse("bundle", args=[edition.slug]),
            "licence": _("Licence: Creative Commons Attribution 4.0 (CC BY 4.0)"),
            "entries": [_entry(one) for one in chosen],
        }


def _entry(shown: Publication) -> dict[str, Any]:
    is_plan = shown.kind == "pu"
    network = shown.network.name if shown.network else ""
    place = network if is_plan else (shown.city.name if shown.city else "")
    folder = "plany-ulepszen" if is_plan else f"mid/{slugify(network)}"
    return {
        "group": _("Improvement plans") if is_plan else _("MIDs: %(network)s") % {"network": network},
        "version": str(shown.version_id),
        "kind": shown.kind,
        "title": shown.title,
        "place": place,
        "number": shown.version.number,
        "published": shown.published_at.date().isoformat(),
        "address": settings.PORTAL_ADDRESS + public_path(shown.kind, shown.slug),
        "file": f"{folder}/{shown.slug}.pdf",
        "language": LANGUAGE,
    }
