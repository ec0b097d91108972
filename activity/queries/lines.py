"""Notices arranged for reading: by document, and within it by the place or thread that they are about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import get_language

from activity.models import Event, Notice
from activity.policies import is_pressing


@dataclass
class Line:
    """Notices about one place, the newest first."""

    notices: list[Notice] = field(default_factory=list)

    @property
    def newest(self) -> Notice:
        return self.notices[0]

    @property
    def event(self) -> Event:
        return self.newest.event

    @property
    def label(self) -> str:
        return self.newest.label

    @property
    def earlier(self) -> list[Notice]:
        return self.notices[1:]

    @property
    def count(self) -> int:
        return len(self.notices)

    @property
    def place(self) -> str:
        """What the place is called in the reader's language, when the event says so."""
        data = self.event.data
        return str(data.get("places", {}).get(get_language()) or data.get("place") or "")

    @property
    def ids(self) -> str:
        return ",".join(str(notice.pk) for notice in self.notices)

    @property
    def is_new(self) -> bool:
        return any(notice.seen_at is None for notice in self.notices)

    @property
    def waits(self) -> bool:
        return any(notice.waits_still for notice in self.notices)

    @property
    def urgency(self) -> int:
        """2 for what is past its date, 1 for what waits for the person, 0 for news."""
        return max(2 if is_pressing(notice) else int(notice.waits_still) for notice in self.notices)

    @property
    def actors(self) -> str:
        """The people who did it, each once, the last one first."""
        return ", ".join(dict.fromkeys(notice.event.actor_label for notice in self.notices))


@dataclass
class Group:
    """What happened around one document; `document_id` is None for what belongs to none."""

    document_id: UUID | None
    title: str
    lines: list[Line] = field(default_factory=list)
    #: notices about the document beyond those shown
    more: int = 0

    @property
    def ids(self) -> str:
        return ",".join(line.ids for line in self.lines)

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)

    @property
    def unseen(self) -> int:
        return sum(notice.seen_at is None for line in self.lines for notice in line.notices)


Key = Callable[[Notice], object]


def by_place(notice: Notice) -> object:
    """One line for all that happened in one place."""
    return notice.event.data.get("thread") or notice.path


def by_place_and_verb(notice: Notice) -> object:
    """One line for the same thing that happened in one place several times."""
    return by_place(notice), notice.event.verb


def group(notices: Iterable[Notice], key: Key) -> list[Group]:
    """Groups in the order in which their first notice comes; in each, lines in the same order."""
    notices = list(notices)
    titles = _titles(notices)
    groups: dict[UUID | None, Group] = {}
    lines: dict[tuple[UUID | None, object], Line] = {}
    for notice in notices:
        document = notice.event.document_id
        if document not in groups:
            groups[document] = Group(document, titles.get(document, "") if document else "")
        address = document, key(notice)
        if address not in lines:
            lines[address] = Line()
            groups[document].lines.append(lines[address])
        lines[address].notices.append(notice)
    return list(groups.values())


def _titles(notices: Iterable[Notice]) -> dict[UUID, str]:
    """What the documents are called for the reader; of a closed one, what its newest notice called it."""
    found: dict[UUID, str] = {}
    for notice in sorted(notices, key=lambda notice: -notice.event_id):
        document = notice.event.document_id
        if document and (notice.title or notice.event.target_id == str(document)):
            found.setdefault(document, notice.title or notice.label)
    return found
