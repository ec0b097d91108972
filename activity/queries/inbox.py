"""Reads of a person's notices."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Max, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from activity.models import Notice
from activity.queries.lines import Group, by_place, group, titles_for

DOCUMENTS_ON_A_PAGE = 10
#: notices of one document on a page of several; its own page shows all, so many at a time
OF_ONE_DOCUMENT, ON_ITS_OWN = 15, 60
UNSEEN = Q(seen_at=None)
WAITING = Q(waits=True, settled_at=None)
#: of one document: new things that wait for the person, other new things, the rest
_FIRST = Case(When(UNSEEN & WAITING, then=0), When(UNSEEN, then=1), default=2)
#: what can be shown: a name in the address, and the condition
SHOWN = {"": Q(), "waits": WAITING, "unseen": UNSEEN}


def notices_of(user: Any) -> QuerySet[Notice]:
    """A person's own notices, the unseen first, then the newest."""
    mine = Notice.objects.filter(user=user.pk) if user.is_authenticated else Notice.objects.none()
    return mine.select_related("event").order_by(Case(When(seen_at=None, then=0), default=1), "-id")


def unseen_count(user: Any) -> int:
    """How many notices a person has not seen: one query, none for somebody who is not signed in."""
    return Notice.objects.filter(user=user.pk, seen_at=None).count() if user.is_authenticated else 0


def waiting_count(user: Any) -> int:
    """How many notices ask something of a person: one query, none for somebody who is not signed in."""
    return Notice.objects.filter(WAITING, user=user.pk).count() if user.is_authenticated else 0


@dataclass
class Counts:
    everything: int
    waits: int
    unseen: int


def counts_of(user: Any) -> Counts:
    """How many notices each filter shows: one query."""
    found = (
        notices_of(user)
        .order_by()
        .aggregate(everything=Count("pk"), waits=Count("pk", filter=WAITING), unseen=Count("pk", filter=UNSEEN))
    )
    return Counts(**found)


@dataclass
class Inbox:
    """A page of the inbox. `page` counts documents, or the notices of the one document that was asked for."""

    groups: list[Group]
    page: Page[Any]


def inbox_of(user: Any, *, shown: str, number: str | None) -> Inbox:
    """Notices by document: those with something new first. Four queries, however many notices there are."""
    mine = notices_of(user).filter(SHOWN[shown])
    documents = (
        mine.order_by()
        .values("event__document_id")
        .annotate(total=Count("pk"), newest=Max("pk"), unseen=Count("pk", filter=UNSEEN))
        .order_by(Case(When(unseen__gt=0, then=0), default=1), "-newest")
    )
    page = Paginator(documents, DOCUMENTS_ON_A_PAGE).get_page(number)
    rows = list(page.object_list)
    ids = [row["event__document_id"] for row in rows]
    wanted = Q(event__document_id__in=[one for one in ids if one])
    if None in ids:
        wanted |= Q(event__document_id=None)
    place = Window(
        RowNumber(),
        partition_by=F("event__document_id"),
        order_by=[_FIRST, F("id").desc()],
    )
    shown_here = mine.filter(wanted).annotate(place=place).filter(place__lte=OF_ONE_DOCUMENT).order_by(_FIRST, "-id")
    notices = list(shown_here) if rows else []
    groups = {one.document_id: one for one in group(notices, by_place, titles_for(notices))}
    for row in rows:
        if found := groups.get(row["event__document_id"]):
            found.more = max(0, row["total"] - OF_ONE_DOCUMENT)
    return Inbox([groups[one] for one in ids if one in groups], page)


def inbox_of_document(user: Any, *, document: str, shown: str, number: str | None) -> Inbox:
    """All notices about one document (`document` is its id, or "none" for what belongs to no document)."""
    mine = notices_of(user).filter(SHOWN[shown], event__document_id=None if document == "none" else document)
    mine = mine.order_by(_FIRST, "-id")
    page = Paginator(mine, ON_ITS_OWN).get_page(number)
    notices = list(page.object_list)
    return Inbox(group(notices, by_place, titles_for(notices)), page)
