"""Descriptions of the data for other catalogues: DCAT-AP, and the list for dane.gov.pl."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.api import limited
from catalogue.exchange.dcat import catalogue_of_data
from catalogue.exchange.harvester import checksum, harvest
from catalogue.queries.data import data_span
from catalogue.views.caching import public_file

FORMS = {"jsonld": ("json-ld", "application/ld+json"), "ttl": ("turtle", "text/turtle")}


@public_file
@limited
@require_safe
def dcat(request: HttpRequest, form: str) -> HttpResponse:
    """The catalogue of data as RDF, in JSON-LD or Turtle."""
    name, media = FORMS[form]
    issued, modified = data_span()
    body = catalogue_of_data(modified or timezone.now(), issued).serialize(format=name)
    return HttpResponse(body, content_type=f"{media}; charset=utf-8")


@public_file
@limited
@require_safe
def harvester(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_xml(), content_type="application/xml; charset=utf-8")


@public_file
@limited
@require_safe
def harvester_checksum(request: HttpRequest) -> HttpResponse:
    return HttpResponse(checksum(_xml()), content_type="text/plain; charset=utf-8")


def _xml() -> bytes:
    modified = data_span()[1] or timezone.now()
    return harvest(timezone.localdate(modified))
