"""What people may still read of what they were told: the rights of the review pages, asked for many people at once."""

from collections.abc import Set
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Value

from activity.queries import Place
from activity.queries.rights import Wanted
from documents.models import Document
from reviews.models import Reviewer
from reviews.queries.audience import threads_visible_to
from reviews.queries.rounds import on_workbench, reviews_visible_to


def places_of(wanted: Wanted) -> dict[tuple[int, UUID], Place]:
    """The documents that people may open now, with the title of the text that each reads. Whoever was asked to review
    a document, and reads no draft of it, knows it by the title of the Version that they had before them. Three queries
    at most, the last one for those people.
    """
    visible = [
        reviews_visible_to(user).filter(pk__in=documents).order_by().values_list(_reader(reader), "pk", "title")
        for reader, (user, documents) in wanted.items()
    ]
    drafts = {(reader, document): title for reader, document, title in _together(visible)}
    asked = {(reader, document) for reader, (_user, documents) in wanted.items() for document in documents}
    frozen = _frozen_titles(asked)
    found = {key: Place(is_open=True, title=title) for key, title in drafts.items()}
    guests = (frozen.keys() & drafts.keys()) - _on_workbench(wanted, frozen.keys() & drafts.keys())
    opened = {key: Place(is_open=True, title=frozen[key]) for key in guests}
    closed = {key: Place(is_open=False, title=title) for key, title in frozen.items() if key not in drafts}
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


def _on_workbench(wanted: Wanted, keys: Set[tuple[int, UUID]]) -> set[tuple[int, UUID]]:
    """Those of the (person, document) of which the person reads the draft."""
    documents: dict[int, set[UUID]] = {}
    for reader, document in keys:
        documents.setdefault(reader, set()).add(document)
    asked: list[QuerySet] = [
        Document.objects.filter(on_workbench(wanted[reader][0]), pk__in=mine).values_list(_reader(reader), "pk")
        for reader, mine in documents.items()
    ]
    return set(_together(asked))


def _frozen_titles(asked: set[tuple[int, UUID]]) -> dict[tuple[int, UUID], str]:
    """The titles of the newest Versions that people were invited to review."""
    rows = Reviewer.objects.filter(
        is_invited=True,
        user__in={reader for reader, _document in asked},
        round__document__in={document for _reader, document in asked},
    )
    named = rows.order_by("round__number").values_list("user_id", "round__document_id", "round__version__title")
    return {(reader, document): title for reader, document, title in named if (reader, document) in asked}
