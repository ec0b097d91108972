"""How sample plans were reviewed: remarks of every kind, suggested wording, opinions, answers."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.richtext import plain
from documents.models import Document
from documents.parts import PartKind, document_kind
from documents.queries import rows
from documents.services import save_part
from reviews.enums import Audience, Met, Opinion, Outcome, RemarkKind
from reviews.models import Thread
from reviews.queries import open_round
from reviews.queries.answers import unanswered
from reviews.services import (
    accept_suggestion,
    add_thread,
    answer,
    decline_suggestion,
    give_opinion,
    reply,
    resolve,
    return_for_changes,
    submit_for_review,
    suggest,
)


@dataclass(frozen=True)
class People:
    """Who acts in a document's course."""

    author: User
    colleague: User
    judge: User
    coordinator: User


@dataclass(frozen=True)
class Said:
    """A remark: a section, perhaps the first row of a kind and a field of it, perhaps on the field's first words."""

    section: str
    part_kind: str
    text: str
    kind: RemarkKind = RemarkKind.SHOULD
    field: str = ""
    on_words: bool = False
    audience: Audience = Audience.ALL


REMARKS = (
    Said(
        "challenge",
        "challenge",
        "Wyzwanie jest jasne. Proszę dopisać, od kiedy problem narasta i skąd to wiadomo.",
        RemarkKind.MUST,
        "statement",
        on_words=True,
    ),
    Said("actions", "action", "Brakuje partnera, który utrzyma efekt po zakończeniu działania. Kto to będzie?"),
    Said(
        "indicators",
        "indicator",
        "Czy tę wartość docelową da się zmierzyć danymi, które miasto już ma?",
        RemarkKind.MUST,
    ),
    Said(
        "diagnosis",
        "diagnosis",
        "<p>Warto porównać się z miastem podobnej wielkości. Pomogą w tym:</p><ul><li>Bank Danych Lokalnych,</li>"
        "<li>Monitor Rozwoju Lokalnego.</li></ul>",
        RemarkKind.CONSIDER,
        "text",
        on_words=True,
    ),
    Said("stakeholders", "stakeholder", "Bardzo dobrze opisana rola mieszkańców.", RemarkKind.PRAISE),
)
PRIVATE = Said(
    "actions",
    "action",
    "Podobne pytanie mieliśmy do innego miasta tej sieci. Porównajmy odpowiedzi na spotkaniu ekspertów.",
    RemarkKind.CONSIDER,
    audience=Audience.REVIEWERS,
)
REASONS = (
    "Plan jest spójny i ma dobrą diagnozę. Przed przyjęciem prosimy o trzy poprawki: początek problemu w wyzwaniu, "
    "partnera do utrzymania efektów oraz sposób pomiaru pierwszego wskaźnika. Szczegóły są w uwagach."
)
BETTER_AIM = "Do 2028 roku przygotować i sprawdzić w praktyce rozwiązanie, które miasto utrzyma z własnych środków."
BETTER_TITLE = "{title} (z harmonogramem utrzymania)"
DECLINED = "Tytuł działania jest już w uchwale budżetowej, dlatego go nie zmieniamy."
ANSWERS = (
    (Outcome.DONE, "Dopisaliśmy rok i źródło danych."),
    (Outcome.PARTLY, "Wskazaliśmy spółkę komunalną. Umowę podpiszemy w pierwszym kwartale."),
    (Outcome.NOT, "Miasto nie ma jeszcze takich danych. Pierwszy pomiar zaplanowaliśmy w działaniu D1."),
)
ADDED = " Problem narasta od 2015 roku, co pokazują coroczne badania urzędu miasta."


def review_once(document: Document, people: People) -> list[Thread]:
    """A round with remarks, suggested wording, a private note and the checklist; then the plan goes back."""
    submit_for_review(by=people.author, document=document, note="Prosimy o uwagi do harmonogramu i wskaźników.")
    threads = [_remark(document, people, said) for said in (*REMARKS, PRIVATE)]
    suggest(
        by=people.judge,
        document=document,
        part_kind="vision",
        part_id=_first(document, "vision").pk,
        field="main_aim",
        proposed=BETTER_AIM,
        text="Cel główny powinien mówić, co zostanie po zakończeniu planu.",
    )
    action = _first(document, "action")
    suggest(
        by=people.judge,
        document=document,
        part_kind="action",
        part_id=action.pk,
        field="title",
        proposed=BETTER_TITLE.format(title=action.title[:150]),
        kind=RemarkKind.CONSIDER,
    )
    _fill_checklist(document, people, Opinion.RETURN)
    return_for_changes(by=people.judge, document=document, reasons=REASONS)
    reply(by=people.author, thread=threads[0], text="Mamy te dane w raporcie o stanie miasta. Dopiszemy je.")
    return threads


def answer_all(document: Document, people: People) -> None:
    """What was asked is written, suggestions are decided, and every remark has its answer."""
    kind = document_kind(document.kind).part_kind("challenge")
    challenge = _first(document, "challenge")
    save_part(
        by=people.author,
        document=document,
        kind=kind,
        part_id=challenge.pk,
        base_version=challenge.version,
        new_values={"statement": challenge.statement + ADDED},
    )
    taken, other = (
        thread.suggestion for thread in document.threads.filter(suggestion__isnull=False).order_by("number")
    )
    accept_suggestion(by=people.colleague, suggestion=taken)
    decline_suggestion(by=people.colleague, suggestion=other, reason=DECLINED)
    for thread, (outcome, reason) in zip(unanswered(document), ANSWERS, strict=False):
        answer(by=people.colleague, thread=thread, outcome=outcome, reason=reason)


def resolve_answered(document: Document, people: People) -> None:
    """The expert has read the answers of the round before: all but the last are enough."""
    done = document.threads.filter(answers__outcome=Outcome.DONE, audience=Audience.ALL)
    for thread in done.distinct():
        resolve(by=people.judge, thread=thread)


def _remark(document: Document, people: People, said: Said) -> Thread:
    kind = document_kind(document.kind).part_kind(said.part_kind)
    row = _first(document, said.part_kind)
    has_place = kind.many or bool(said.field)
    return add_thread(
        by=people.judge,
        document=document,
        section=said.section,
        part_kind=said.part_kind if has_place else "",
        part_id=str(row.pk) if has_place else "",
        field=said.field,
        text=said.text,
        kind=said.kind,
        audience=said.audience,
        quote=_first_words(kind, row, said.field) if said.on_words else "",
    )


def _fill_checklist(document: Document, people: People, opinion: Opinion) -> None:
    current = open_round(document)
    criteria = current.criteria if current else []
    marks = (Met.YES, Met.PARTLY, Met.YES)
    given = {line["key"]: (marks[place % len(marks)], None, "") for place, line in enumerate(criteria)}
    give_opinion(by=people.judge, document=document, opinion=opinion, reasons=REASONS, assessments=given)


def _first(document: Document, part_kind: str) -> Any:
    return rows(document, document_kind(document.kind).part_kind(part_kind))[0]


def _first_words(kind: PartKind, row: Any, field: str) -> str:
    """The first sentence or so of a field, in whole words."""
    paragraph = plain(getattr(row, kind.field(field).name)).split("\n")[0]
    return paragraph[:90].rsplit(" ", 1)[0] if len(paragraph) > 90 else paragraph
