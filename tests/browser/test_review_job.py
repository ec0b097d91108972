"""The whole review on real pages, in four windows: two clerks, the lead expert and a reviewer whom she asks.

Remarks of every kind and anchor, wording of every fate, answers, another submission, what changed, the verdict, print.
"""

import re
from typing import Any
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from documents.models import Document
from documents.parts import document_kind
from documents.queries import rows, single
from reviews.models import Round, Suggestion, Thread
from tests import factories
from tests.browser.pages import BROWSER, button, follow, visit
from tests.browser.writers import append, expect_saved
from tests.publishing.extraction import text_of
from tests.reviews.test_suggestions import TEXT

pytestmark = [*BROWSER, pytest.mark.timeout(300)]

SECRET = "Między nami: budżet jest za duży."
#: the place of a remark as its address names it, the words it is about, its kind and what it says
REMARKS = (
    ({}, "", "must", "Plan potrzebuje jednej myśli przewodniej."),
    ({"section": "challenge"}, "", "consider", "Może dodać mapę upałów?"),
    ({"section": "actions", "kind": "action"}, "", "must", "Kto podleje drzewa?"),
    ({"section": "stakeholders", "kind": "stakeholder", "field": "interest"}, "", "should", "Skąd ta piątka?"),
    ({"section": "diagnosis", "kind": "diagnosis", "field": "text"}, "schną", "should", "Od którego roku?"),
    ({"section": "summary", "kind": "summary"}, "", "praise", "Zwięźle i jasno."),
)
#: a suggested wording: the kind of part, its field, what is typed, and why
SUGGESTED = (
    ("action", "title", "Sadzenie i podlewanie drzew", "Bez wody uschną."),
    ("vision", "main_aim", "Dwa razy więcej cienia.", "Cel ma być mierzalny."),
    ("record", "title", "Zielone i chłodne podwórka", "Tytuł mówi o skutku."),
)
ANSWERS = {
    "Plan potrzebuje jednej myśli przewodniej.": ("done", "Myślą jest cień."),
    "Kto podleje drzewa?": ("done", "Podleje Zieleń Miejska."),
    "Skąd ta piątka?": ("not", "Z ankiety mieszkańców."),
    "Od którego roku?": ("partly", "Dane są od 2019 roku."),
    "Bez wody uschną.": ("done", "Przyjęte słowo w słowo."),
    "Cel ma być mierzalny.": ("partly", "Przyjęte ze zmianą."),
    "Tytuł mówi o skutku.": ("not", "Tytuł uchwaliła rada."),
}


class Programme:
    """A filled draft, its two clerks, the lead expert, and an expert of another network."""

    def __init__(self) -> None:
        participation = factories.participation()
        password = {"password": factories.PASSWORD}
        self.anna: User = factories.member(participation, 1, name="Anna Nowak", **password)
        self.jan: User = factories.member(participation, 2, name="Jan Lis", **password)
        self.lead: User = factories.expert(participation.network, name="Ewa Sowa", **password)
        other = factories.network(edition=participation.edition)
        self.second: User = factories.expert(other, name="Piotr Kos", **password)
        self.slug = factories.initiative(participation).document.slug
        factories.fill_mid(Document.objects.get(slug=self.slug), by=self.anna)
        self.write("diagnosis", text=TEXT)

    def state(self) -> str:
        return Document.objects.get(slug=self.slug).state

    def part(self, key: str) -> Any:
        document, kind = Document.objects.get(slug=self.slug), document_kind("mid").part_kind(key)
        return rows(document, kind)[0] if kind.many else single(document, kind)

    def write(self, key: str, **values: Any) -> None:
        part = self.part(key)
        for name, value in values.items():
            setattr(part, name, value)
        part.save()

    def at(self, name: str, **query: str) -> str:
        return reverse(name, args=[self.slug], query=query)


@pytest.fixture
def programme(portal: str) -> Programme:
    return Programme()


def submit(page: Page, programme: Programme, note: str) -> None:
    visit(page, programme.at("review_submit"))
    page.fill("#id_note", note)
    follow(button(page, "Submit for review"))
    assert programme.state() == "submitted"


def ask(page: Page, programme: Programme) -> None:
    """The lead reviewer asks another person for an opinion."""
    visit(page, programme.at("reviewers"))
    page.select_option("#id_person", str(programme.second.pk))
    follow(button(page, "Ask for a review"))
    expect(page.locator("main tbody tr")).to_have_count(2)


def remark(page: Page, programme: Programme, place: dict[str, str], quote: str, kind: str, text: str) -> None:
    query = {name: value for name, value in place.items() if name != "field"}
    if "kind" in query:
        query["row"] = str(programme.part(query["kind"]).pk)
    visit(page, programme.at("thread_add", **query))
    if "field" in place:
        page.select_option("#id_place", f"{query['kind']}|{query['row']}|{place['field']}")
    page.fill("#id_quote", quote)
    page.check(f"[name=kind][value={kind}]")
    if text == SECRET:
        page.check("[name=audience][value=reviewers]")
    expect(page.locator(".editor-text")).to_have_text("")
    page.locator(".editor-text").click()
    page.keyboard.type(text)
    follow(page.locator("main form button[type=submit]").first)
    expect(page.locator(".review-remark", has_text=text)).to_be_visible()


def suggest(page: Page, programme: Programme, kind: str, field: str, wording: str, why: str) -> None:
    visit(page, programme.at("suggestion_add", kind=kind, row=str(programme.part(kind).pk), field=field))
    page.fill(f"#wording_{kind}_{field}", wording)
    page.fill("#remark-text", why)
    follow(page.locator("form.workbench-form button[type=submit]").last)
    expect(page.locator(".review-suggestion", has_text=why).or_(page.get_by_text(why)).first).to_be_visible()


def give_opinion(page: Page, programme: Programme, opinion: str, reasons: str) -> None:
    visit(page, programme.at("review_opinion"))
    page.check(f"[name=opinion][value={opinion}]")
    page.fill("[name=reasons]", reasons)
    follow(button(page, "Save the opinion"))


def return_it(page: Page, programme: Programme) -> None:
    """The other reviewer's opinion stands before the verdict, however the lead reviewer decides."""
    visit(page, programme.at("review_return"))
    expect(page.get_by_text("Dla mnie gotowe.")).to_be_visible()
    page.fill("#id_reasons", "Dopiszcie podlewanie.")
    follow(button(page, "Return for changes"))
    assert programme.state() == "returned"


def decide(anna: Page, jan: Page, programme: Programme) -> None:
    """One wording is taken over, one changed, one declined; both clerks do it."""
    taken, changed, left = (Suggestion.objects.get(thread__field=field, thread__part_kind=kind).pk
                            for kind, field, _wording, _why in SUGGESTED)  # fmt: skip
    visit(anna, programme.at("review"))
    expect(anna.get_by_text(SECRET)).to_have_count(0)
    follow(anna.locator(f"#propozycja-{taken} button[value=accept]"))
    visit(jan, reverse("suggestion", args=[changed]))
    jan.locator("summary").first.click()
    jan.fill("#edited_vision_main_aim", "Trzy razy więcej cienia.")
    follow(jan.locator("button[value=edit]"))
    visit(jan, reverse("suggestion", args=[left]))
    jan.locator("summary").last.click()
    jan.fill("#decline-reason", "Tytuł uchwaliła rada.")
    follow(jan.locator("button[value=decline]"))
    assert {one.state for one in Suggestion.objects.all()} == {"accepted", "edited", "declined"}
    assert programme.part("action").title == SUGGESTED[0][2]


def edit(page: Page, programme: Programme) -> None:
    """From the remark to its place, where the text is changed."""
    thread = Thread.objects.get(comments__text__contains="Od którego roku?")
    visit(page, programme.at("answers"))
    follow(page.locator(f"#odpowiedz-{thread.number} a[href*='/praca/mid/']").first)
    append(page, "diagnosis_text", " Od 2019 roku.")
    expect_saved(page)


def answer_all(page: Page, programme: Programme) -> None:
    """Nothing is submitted before every remark that asks for a change is answered."""
    visit(page, programme.at("review_submit"))
    expect(page.locator("#bez-odpowiedzi")).to_be_visible()
    visit(page, programme.at("answers"))
    for text, (outcome, reason) in ANSWERS.items():
        number = Thread.objects.get(comments__text__contains=text).number
        page.check(f"[name=answer-{number}-outcome][value={outcome}]")
        page.fill(f"#answer-{number}-reason", reason)
    follow(button(page, "Save all answers"))
    visit(page, programme.at("review_submit"))
    expect(page.locator("#bez-odpowiedzi")).to_have_count(0)


def read_changes(page: Page, programme: Programme) -> None:
    """Only what moved since the reviewer last looked, each change beside the remark that it answers."""
    visit(page, programme.at("review_changes"))
    changes = page.locator("#changes")
    expect(changes.locator("ins", has_text="Od 2019 roku.")).to_be_visible()
    expect(changes.locator("ins", has_text="podlewanie")).to_be_visible()
    expect(changes.locator("article")).to_have_count(3)
    expect(changes.get_by_text("Posadzić drzewa.")).to_have_count(0)
    remarks = changes.locator(".changes-remarks")
    for text in ("Od którego roku?", "Bez wody uschną.", "Cel ma być mierzalny."):
        expect(remarks.get_by_text(text).first).to_be_visible()


def accept(page: Page, programme: Programme) -> None:
    visit(page, programme.at("review_accept"))
    page.fill("#id_reasons", "Dziękuję za odpowiedzi.")
    page.check("[name=despite_musts]")
    follow(button(page, "Accept"))
    assert programme.state() == "accepted"


def check_annex(page: Page, programme: Programme) -> None:
    """The printed annex lists every remark with its answer, and nothing private."""
    version = Round.objects.latest("number").version
    visit(page, reverse("version_pdf", args=[version.pk, "remarks"]))
    make = button(page, "Make the PDF")
    if make.count():
        follow(make)
    path = page.locator("#rendering-status a[download]").get_attribute("href") or ""
    found = loose(text_of(page.request.get(urljoin(page.url, path)).body()))
    said = [text for *_rest, text in REMARKS] + [why for *_rest, why in SUGGESTED]
    said += [reason for _outcome, reason in ANSWERS.values()]
    assert [text for text in said if loose(text) not in found] == []
    assert loose(SECRET) not in found


def loose(text: str) -> str:
    """Words without spaces and hyphens, which lines of a page break at."""
    return re.sub(r"[\W_]+", "", text)


def test_the_review_in_four_windows(programme: Programme, visitors: Any) -> None:
    anna, jan, lead, second = (
        visitors().sign_in_by_form(one) for one in (programme.anna, programme.jan, programme.lead, programme.second)
    )
    submit(anna, programme, "Prosimy o uwagi.")
    ask(lead, programme)
    for place, quote, kind, text in REMARKS:
        remark(lead, programme, place, quote, kind, text)
    remark(lead, programme, {"section": "actions"}, "", "consider", SECRET)
    for wording in SUGGESTED:
        suggest(lead, programme, *wording)
    give_opinion(second, programme, "accept", "Dla mnie gotowe.")
    return_it(lead, programme)
    decide(anna, jan, programme)
    edit(jan, programme)
    answer_all(anna, programme)
    submit(jan, programme, "Odpowiedzieliśmy na wszystko.")
    read_changes(lead, programme)
    accept(lead, programme)
    check_annex(anna, programme)
