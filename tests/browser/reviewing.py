"""A review in all its states, with long names and many remarks, and the pages on which each of them is looked at."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from activity.queries import unsubscribe_token
from documents.models import Document
from reviews import services
from reviews.enums import Audience, Outcome, RemarkKind
from reviews.models import Round, Suggestion, Thread
from reviews.queries.answers import unanswered
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import follow, next_page
from tests.reviews.factories import draft_mid, many_remarks, row_id
from tests.reviews.test_suggestions import TEXT, suggest, write

LONG = "Żółkiewska-Brzęczyszczykiewiczówna"
LONG_WORD = "Zielononiebieskoinfrastrukturalnego" * 3
TABLE = "<table><tbody><tr>" + "<td>Kolumna z liczbą mieszkańców</td>" * 8 + "</tr></tbody></table>"
SAID = f"<p>{LONG_WORD}</p><ul><li>Skąd ta liczba?</li></ul>{TABLE}"
#: what a form that somebody sends as it is, says
SEND = "main form:has(button.govuk-button)"


class BusyReview:
    """A MID whose first round was returned and answered in part, with 30 remarks and suggestions of every fate."""

    def __init__(self) -> None:
        self.review = review = draft_mid()
        for number, person in enumerate((review.author, review.colleague, review.judge), 1):
            person.name = f"{LONG} {number}"
            person.save()
        self.second: User = factories.expert(factories.network(edition=review.network.edition), name=f"Anna {LONG}")
        write(review, "diagnosis", text=TEXT)
        write(review, "record", title=f"Plan {LONG_WORD}")
        review.round = services.submit_for_review(by=review.author, document=review.document, note=LONG_WORD)
        self._refresh()
        services.begin_rules(edition=review.network.edition)
        services.add_reviewer(by=review.judge, document=review.document, user=self.second)
        self.threads = self._remarks()
        self.suggestions = self._suggestions()
        many_remarks(review, 30)

    @property
    def document(self) -> Document:
        return self.review.document

    @property
    def slug(self) -> str:
        return self.document.slug

    def at(self, name: str, **query: str) -> str:
        return reverse(name, args=[self.slug], query=query)

    def _refresh(self) -> None:
        self.review.document.refresh_from_db()

    def _remarks(self) -> list[Thread]:
        """Of every kind, audience and place: the whole, a section, a row, a cell, words."""
        review = self.review
        words = {
            "section": "diagnosis",
            "part_kind": "diagnosis",
            "part_id": row_id(review, "diagnosis"),
            "field": "text",
            "quote": "schną",
        }
        row = {"section": "actions", "part_kind": "action", "part_id": row_id(review, "action")}
        places: list[dict[str, Any]] = [{}, {"section": "challenge"}, row, {**row, "field": "cost"}, words]
        kinds = [*RemarkKind.values, RemarkKind.MUST]
        threads = [
            services.add_thread(by=review.judge, document=review.document, text=SAID, kind=RemarkKind(kind), **place)
            for kind, place in zip(kinds, places, strict=True)
        ]
        services.add_thread(
            by=self.second, document=review.document, text="Między nami.", audience=Audience.REVIEWERS, **row
        )
        services.add_thread(
            by=review.author, document=review.document, text=SAID, audience=Audience.TEAM, round=review.round, **row
        )
        for number in range(3):
            services.reply(by=review.author, thread=threads[0], text=f"<p>Odpowiedź {number}: {LONG_WORD}</p>")
        services.assign(by=review.author, thread=threads[0], to=review.colleague)
        services.resolve(by=review.judge, thread=threads[1])
        return threads

    def _suggestions(self) -> dict[str, Suggestion]:
        review = self.review
        return {
            "open": suggest(review, "diagnosis", "text", TEXT.replace("schną", f"usychają {LONG_WORD}")),
            "outdated": suggest(review, "action", "cost", 10),
            "declined": suggest(review, "record", "title", "Zielone i chłodne podwórka"),
            "accepted": suggest(review, "vision", "main_aim", "Dwa razy więcej cienia."),
            "withdrawn": suggest(review, "record", "subtitle", LONG_WORD),
        }

    def disagree(self) -> None:
        document = self.document
        services.give_opinion(by=self.second, document=document, opinion="accept", reasons=LONG_WORD)
        services.give_opinion(by=self.review.judge, document=document, opinion="return", reasons="Za mało liczb.")

    def give_back(self) -> None:
        """The verdict; then the authors write on, and decide on most of what was suggested."""
        review = self.review
        services.return_for_changes(by=review.judge, document=review.document, reasons=LONG_WORD)
        self._refresh()
        write(review, "action", by=review.colleague, cost=20)
        services.decline_suggestion(by=review.author, suggestion=self.suggestions["declined"], reason=LONG_WORD)
        services.accept_suggestion(by=review.author, suggestion=self.suggestions["accepted"])
        services.withdraw_suggestion(by=review.judge, suggestion=self.suggestions["withdrawn"])

    def answer_all(self) -> None:
        outcomes = [Outcome.DONE, Outcome.PARTLY, Outcome.NOT]
        for number, thread in enumerate(unanswered(self.document)):
            services.answer(by=self.review.author, thread=thread, outcome=outcomes[number % 3], reason=f"Z {LONG_WORD}")

    def submit_again(self) -> None:
        """A second round, long overdue, about which the authors write on."""
        review = self.review
        review.round = services.submit_for_review(by=review.author, document=review.document)
        self._refresh()
        self.be_late()

    def be_late(self) -> None:
        Round.objects.filter(document=self.document).update(due_on=timezone.localdate() - datetime.timedelta(days=9))


def sent_empty(visitor: Visitor, path: str, form: str = SEND) -> Iterator[str]:
    """Open a page and send its form as it is: what is wrong with the answer."""
    visitor.go(path)
    with next_page(visitor.page):
        visitor.page.locator(form).first.evaluate("(form) => form.submit()")
    yield from visitor.faults(f"{path} sent empty")


def round_open(visitor: Visitor, busy: BusyReview) -> list[str]:
    """What the lead sees while the round is open."""
    review, action = busy.review, {"kind": "action", "row": row_id(busy.review, "action")}
    paths = [
        busy.at("review"), busy.at("review_opinion"), busy.at("review_return"), busy.at("review_accept"),
        busy.at("reviewers"), busy.at("review_extend"), busy.at("review_history"), busy.at("answers"),
        busy.at("review_changes"), busy.at("review_docx_import"),
        busy.at("thread_add"), busy.at("thread_add", section="actions", field="cost", **action),
        busy.at("thread_add", section="diagnosis", kind="diagnosis", row=row_id(review, "diagnosis"), quote="schną"),
        busy.at("suggestion_add", **action), busy.at("suggestion_add", field="cost", **action),
        busy.at("suggestion_add", kind="diagnosis", field="text"),
        *(reverse("thread", args=[thread.pk]) for thread in busy.threads),
        *(reverse("suggestion", args=[one.pk]) for one in busy.suggestions.values()),
    ]  # fmt: skip
    found: list[str] = []
    visitor.sign_in(review.judge)
    found += looked(visitor, paths)
    return found


def round_open_forms(visitor: Visitor, busy: BusyReview) -> list[str]:
    """What the lead is told when something is missing, opposite opinions, and what the authors see meanwhile."""
    review, action = busy.review, {"kind": "action", "row": row_id(busy.review, "action")}
    found: list[str] = []
    visitor.sign_in(review.judge)
    for name in ("thread_add", "review_return", "review_extend", "review_opinion", "reviewers", "review_docx_import"):
        found += sent_empty(visitor, busy.at(name))
    found += sent_empty(visitor, reverse("thread", args=[busy.threads[0].pk]), "form[data-keep]")
    found += sent_empty(visitor, busy.at("suggestion_add", field="cost", **action), "form.workbench-form")
    busy.disagree()
    found += looked(visitor, [busy.at("review"), busy.at("review_accept"), busy.at("review_return")])
    found += sent_empty(visitor, busy.at("review_accept"))
    visitor.sign_in(review.author)
    found += looked(visitor, [
        busy.at("review"), busy.at("review_take_back"), busy.at("answers"), busy.at("thread_add", section="actions"),
        reverse("thread", args=[busy.threads[0].pk]), reverse("initiative_section", args=[busy.slug, "dzialania"]),
        reverse("notice_list"),
    ])  # fmt: skip
    return found


def round_returned(visitor: Visitor, busy: BusyReview) -> list[str]:
    """What the authors do with a returned plan: suggestions of every fate, answers with errors, then all answered."""
    busy.give_back()
    found: list[str] = []
    visitor.sign_in(busy.review.author)
    found += looked(visitor, [
        busy.at("review"), busy.at("answers"), busy.at("review_submit"), busy.at("review_changes"), reverse("desk"),
        reverse("notice_list"), *(reverse("suggestion", args=[one.pk]) for one in busy.suggestions.values()),
        reverse("initiative_workbench", args=[busy.slug]),
    ])  # fmt: skip
    page = visitor.go(busy.at("answers"))
    page.locator("input[type=radio][value=not]").first.check()
    follow(page.locator("form[data-warn-unsaved] > .portal-button-row button"))
    found += visitor.faults("an answer without its reason")
    page = visitor.go(reverse("suggestion", args=[busy.suggestions["open"].pk]))
    page.locator("summary").last.click()
    follow(page.locator("button[value=decline]"))
    found += visitor.faults("declined without a reason")
    visitor.sign_in(busy.review.judge)
    found += looked(visitor, [busy.at("review"), busy.at("review_return"), busy.at("review_reopen")])  # 409 among them
    found += sent_empty(visitor, busy.at("review_reopen"))
    return found


def round_again(visitor: Visitor, busy: BusyReview) -> list[str]:
    """The second round: answers, what changed, both rounds on one page, and each desk."""
    busy.disagree()
    busy.give_back()
    busy.answer_all()
    busy.submit_again()
    second = busy.at("review_changes", od="1", do="2")
    found: list[str] = []
    visitor.sign_in(busy.review.judge)
    found += looked(visitor, [
        busy.at("review"), busy.at("review", runda="1"), busy.at("review_history"), busy.at("answers"),
        busy.at("answers", runda="1"), second, f"{second}&widok=obok", reverse("desk"), reverse("notice_list"),
        reverse("notice_settings"), reverse("notice_unsubscribe", args=[unsubscribe_token(busy.review.judge)]),
    ])  # fmt: skip
    page = visitor.go(reverse("notice_settings"))
    follow(page.locator(f'form[action="{reverse("calendar_renew")}"] button'))
    found += visitor.faults("a new address of the calendar")
    found += looked(visitor, [reverse("notice_settings")])
    visitor.sign_in(busy.review.coordinator)
    edition = busy.review.network.edition.slug
    found += looked(visitor, [
        reverse("board"), reverse("board", query={"pokaz": "po-terminie"}), reverse("board", query={"siec": "nie-ma"}),
        busy.at("review"), busy.at("reviewers"), reverse("review_rules", args=[edition]),
    ])  # fmt: skip
    found += sent_empty(visitor, reverse("criterion_add", args=[edition, "mid"]))
    return found


REVIEW_STAGES = (round_open, round_open_forms, round_returned, round_again)


def looked(visitor: Visitor, paths: list[str]) -> list[str]:
    """The faults of pages; one that breaks is a fault too."""
    found: list[str] = []
    for path in paths:
        answer = visitor.page.goto(visitor.address + path)
        assert answer is not None
        found += [f"{path}: status {answer.status}"] if answer.status >= 500 else visitor.faults(path)
    return found
