"""The barriers of a view's recommendations, in the order of plans: what matrices and paths are made of."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from catalogue.models import PublishedRecommendation, PublishedRow
from catalogue.queries.data import published_rows
from tracking.queries.recommendations import listed

IN_ORDER = ("-publication__network__edition__number", "publication__network__position", "publication", "code")


class Link(NamedTuple):
    """A recommendation of the view: its plan and the codes of its barriers."""

    pk: int
    publication: int
    barriers: list[str]


def links(rows: QuerySet[PublishedRecommendation]) -> list[Link]:
    """All recommendations of a view by plan and code. One query."""
    return [Link(*one) for one in rows.order_by(*IN_ORDER).values_list("pk", "publication", "barriers")]


def recommendations_at(keys: Iterable[int]) -> list[PublishedRecommendation]:
    """Recommendations with their courses, by plan and code. Two queries."""
    return list(listed().filter(pk__in=list(keys)).order_by(*IN_ORDER))


def barriers_at(codes: Iterable[str]) -> dict[str, PublishedRow]:
    """Published barriers by their codes. One query."""
    return {row.code: row for row in published_rows("pu", "barrier").filter(code__in=list(codes))}
