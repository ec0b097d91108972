"""The courses that sample MIDs have taken: how much is written, and which services moved them to where they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from catalogue.services import publish, withdraw
from documents.models import Document
from documents.parts import document_kind
from documents.queries import rows
from reviews.enums import Outcome
from reviews.queries.answers import unanswered
from reviews.services import accept, add_thread, answer, reply, resolve, return_for_changes, submit_for_review


@dataclass(frozen=True)
class People:
    """Who acts in a document's course."""

    author: User
    colleague: User
    judge: User
    coordinator: User


@dataclass(frozen=True)
class Course:
    """`left_out` are part kinds that stay empty; None leaves the whole document empty. `run` moves the document."""

    left_out: frozenset[str] | None
    run: Callable[[Document, People], None]


REMARKS = (
    ("challenge", "challenge", "Wyzwanie jest jasne. Proszę dopisać, od kiedy problem narasta i skąd to wiadomo."),
    ("actions", "action", "Brakuje partnera, który utrzyma efekt po zakończeniu działania. Kto to będzie?"),
    ("indicators", "indicator", "Czy tę wartość docelową da się zmierzyć danymi, które miasto już ma?"),
)
REASONS = (
    "Plan jest spójny i ma dobrą diagnozę. Przed przyjęciem prosimy o trzy poprawki: początek problemu w wyzwaniu, "
    "partnera do utrzymania efektów oraz sposób pomiaru pierwszego wskaźnika. Szczegóły są w uwagach."
)


def stay(document: Document, people: People) -> None:
    """The draft stays a draft."""


def submit(document: Document, people: People) -> None:
    submit_for_review(by=people.author, document=document, note="Prosimy o uwagi do harmonogramu i wskaźników.")


def accept_at_once(document: Document, people: People) -> None:
    submit(document, people)
    accept(by=people.judge, document=document)


def return_with_remarks(document: Document, people: People) -> None:
    submit(document, people)
    threads = [_remark(document, people, *remark) for remark in REMARKS]
    return_for_changes(by=people.judge, document=document, reasons=REASONS)
    reply(by=people.author, thread=threads[0], text="Dopisaliśmy rok i źródło danych.")
    resolve(by=people.judge, thread=threads[0])
    reply(
        by=people.colleague, thread=threads[1], text="Rozmawiamy ze spółką komunalną. Odpowiedź będzie w tym miesiącu."
    )


def submit_again(document: Document, people: People) -> None:
    return_with_remarks(document, people)
    for thread in unanswered(document):
        answer(by=people.colleague, thread=thread, outcome=Outcome.DONE)
    submit_for_review(by=people.colleague, document=document, note="Uwzględniliśmy uwagi z pierwszej rundy.")


def publish_accepted(document: Document, people: People) -> None:
    accept_at_once(document, people)
    publish(by=people.coordinator, document=document)


def withdraw_published(document: Document, people: People) -> None:
    publish_accepted(document, people)
    withdraw(by=people.coordinator, document=document, reason="Miasto aktualizuje kosztorys. Plan wróci po zmianach.")


def _remark(document: Document, people: People, section: str, part_kind: str, text: str) -> Any:
    kind = document_kind(document.kind).part_kind(part_kind)
    first = rows(document, kind)[0]
    return add_thread(
        by=people.judge,
        document=document,
        section=section,
        part_kind=part_kind if kind.many else "",
        part_id=str(first.pk) if kind.many else "",
        text=text,
    )


WHOLE: frozenset[str] = frozenset()
LATE_PARTS = frozenset(
    {"risk", "communication", "delivery", "decision_step", "network_link", "monitoring", "milestone", "funding"}
)
HALF = LATE_PARTS | {"action", "action_funding", "indicator", "measurement", "summary"}

PUBLISHED = Course(WHOLE, publish_accepted)
#: the courses of a network's nine generated plans, in the order of its cities; the last one differs
COMMON = (
    PUBLISHED,
    Course(WHOLE, submit),
    PUBLISHED,
    Course(WHOLE, return_with_remarks),
    Course(WHOLE, accept_at_once),
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
