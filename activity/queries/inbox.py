"""Reads of a person's notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Max, Q, QuerySet, When, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import RowNumber

from activity.enums import Verb
from activity.models import Notice
from activity.policies import NO_SECRETS
from activity.queries.lines import Group, by_place, group
from activity.queries.rights import Readable, Topic, ask

DOCUMENTS_ON_A_PAGE = 10
#: notices of one document on a page of several; its own page shows all, so many at a time
OF_ONE_DOCUMENT, ON_ITS_OWN = 15, 60
UNSEEN = Q(seen_at=None)
WAITING = Q(waits=True, settled_at=None)
#: of one document: new things that wait for the person, other new things, the rest
_FIRST = Case(When(UNSEEN & WAITING, then=0), When(UNSEEN, then=1), default=2)
#: what can be shown: a name in the address, and the condition
SHOWN = {"": Q(), "waits": WAITING, "unseen": UNSEEN}
PRIVATE_NOTICE = Q(event__data__has_key="private")
#: seconds for which the number on every page may hang on rights that were asked before
STALE = 60
_NO_SECRET = ExpressionWrapper(Q(event__verb__in=NO_SECRETS), output_field=BooleanField())
_REMARK = Case(When(PRIVATE_NOTICE, then=KeyTextTransform("thread", "event__data")))


def notices_of(user: Any) -> QuerySet[Notice]:
    """A person's own notices that they may read now, the unseen first, then the newest. Two queries, and a third one
    where there are private notes.
    """
    return told(user).notices


@dataclass(frozen=True)
class Told:
    """What a person was told and may read now; `answer` knows what the documents are called for them."""

    notices: QuerySet[Notice]
    reader: int
    answer: Readable

    def titled(self, notices: Iterable[Notice]) -> list[Notice]:
        """The notices, each with the title of its document as the person reads it."""
        found = list(notices)
        for notice in found:
            notice.title = self.answer.title(self.reader, notice.event.document_id)
        return found


def told(user: Any) -> Told:
    """What the person may read now. Queries as of `notices_of`."""
    mine = Notice.objects.filter(user=user.pk) if user.is_authenticated else Notice.objects.none()
    shown = mine.select_related("event").order_by(Case(When(seen_at=None, then=0), default=1), "-id")
    topics = _topics(mine)
    answer = ask({user.pk: user}, ((user.pk, topic) for topic in topics))
    closed = {topic for topic in topics if not answer.opens(user.pk, topic)}
    if user.is_authenticated:
        cache.set(_kept(user), {topic: topic not in closed for topic in topics}, STALE)
    return Told(_without(shown, closed), user.pk, answer)


def newest_of(user: Any, number: int) -> list[Notice]:
    """The first notices of the person's inbox."""
    mine = told(user)
    return mine.titled(mine.notices[:number])


def unseen_count(user: Any) -> int:
    """How many notices a person has not seen and may read: one query, none for somebody who is not signed in.

    It stands on every page, so the rights behind it may be a minute old; only then they are asked with another query.
    """
    if not user.is_authenticated:
        return 0
    unseen = Notice.objects.filter(UNSEEN, user=user.pk).annotate(no_secret=_NO_SECRET, remark=_REMARK).order_by()
    counted = list(unseen.values_list("event__document_id", "remark", "no_secret").annotate(number=Count("pk")))
    topics = {
        _topic(document, remark) for document, remark, no_secret, _number in counted if document and not no_secret
    }
    known: dict[Topic, bool] = cache.get(_kept(user), {}) if topics else {}
    if not topics <= known.keys():
        answer = ask({user.pk: user}, ((user.pk, topic) for topic in topics))
        known = {topic: answer.opens(user.pk, topic) for topic in topics}
        cache.set(_kept(user), known, STALE)
    return sum(
        number
        for document, remark, no_secret, number in counted
        if not document or no_secret or known[_topic(document, remark)]
    )


def waiting_count(user: Any) -> int:
    """How many notices ask something of a person who may read them; no queries for somebody who is not signed in."""
    return notices_of(user).filter(WAITING).count() if user.is_authenticated else 0


def _topics(mine: QuerySet[Notice]) -> set[Topic]:
    """What the notices are about that are not for everybody's eyes. One query."""
    about = mine.filter(event__document_id__isnull=False).exclude(event__verb__in=NO_SECRETS)
    rows = about.annotate(remark=_REMARK).order_by().values_list("event__document_id", "remark").distinct()
    return {_topic(document, remark) for document, remark in rows if document}


def _topic(document: UUID, remark: str | None) -> Topic:
    return Topic(document, UUID(remark) if remark else None)


def _without(notices: QuerySet[Notice], closed: set[Topic]) -> QuerySet[Notice]:
    """The notices without those about closed topics. Closed remarks of an open document are left out one by one."""
    documents = {topic.document for topic in closed if topic.remark is None}
    remarks = [str(topic.remark) for topic in closed if topic.remark]
    if documents:
        notices = notices.exclude(event__document_id__in=documents, event__verb__in=_secret_verbs())
    if remarks:
        notices = notices.exclude(PRIVATE_NOTICE, event__data__thread__in=remarks)
    return notices


def _secret_verbs() -> list[str]:
    return [verb for verb in Verb.values if verb not in NO_SECRETS]


def _kept(user: Any) -> str:
    return f"activity-rights-{user.pk}"


@dataclass
class Counts:
    everything: int
    waits: int
    unseen: int


def _counts(mine: QuerySet[Notice]) -> Counts:
    """How many notices each filter shows: one query."""
    found = mine.order_by().aggregate(
        everything=Count("pk"), waits=Count("pk", filter=WAITING), unseen=Count("pk", filter=UNSEEN)
    )
    return Counts(**found)


@dataclass
class Inbox:
    """A page of the inbox. `page` counts documents, or the notices of the one document that was asked for; `counts`
    all that the person may read.
    """

    groups: list[Group]
    page: Page[Any]
    counts: Counts


def inbox_of(user: Any, *, shown: str, number: str | None) -> Inbox:
    """Notices by document: those with something new first. Six queries, however many notices there are, and
    one for private notes.
    """
    everything = told(user)
    mine = everything.notices.filter(SHOWN[shown])
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
    notices = everything.titled(shown_here) if rows else []
    groups = {one.document_id: one for one in group(notices, by_place)}
    for row in rows:
        if found := groups.get(row["event__document_id"]):
            found.more = max(0, row["total"] - OF_ONE_DOCUMENT)
    return Inbox([groups[one] for one in ids if one in groups], page, _counts(everything.notices))


def inbox_of_document(user: Any, *, document: str, shown: str, number: str | None) -> Inbox:
    """All notices about one document (`document` is its id, or "none" for what belongs to no document)."""
    everything = told(user)
    mine = everything.notices.filter(SHOWN[shown], event__document_id=None if document == "none" else document)
    mine = mine.order_by(_FIRST, "-id")
    page = Paginator(mine, ON_ITS_OWN).get_page(number)
    notices = everything.titled(page.object_list)
    return Inbox(group(notices, by_place), page, _counts(everything.notices))
