"""Finding what was published at an address, for the pages and files of a document and of its Versions."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from catalogue.models import Publication, PublishedVersion
from catalogue.queries import publications, url_name
from catalogue.queries.versions import versions_of
from catalogue.rendering.citation import FORMATS, sentence, source_of
from catalogue.views.withdrawn import withdrawn_page


@dataclass(frozen=True)
class Published:
    """`one` is the Version that the address names, `versions` all that were public, the newest first."""

    publication: Publication
    one: PublishedVersion
    versions: list[PublishedVersion]

    @property
    def is_current(self) -> bool:
        return self.one.version_id == self.publication.version_id


def find_published(request: HttpRequest, kind: str, slug: str, number: int | None = None) -> Published | HttpResponse:
    """What is public at this address (the present Version without a number), or the notice of its withdrawal (410).

    Raises Http404 for what never was public. Two queries.
    """
    publication = get_object_or_404(publications(kind), slug=slug)
    versions = list(versions_of(publication))
    wanted = publication.version.number if number is None else number
    one = next((one for one in versions if one.number == wanted), None)
    if one is None:
        raise Http404("no such version was public")
    if publication.withdrawn_at:
        return withdrawn_page(request, publication)
    if one.withdrawn_at:
        return withdrawn_page(request, one, publication=publication)
    return Published(publication, one, versions)


def citing(publication: Publication, one: PublishedVersion | None = None) -> dict[str, Any]:
    """What the template of a citation shows: of one Version, or of the one that is shown now."""
    name = url_name(publication.kind)
    return {
        "cite": sentence(source_of(publication, one)),
        "cite_name": f"{name}_published_citation" if one else f"{name}_citation",
        "cite_key": publication.slug,
        "cite_formats": [(ending, label) for ending, (_kind, _make, label) in FORMATS.items()],
    }
