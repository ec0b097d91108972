"""What people may still read of what they were told: the rights of the review pages, asked for many people at once."""

from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, IntegerField, QuerySet, Value

from activity.queries import Place
from activity.queries.rights import Wanted
from documents.models import Document
from reviews.models import Reviewer
from reviews.queries.audience import threads_visible_to
from reviews.queries.rounds import on_workbench, reviews_visible_to


def places_of(wanted: Wanted) -> dict[tuple[int, UUID], Place]:
    """The documents that people may open now, with the title of the text that each reads. Whoever was asked to review
    a document knows it by the title of the Version that they had before them. One query, and one for those people.
    """
    asked = [
        reviews_visible_to(user)
        .filter(pk__in=documents)
        .order_by()
        .values_list(_reader(reader), "pk", ExpressionWrapper(on_workbench(user), BooleanField()), "title")
        for reader, (user, documents) in wanted.items()
    ]
    found = {}
    guests = {(reader, document) for reader, (_user, documents) in wanted.items() for document in documents}
    for reader, document, is_on_workbench, title in _together(asked):
        found[reader, document] = Place(is_open=True, title=title)
        if is_on_workbench:
            guests.discard((reader, document))
    titles = _frozen_titles(guests)
    opened = {key: Place(is_open=True, title=titles.get(key, "")) for key in guests & found.keys()}
    closed = {key: Place(is_open=False, title=title) for key, title in titles.items() if key not in found}
    return {**found, **opened, **closed}


def remarks_of(wanted: Wanted) -> set[tuple[int, UUID]]:
    """The remarks that people may read now, as (person, remark). One query."""
    asked: list[QuerySet] = [
        threads_visible_to(user).filter(pk__in=threads).order_by().values_list(_reader(reader), "pk")
        for reader, (user, threads) in wanted.items()
    ]
    return set(_together(asked))


def _reader(reader: int) -> Value:
    return Value(reader, IntegerField())


def _together(asked: list[QuerySet]) -> QuerySet:
    return asked[0].union(*asked[1:], all=True) if asked else Document.objects.none()


def _frozen_titles(guests: set[tuple[int, UUID]]) -> dict[tuple[int, UUID], str]:
    """The titles of the newest Versions that people reviewed, or were asked to."""
    if not guests:
        return {}
    rows = Reviewer.objects.filter(
        user__in={reader for reader, _document in guests},
        round__document__in={document for _reader, document in guests},
    )
    named = rows.order_by("round__number").values_list("user_id", "round__document_id", "round__version__title")
    return {(reader, document): title for reader, document, title in named if (reader, document) in guests}
