"""How a published Version is cited: as a sentence, and in the formats of reference managers."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils import timezone

from catalogue.models import Publication, PublishedVersion
from catalogue.queries.versions import version_path
from core.words import fold

#: what TeX would take for a command
TEX = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"})
PROGRAMME = "Partnerska Inicjatywa Miast"
KINDS = {"mid": "Miejska Inicjatywa Działania", "pu": "Plan Ulepszeń"}


@dataclass(frozen=True)
class Source:
    """One published Version as bibliographies want it. `author` is an organisation, `address` lasts."""

    key: str
    author: str
    title: str
    genre: str
    series: str
    number: int
    published: date
    publisher: str
    address: str
    abstract: str
    language: str


def source_of(publication: Publication, one: PublishedVersion | None = None) -> Source:
    """What is cited: this Version, or the one that is shown now. Needs the publication's city and network loaded."""
    number = one.number if one else publication.version.number
    at = one.published_at if one else publication.published_at
    city = publication.city.name if publication.city else ""
    edition = publication.network.edition.name if publication.network else ""
    # Most editions bear the programme's name.
    series = edition if edition.startswith(PROGRAMME) else ", ".join(part for part in (PROGRAMME, edition) if part)
    day = timezone.localtime(at).date()
    return Source(
        key=re.sub(r"[^a-z0-9]+", "-", fold(f"{publication.slug}-{number}-{day.year}")),
        author=city or PROGRAMME,
        title=one.version.title if one else publication.title,
        genre=KINDS[publication.kind],
        series=series,
        number=number,
        published=day,
        publisher=settings.PORTAL_OWNER["name"],
        address=f"{settings.PORTAL_ADDRESS}{version_path(publication.kind, publication.slug, number)}",
        abstract=publication.lead,
        language="pl",
    )


def source_of_part(publication: Publication, code: str, title: str, genre: str, address: str) -> Source:
    """A barrier, recommendation or good practice of a published plan, at its own address."""
    whole = source_of(publication)
    return replace(
        whole,
        key=re.sub(r"[^a-z0-9]+", "-", fold(f"{code}-{whole.published.year}")),
        title=f"{code} {title}",
        genre=genre,
        series=f"{publication.title}, {whole.series}",
        address=f"{settings.PORTAL_ADDRESS}{address}",
        abstract="",
    )


def bibtex(source: Source) -> str:
    fields = {
        "author": f"{{{source.author.translate(TEX)}}}",
        "title": f"{{{source.title.translate(TEX)}}}",
        "type": source.genre,
        "series": source.series.translate(TEX),
        "institution": source.publisher.translate(TEX),
        "number": str(source.number),
        "year": str(source.published.year),
        "month": str(source.published.month),
        "url": source.address,
        "language": "polish",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@techreport{{{source.key},\n{lines}\n}}\n"


def ris(source: Source) -> str:
    """RIS has one field on a line; what would break the line becomes a space."""
    fields = (
        ("TY", "RPRT"),
        ("AU", source.author),
        ("TI", source.title),
        ("M3", source.genre),
        ("T3", source.series),
        ("ET", str(source.number)),
        ("PB", source.publisher),
        ("PY", str(source.published.year)),
        ("DA", f"{source.published:%Y/%m/%d}"),
        ("AB", source.abstract),
        ("LA", source.language),
        ("UR", source.address),
        ("ID", source.key),
        ("ER", ""),
    )
    return "".join(f"{name}  - {' '.join(value.split())}\r\n" for name, value in fields if value or name == "ER")


def csl(source: Source) -> str:
    """CSL-JSON, which Zotero, Mendeley and citeproc read."""
    item = {
        "id": source.key,
        "type": "report",
        "author": [{"literal": source.author}],
        "title": source.title,
        "genre": source.genre,
        "collection-title": source.series,
        "version": str(source.number),
        "publisher": source.publisher,
        "issued": {"date-parts": [[source.published.year, source.published.month, source.published.day]]},
        "abstract": source.abstract,
        "language": source.language,
        "URL": source.address,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def sentence(source: Source) -> str:
    """The citation as one Polish sentence, as documents are cited in Polish; the title stands in „…”."""
    words = (source.author, f"„{source.title}”", source.genre, source.series, f"wersja {source.number}")
    return f"{', '.join(words)}, {source.published.year}. {source.address}"


#: file name endings -> (content type, how it is made, what people call it)
FORMATS = {
    "bib": ("application/x-bibtex; charset=utf-8", bibtex, "BibTeX"),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris, "RIS"),
    "json": ("application/vnd.citationstyles.csl+json; charset=utf-8", csl, "CSL-JSON"),
}
