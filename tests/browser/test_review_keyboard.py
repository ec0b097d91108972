"""A review by keyboard alone: every control is a stop of the Tab key, the focus is seen, each job gets done."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reviews import services
from reviews.models import Answer, Suggestion
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, next_page
from tests.browser.test_keyboard import Keyboard
from tests.browser.test_keyboard_everywhere import CONTROLS, reached
from tests.reviews.factories import Review, row_id
from tests.reviews.test_suggestions import prepared, suggest, write

pytestmark = [*BROWSER, pytest.mark.timeout(300)]


@pytest.fixture
def review(portal: str, settings: Any) -> Review:
    settings.CELERY_TASK_ALWAYS_EAGER = False  # nobody waits for the PDFs
    review = prepared()
    review.author.name = "Anna Nowak"
    review.author.save()
    return review


def at(review: Review, name: str, **query: str) -> str:
    return reverse(name, args=[review.document.slug], query=query)


def hands_of(visitors: Any, person: Any) -> tuple[Visitor, Keyboard]:
    visitor = visitors()
    visitor.sign_in(person)
    return visitor, Keyboard(visitor.page)


def unreached(visitor: Visitor, hands: Keyboard, paths: list[str]) -> list[str]:
    """Controls of the pages at which Tab never stops, and places at which nobody sees where they are."""
    found: list[str] = []
    for path in paths:
        visitor.go(path)
        controls = set(hands.page.evaluate(CONTROLS))
        found += [f"{path}: {name}" for name in controls - reached(hands)]
    return found + hands.unseen


def test_every_control_of_the_lead_is_a_stop(visitors: Any, review: Review) -> None:
    visitor, hands = hands_of(visitors, review.judge)
    services.begin_rules(edition=review.network.edition)
    thread = services.add_thread(by=review.judge, document=review.document, section="actions", text="Skąd?")
    paths = [
        at(review, "review"), at(review, "review_opinion"), at(review, "review_return"), at(review, "review_accept"),
        at(review, "reviewers"), at(review, "review_extend"), at(review, "review_changes"),
        at(review, "review_docx_import"), reverse("thread", args=[thread.pk]),
        at(review, "thread_add", section="diagnosis", kind="diagnosis", row=row_id(review, "diagnosis")),
        at(review, "suggestion_add", kind="diagnosis", field="text"), reverse("notice_settings"),
        reverse("notice_list"),
    ]  # fmt: skip
    assert unreached(visitor, hands, paths) == []


def test_every_control_of_the_authors_and_of_coordinators_is_a_stop(visitors: Any, review: Review) -> None:
    services.add_thread(by=review.judge, document=review.document, section="actions", text="Skąd?")
    one = suggest(review, "record", "title", "Zielone i chłodne podwórka")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    visitor, hands = hands_of(visitors, review.author)
    paths = [at(review, "answers"), reverse("suggestion", args=[one.pk]), at(review, "review_submit")]
    assert unreached(visitor, hands, paths) == []
    visitor.sign_in(review.coordinator)
    edition = review.network.edition.slug
    paths = [
        reverse("board"),
        at(review, "review_reopen"),
        reverse("review_rules", args=[edition]),
        reverse("criterion_add", args=[edition, "mid"]),
    ]
    assert unreached(visitor, hands, paths) == []


def test_wording_and_answers_by_keyboard(visitors: Any, review: Review) -> None:
    visitor, _hands = hands_of(visitors, review.judge)
    page = visitor.go(at(review, "suggestion_add", kind="action", row=row_id(review, "action"), field="cost"))
    page.locator("#wording_action_cost").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1200")
    with next_page(page):
        page.keyboard.press("Enter")
    made = Suggestion.objects.get()
    thread = services.add_thread(by=review.judge, document=review.document, section="actions", text="Skąd?")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    write(review, "action", lead="Zieleń Miejska")
    visitor.sign_in(review.author)
    page = visitor.go(reverse("suggestion", args=[made.pk]))
    page.locator("button[value=accept]").focus()
    with next_page(page):
        page.keyboard.press("Enter")
    page = visitor.go(at(review, "answers"))
    page.locator(f"#answer-{thread.number}-outcome_0").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.locator(f"#answer-{thread.number}-reason").focus()
    page.keyboard.type("Z oferty.")
    page.locator(f"#zapisz-{thread.number}").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#postep-odpowiedzi progress")).to_have_attribute("value", "2")
    assert Answer.objects.get(thread=thread).outcome == "not"


def test_a_filter_keeps_the_focus(visitors: Any, review: Review) -> None:
    for kind in ("must", "praise"):
        services.add_thread(by=review.judge, document=review.document, section="actions", text="Tak.", kind=kind)
    visitor, _hands = hands_of(visitors, review.judge)
    page = visitor.go(at(review, "review"))
    page.locator(".review-filters summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chip = page.locator(".review-chip:focus")
    name = chip.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.locator(".review-chip--chosen")).to_have_count(1)
    expect(page.locator(f"#{name}")).to_be_focused()
    expect(page.locator(".review-index__item")).to_have_count(1)
