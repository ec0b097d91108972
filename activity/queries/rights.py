"""What people may still read of what they were told. An app above this one knows who reads documents and remarks.

It registers `Rights` in its `AppConfig.ready()`. They are asked at every reading and sending, for many people at once:
a notice of a document that its reader may not open now is kept, but neither shown nor sent, until the right comes back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from activity.models import Notice
from activity.policies import is_no_secret

#: people by their ids, and of each the ids of documents (or remarks) that are asked about
Wanted = Mapping[int, tuple[Any, set[UUID]]]


@dataclass(frozen=True)
class Place:
    """A document as a person finds it now: whether they may open it, and its title in the text that they read."""

    is_open: bool
    title: str


@dataclass(frozen=True)
class Rights:
    """`places` of documents by person and document, `remarks` that people read as (person, remark); each answers for
    all people in a bounded number of queries. What is left out of an answer is closed.
    """

    places: Callable[[Wanted], Mapping[tuple[int, UUID], Place]]
    remarks: Callable[[Wanted], set[tuple[int, UUID]]]


_registered: list[Rights] = []


def register_rights(rights: Rights) -> None:
    """Make known who reads what. The last one counts."""
    _registered[:] = [rights]


@dataclass(frozen=True)
class Topic:
    """What a notice is about: a document, and a remark where only one side of a review reads it."""

    document: UUID | None
    remark: UUID | None = None


@dataclass(frozen=True)
class Readable:
    """The answer: what some people may read now."""

    places: Mapping[tuple[int, UUID], Place]
    remarks: set[tuple[int, UUID]]

    def opens(self, reader: int, topic: Topic) -> bool:
        """Whether the person may read of it. What belongs to no document is theirs."""
        if topic.document is None:
            return True
        place = self.places.get((reader, topic.document))
        is_heard = topic.remark is None or (reader, topic.remark) in self.remarks
        return place is not None and place.is_open and is_heard

    def title(self, reader: int, document: UUID | None) -> str:
        place = self.places.get((reader, document)) if document else None
        return place.title if place else ""


def topic_of(notice: Notice) -> Topic:
    data = notice.event.data
    remark = data.get("thread") if data.get("private") else None
    return Topic(notice.event.document_id, UUID(remark) if remark else None)


def ask(people: Mapping[int, Any], topics: Iterable[tuple[int, Topic]]) -> Readable:
    """What `people` (by their ids) may read now of (person, topic). A bounded number of queries for all of them."""
    documents: dict[int, tuple[Any, set[UUID]]] = {}
    remarks: dict[int, tuple[Any, set[UUID]]] = {}
    for reader, topic in topics:
        if topic.document:
            documents.setdefault(reader, (people[reader], set()))[1].add(topic.document)
        if topic.remark:
            remarks.setdefault(reader, (people[reader], set()))[1].add(topic.remark)
    if not _registered:
        return Readable({}, set())
    rights = _registered[0]
    return Readable(
        rights.places(documents) if documents else {},
        rights.remarks(remarks) if remarks else set(),
    )


def readable(people: Mapping[int, Any], notices: Iterable[Notice]) -> list[Notice]:
    """Those of the notices that their readers may read now, with the `title` of the document as each reads it."""
    asked = [(notice, topic_of(notice)) for notice in notices]
    answer = ask(people, ((notice.user_id, topic) for notice, topic in asked))
    found = []
    for notice, topic in asked:
        if is_no_secret(notice.event.verb) or answer.opens(notice.user_id, topic):
            notice.title = answer.title(notice.user_id, topic.document)
            found.append(notice)
    return found
