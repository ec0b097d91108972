"""The list of data for dane.gov.pl: XML of its automatic import, schema 1.13 (ministry's instruction 1.0.5).

Sets and files keep their identifiers for ever and are never left out: what is missing is taken from dane.gov.pl too.
The import takes only https addresses, so the file is of use only where the portal has its public address. What a portal
of sample data offers stays a draft there.
"""

import hashlib
from datetime import date
from typing import Any
from xml.etree import ElementTree

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst

from catalogue.exchange.addresses import lasting
from catalogue.exchange.columns import Table
from catalogue.exchange.datasets import DATASETS, FORMS, Dataset, Form

NAMESPACE = "urn:otwarte-dane:harvester:1.13"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
#: what the schema allows an identifier to have
LONGEST_IDENTIFIER = 36
LANGUAGES = (("polish", "pl"), ("english", "en"))


def harvest(day: date) -> bytes:
    """The XML. `day` is the day of which the data tell."""
    # The prefix is written out, as in the ministry's template: ElementTree keeps names like ns2 for itself.
    root = ElementTree.Element("ns2:datasets", {"xmlns:ns2": NAMESPACE, "xmlns:xsi": INSTANCE})
    for dataset in DATASETS:
        _dataset(root, dataset, day)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def checksum(xml: bytes) -> str:
    """The MD5 that the import compares; a check against damage, not against people."""
    return hashlib.md5(xml, usedforsecurity=False).hexdigest()


def _dataset(root: Any, dataset: Dataset, day: date) -> None:
    node = ElementTree.SubElement(root, "dataset", status="draft" if settings.SAMPLE_MODE else "published")
    _text(node, "extIdent", identifier(dataset.key))
    _both(node, "title", lambda: str(dataset.title))
    _both(node, "description", lambda: str(dataset.about))
    _text(node, "url", lasting("data"))
    _text(node, "updateFrequency", "irregular")
    _flags(node)
    categories = ElementTree.SubElement(node, "categories")
    for theme in dataset.themes:
        _text(categories, "category", theme)
    conditions = ElementTree.SubElement(node, "conditions")
    _text(conditions, "source", "true")
    _text(conditions, "dbOrCopyrightedLicenseChosen", "CC BY 4.0")
    resources = ElementTree.SubElement(node, "resources")
    for table in dataset.tables:
        for form in FORMS:
            _resource(resources, table, form, day)
    tags = ElementTree.SubElement(node, "tags")
    for keyword in dataset.keywords:
        for _name, language in LANGUAGES:
            with translation.override(language):
                ElementTree.SubElement(tags, "tag", lang=language).text = str(keyword)


def _resource(resources: Any, table: Table, form: Form, day: date) -> None:
    node = ElementTree.SubElement(resources, "resource", status="published")
    _text(node, "extIdent", identifier(f"{table.slug}-{form.kind.lower()}"))
    _text(node, "url", lasting(form.name, table.slug))
    _both(node, "title", lambda: f"{capfirst(str(table.title))} – {form.label}")
    _both(node, "description", lambda: str(table.about))
    _text(node, "availability", "remote")
    _text(node, "dataDate", day.isoformat())
    _flags(node)
    _text(node, "containsProtectedData", "false")


def identifier(name: str) -> str:
    """The portal's own name of a set or a file, of which the import knows it again."""
    found = f"pim-{name}"
    if len(found) > LONGEST_IDENTIFIER:
        raise ValueError(f"{found} is longer than {LONGEST_IDENTIFIER} characters")
    return found


def _flags(node: Any) -> None:
    for name in (
        "hasDynamicData",
        "hasHighValueData",
        "hasHighValueDataFromEuropeanCommissionList",
        "hasResearchData",
    ):
        _text(node, name, "false")


def _text(node: Any, name: str, words: str) -> None:
    ElementTree.SubElement(node, name).text = words


def _both(node: Any, name: str, words: Any) -> None:
    element = ElementTree.SubElement(node, name)
    for tag, language in LANGUAGES:
        with translation.override(language):
            _text(element, tag, words())
