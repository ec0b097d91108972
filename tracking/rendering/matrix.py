"""Barriers by recommendations: a table for each plan, in pieces that a page can hold."""

from dataclasses import dataclass

from catalogue.models import Publication, PublishedRecommendation, PublishedRow
from tracking.queries import Link, barriers_at, recommendations_at

#: recommendations beside one another: more of a plan are another table
MOST_COLUMNS = 60


@dataclass(frozen=True)
class Line:
    """A barrier and, for every recommendation of the matrix, itself or None where it does not answer the barrier."""

    code: str
    barrier: PublishedRow | None
    cells: list[tuple[PublishedRecommendation, bool]]


@dataclass(frozen=True)
class Matrix:
    publication: Publication
    recommendations: list[PublishedRecommendation]
    lines: list[Line]
    #: recommendations that answer no barrier
    apart: list[PublishedRecommendation]


def pieces(found: list[Link]) -> list[list[Link]]:
    """The recommendations of a view by plan, no piece wider than a matrix may be."""
    made: list[list[Link]] = []
    for link in found:
        if not made or made[-1][0].publication != link.publication or len(made[-1]) == MOST_COLUMNS:
            made.append([])
        made[-1].append(link)
    return made


def matrix_of(piece: list[Link], only: set[str]) -> Matrix:
    """The matrix of a piece; with `only`, of these barriers alone. Three queries."""
    shown = recommendations_at(link.pk for link in piece)
    codes = sorted({code for one in shown for code in one.barriers if not only or code in only})
    barriers = barriers_at(codes)
    answering = [one for one in shown if one.barriers]
    lines = [Line(code, barriers.get(code), [(one, code in one.barriers) for one in answering]) for code in codes]
    return Matrix(shown[0].publication, answering, lines, [one for one in shown if not one.barriers])
