"""The courses that sample MIDs have taken: how much is written, and which services moved them to where they are."""

from collections.abc import Callable
from dataclasses import dataclass

from catalogue.services import publish, withdraw
from documents.models import Document
from pim_portal.sample.reviewing import People, answer_all, resolve_answered, review_once
from reviews.services import accept, reply, submit_for_review


@dataclass(frozen=True)
class Course:
    """`left_out` are part kinds that stay empty; None leaves the whole document empty. `run` moves the document."""

    left_out: frozenset[str] | None
    run: Callable[[Document, People], None]


def stay(document: Document, people: People) -> None:
    """The draft stays a draft."""


def submit(document: Document, people: People) -> None:
    submit_for_review(by=people.author, document=document, note="Prosimy o uwagi do harmonogramu i wskaźników.")


def accept_at_once(document: Document, people: People) -> None:
    submit(document, people)
    accept(by=people.judge, document=document)


def return_with_remarks(document: Document, people: People) -> None:
    threads = review_once(document, people)
    reply(
        by=people.colleague, thread=threads[1], text="Rozmawiamy ze spółką komunalną. Odpowiedź będzie w tym miesiącu."
    )


def submit_again(document: Document, people: People) -> None:
    review_once(document, people)
    answer_all(document, people)
    submit_for_review(by=people.colleague, document=document, note="Uwzględniliśmy uwagi z pierwszej rundy.")
    resolve_answered(document, people)


def accept_the_second(document: Document, people: People) -> None:
    submit_again(document, people)
    accept(by=people.judge, document=document, despite_musts=True)


def publish_accepted(document: Document, people: People) -> None:
    accept_at_once(document, people)
    publish(by=people.coordinator, document=document)


def publish_the_second(document: Document, people: People) -> None:
    accept_the_second(document, people)
    publish(by=people.coordinator, document=document)


def withdraw_published(document: Document, people: People) -> None:
    publish_accepted(document, people)
    withdraw(by=people.coordinator, document=document, reason="Miasto aktualizuje kosztorys. Plan wróci po zmianach.")


WHOLE: frozenset[str] = frozenset()
LATE_PARTS = frozenset(
    {"risk", "communication", "delivery", "decision_step", "network_link", "monitoring", "milestone", "funding"}
)
HALF = LATE_PARTS | {"action", "action_funding", "indicator", "measurement", "summary"}

PUBLISHED = Course(WHOLE, publish_accepted)
#: the three rich plans: two rounds of review, then published
REVIEWED = Course(WHOLE, publish_the_second)
#: the courses of a network's nine generated plans, in the order of its cities; the last one differs
COMMON = (
    PUBLISHED,
    Course(WHOLE, submit),
    PUBLISHED,
    Course(WHOLE, return_with_remarks),
    Course(WHOLE, accept_the_second),
    PUBLISHED,
    Course(frozenset({"communication"}), stay),
    PUBLISHED,
)
LAST = {
    "zielona": Course(None, stay),
    "ppp": Course(WHOLE, withdraw_published),
    "cyfrowa": Course(WHOLE, submit_again),
}
#: in which network the nearly finished draft is only half written
HALF_WRITTEN = Course(HALF, stay)


def courses_of(network: str) -> list[Course]:
    """The nine courses of a network's generated plans."""
    common = [
        HALF_WRITTEN if network == "ppp" and course.left_out == {"communication"} else course for course in COMMON
    ]
    return [*common, LAST[network]]
