"""Plans chosen for a comparison, and those worth comparing with one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from catalogue.models import Publication
from catalogue.queries.likeness import like
from catalogue.queries.places import newest_figure
from catalogue.queries.publications import LONG_TEXTS, publications, published

MOST_LIKE = 9


def plans_at(slugs: Iterable[str]) -> dict[str, Any]:
    """MIDs by their address, withdrawn ones included, with `people` of the city. The caller looks at `withdrawn_at`."""
    found = publications("mid").defer("version__content", *LONG_TEXTS).filter(slug__in=list(slugs))
    return {one.slug: one for one in found.annotate(people=newest_figure("city"))}


def basket(slugs: Iterable[str]) -> QuerySet[Publication]:
    """The public ones among MIDs that somebody has chosen."""
    return published("mid").filter(slug__in=list(slugs))


def worth_comparing(publication: Publication, *, most: int = MOST_LIKE) -> list[Publication]:
    """Other public MIDs: those with a like challenge first, then the newest of the network, then the newest."""
    shares = {one.publication: one.share for one in like(publication=publication.pk)}
    others = list(published("mid").exclude(pk=publication.pk))

    def closeness(other: Publication) -> tuple[float, bool]:
        return shares.get(other.pk, 0.0), other.network_id == publication.network_id

    return sorted(others, key=closeness, reverse=True)[:most]
