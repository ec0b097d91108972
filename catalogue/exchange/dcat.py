"""The catalogue of data by DCAT-AP 3.0 as RDF: what portals of open data (dane.gov.pl, data.europa.eu) read."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from catalogue.exchange.addresses import absolute, lasting
from catalogue.exchange.columns import Table
from catalogue.exchange.datasets import DATASETS, FORMS, Dataset, Form
from catalogue.exchange.licence import LICENCE_AUTHORITY

LANGUAGES = ("pl", "en")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
#: of DCAT 3, which the library does not know yet
VERSION = URIRef("http://www.w3.org/ns/dcat#version")
POLAND = URIRef(f"{AUTHORITY}country/POL")
PUBLIC = URIRef(f"{AUTHORITY}access-right/PUBLIC")
CSVW_STANDARD = URIRef("https://www.w3.org/TR/tabular-data-model/")
OPENAPI_STANDARD = URIRef("https://spec.openapis.org/oas/v3.1.1.html")


def catalogue_of_data(modified: datetime, issued: datetime | None) -> Graph:
    """The whole catalogue. `modified` is when something public last changed, `issued` when the first thing came."""
    graph = Graph()
    for prefix, namespace in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("vcard", VCARD), ("dcatap", DCATAP)):
        graph.bind(prefix, namespace)
    catalogue = URIRef(lasting("data") + "#katalog")
    _add(graph, catalogue, RDF.type, DCAT.Catalog)
    _words(graph, catalogue, DCTERMS.title, lambda: _("Open data of the Cities’ Partnership Initiative"))
    _words(graph, catalogue, DCTERMS.description, _about)
    publisher = _publisher(graph)
    _add(graph, catalogue, DCTERMS.publisher, publisher)
    _add(graph, catalogue, FOAF.homepage, URIRef(lasting("data")))
    _add(graph, catalogue, DCTERMS.license, URIRef(LICENCE_AUTHORITY))
    _add(graph, catalogue, DCAT.themeTaxonomy, URIRef(f"{AUTHORITY}data-theme"))
    _add(graph, catalogue, DCTERMS.spatial, POLAND)
    _dates(graph, catalogue, modified, issued)
    _languages(graph, catalogue)
    for dataset in DATASETS:
        _add(graph, catalogue, DCAT.dataset, _dataset(graph, dataset, publisher, modified, issued))
    _add(graph, catalogue, DCAT.service, _service(graph, publisher))
    return graph


def _about() -> str:
    return _(
        "Plans of Polish cities, recommendations to central government and good practices, as tables and by an API."
    )


def _dataset(graph: Graph, dataset: Dataset, publisher: Any, modified: datetime, issued: datetime | None) -> URIRef:
    node = dataset_address(dataset)
    _add(graph, node, RDF.type, DCAT.Dataset)
    _words(graph, node, DCTERMS.title, lambda: str(dataset.title))
    _words(graph, node, DCTERMS.description, lambda: str(dataset.about))
    for keyword in dataset.keywords:
        _words(graph, node, DCAT.keyword, lambda keyword=keyword: str(keyword))
    for theme in dataset.themes:
        _add(graph, node, DCAT.theme, URIRef(f"{AUTHORITY}data-theme/{theme}"))
    _add(graph, node, DCTERMS.publisher, publisher)
    _add(graph, node, DCTERMS.identifier, Literal(str(node)))
    _add(graph, node, DCAT.contactPoint, _contact(graph))
    _add(graph, node, DCTERMS.accessRights, PUBLIC)
    _add(graph, node, DCTERMS.accrualPeriodicity, URIRef(f"{AUTHORITY}frequency/IRREG"))
    _add(graph, node, DCTERMS.spatial, POLAND)
    _add(graph, node, DCAT.landingPage, URIRef(lasting("data")))
    _add(graph, node, VERSION, Literal(f"{modified:%Y.%m.%d}"))
    _dates(graph, node, modified, issued)
    _languages(graph, node)
    for table in dataset.tables:
        for form in FORMS:
            _add(graph, node, DCAT.distribution, _distribution(graph, table, form, modified))
    return node


def _distribution(graph: Graph, table: Table, form: Form, modified: datetime) -> URIRef:
    file = URIRef(lasting(form.name, table.slug))
    node = URIRef(f"{lasting('data')}#{table.slug}-{form.kind.lower()}")
    _add(graph, node, RDF.type, DCAT.Distribution)
    _words(graph, node, DCTERMS.title, lambda: f"{capfirst(str(table.title))} – {form.label}")
    _words(graph, node, DCTERMS.description, lambda: str(table.about))
    _add(graph, node, DCAT.accessURL, file)
    _add(graph, node, DCAT.downloadURL, file)
    _add(graph, node, DCTERMS.license, URIRef(LICENCE_AUTHORITY))
    _add(graph, node, DCTERMS.format, URIRef(f"{AUTHORITY}file-type/{form.kind}"))
    _add(graph, node, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{form.media}"))
    _add(graph, node, DCTERMS.modified, Literal(modified.isoformat(timespec="seconds"), datatype=XSD.dateTime))
    _add(graph, node, DCATAP.availability, URIRef(f"{AUTHORITY}planned-availability/STABLE"))
    _add(graph, node, DCAT.accessService, service_address())
    if form.kind == "CSV":
        _add(graph, node, DCTERMS.conformsTo, CSVW_STANDARD)
        _add(graph, node, FOAF.page, URIRef(lasting("data_csvw", table.slug)))
    return node


def _service(graph: Graph, publisher: Any) -> URIRef:
    node = service_address()
    _add(graph, node, RDF.type, DCAT.DataService)
    _words(graph, node, DCTERMS.title, lambda: _("API of the PIM portal"))
    _words(graph, node, DCTERMS.description, lambda: _("Every table, read-only, as JSON."))
    _add(graph, node, DCAT.endpointURL, URIRef(lasting("api")))
    _add(graph, node, DCAT.endpointDescription, URIRef(lasting("api_schema")))
    _add(graph, node, DCTERMS.conformsTo, OPENAPI_STANDARD)
    _add(graph, node, DCTERMS.license, URIRef(LICENCE_AUTHORITY))
    _add(graph, node, DCTERMS.accessRights, PUBLIC)
    _add(graph, node, DCTERMS.publisher, publisher)
    _add(graph, node, DCAT.contactPoint, _contact(graph))
    for dataset in DATASETS:
        _add(graph, node, DCAT.servesDataset, dataset_address(dataset))
    return node


def dataset_address(dataset: Dataset) -> URIRef:
    return URIRef(f"{lasting('data')}#{dataset.key}")


def service_address() -> URIRef:
    return URIRef(f"{lasting('data')}#api")


def _publisher(graph: Graph) -> URIRef:
    node = URIRef(absolute("/#wydawca"))
    _add(graph, node, RDF.type, FOAF.Agent)
    _add(graph, node, FOAF.name, Literal(settings.PORTAL_OWNER["name"], lang="pl"))
    _add(graph, node, DCTERMS.type, URIRef("http://purl.org/adms/publishertype/NationalAuthority"))
    return node


def _contact(graph: Graph) -> BNode:
    node = BNode("contact")
    _add(graph, node, RDF.type, VCARD.Organization)
    _add(graph, node, VCARD.fn, Literal(settings.PORTAL_OWNER["name"], lang="pl"))
    if settings.PORTAL_OWNER["email"]:
        _add(graph, node, VCARD.hasEmail, URIRef(f"mailto:{settings.PORTAL_OWNER['email']}"))
    _add(graph, node, VCARD.hasURL, URIRef(lasting("contact")))
    return node


def _add(graph: Graph, subject: Any, predicate: Any, value: Any) -> None:
    graph.add((subject, predicate, value))


def _words(graph: Graph, subject: Any, predicate: Any, words: Any) -> None:
    """The same words in both languages."""
    for language in LANGUAGES:
        with translation.override(language):
            _add(graph, subject, predicate, Literal(words(), lang=language))


def _dates(graph: Graph, subject: Any, modified: datetime, issued: datetime | None) -> None:
    _add(graph, subject, DCTERMS.modified, Literal(modified.isoformat(timespec="seconds"), datatype=XSD.dateTime))
    if issued:
        _add(graph, subject, DCTERMS.issued, Literal(issued.isoformat(timespec="seconds"), datatype=XSD.dateTime))


def _languages(graph: Graph, subject: Any) -> None:
    for language in ("POL", "ENG"):
        _add(graph, subject, DCTERMS.language, URIRef(f"{AUTHORITY}language/{language}"))
