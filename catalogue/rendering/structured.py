"""Public pages as search engines read them: schema.org in JSON-LD."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogue.exchange.licence import LICENCE
from catalogue.models import Publication, PublishedVersion
from catalogue.queries import url_name
from catalogue.rendering.citation import source_of

CONTEXT = "https://schema.org"
#: ending -> media type of the files of a document
FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def website() -> dict[str, Any]:
    """The portal itself, with its search."""
    address = absolute(reverse("home"))
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": f"{settings.PORTAL_ADDRESS}/#portal",
        "name": _("Cities’ Partnership Initiative"),
        "url": address,
        "inLanguage": translation.get_language(),
        "publisher": _publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(reverse("search")) + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }


def document(publication: Publication, first: PublishedVersion | None) -> dict[str, Any]:
    """A published document and the way to it. `first` is the first Version that was public."""
    name = url_name(publication.kind)
    address = absolute(reverse(name, args=[publication.slug]))
    source = source_of(publication)
    began = first.published_at if first else publication.published_at
    report = {
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": publication.title,
        "headline": publication.title[:110],
        "abstract": publication.lead,
        "inLanguage": "pl",
        "version": str(publication.version.number),
        "datePublished": _day(began),
        "dateModified": _day(publication.published_at),
        "author": _author(publication),
        "publisher": _publisher(),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "citation": source.address,
        "image": absolute(reverse(f"{name}_image", args=[publication.slug])),
        "isPartOf": {"@id": f"{settings.PORTAL_ADDRESS}/#portal", "@type": "WebSite", "url": absolute(reverse("home"))},
        "encoding": [_file(publication, ending, kind) for ending, kind in FILES.items()],
        **_coverage(publication),
    }
    return {
        "@context": CONTEXT,
        "@graph": [{key: value for key, value in report.items() if value}, _crumbs(publication, name)],
    }


def absolute(path: str) -> str:
    return f"{settings.PORTAL_ADDRESS}{path}"


def _file(publication: Publication, ending: str, kind: str) -> dict[str, Any]:
    name = url_name(publication.kind)
    path = (
        reverse(f"{name}_pdf", args=[publication.slug])
        if ending == "pdf"
        else reverse(f"{name}_download", args=[publication.slug, ending])
    )
    return {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": absolute(path)}


def _author(publication: Publication) -> dict[str, Any]:
    if publication.city is None:
        return {"@type": "Organization", "name": "Partnerska Inicjatywa Miast"}
    address = absolute(reverse("city", args=[publication.city.slug]))
    return {"@type": "GovernmentOrganization", "name": publication.city.name, "url": address}


def _coverage(publication: Publication) -> dict[str, Any]:
    found: dict[str, Any] = {}
    city = publication.city
    if city is not None:
        place: dict[str, Any] = {"@type": "City", "name": city.name}
        if city.latitude is not None and city.longitude is not None:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": float(city.latitude),
                "longitude": float(city.longitude),
            }
        found["spatialCoverage"] = place
    if publication.period_start and publication.period_end:
        found["temporalCoverage"] = f"{publication.period_start:%Y-%m}/{publication.period_end:%Y-%m}"
    if publication.network:
        found["about"] = {"@type": "Thing", "name": publication.network.name}
    return found


def _crumbs(publication: Publication, name: str) -> dict[str, Any]:
    steps = (
        (_("Home page"), reverse("home")),
        (_("City plans") if publication.kind == "mid" else _("Improvement Plans"), reverse(f"{name}_list")),
        (publication.title, reverse(name, args=[publication.slug])),
    )
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": label, "item": absolute(path)}
            for place, (label, path) in enumerate(steps, start=1)
        ],
    }


def _publisher() -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": settings.PORTAL_OWNER["name"]}


def _day(at: Any) -> str:
    return timezone.localtime(at).date().isoformat()
