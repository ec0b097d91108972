"""Remarks in the browser: on words that are selected, with names after an at sign, beside the text and below it."""

from typing import Any

from playwright.sync_api import Page, expect

from reviews.models import Mention, Sight, Thread
from reviews.services import add_thread
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER
from tests.reviews.factories import Review, row_id, submitted_mid

pytestmark = BROWSER

SELECT = """() => {
  const place = document.querySelector('[data-place$="|text"][data-place*="diagnosis"] p');
  const range = document.createRange();
  range.setStart(place.lastChild, 1);
  range.setEnd(place.lastChild, 4);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def review_page(visitor: Visitor, review: Review) -> Page:
    return visitor.go(f"/praca/ocena/{review.document.slug}/")


def test_a_remark_on_selected_words_by_mouse_and_by_keyboard(visitors: Any) -> None:
    visitor = visitors()
    review = submitted_mid()
    visitor.sign_in(review.judge)
    page = review_page(visitor, review)
    words = page.locator('[data-place*="diagnosis"][data-place$="|text"] p').first
    words.dblclick(position={"x": 10, "y": 10})
    button = page.locator(".review-select__button")
    expect(button).to_be_visible()
    button.click()
    expect(page.locator("#id_quote")).to_have_value("Miasto")
    page.locator(".editor-text").click()
    page.keyboard.type("Które?")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("mark.review-mark")).to_have_text("Miasto")
    # By keyboard: the keys extend what is selected, and Tab leads from it to the button.
    page.evaluate(SELECT)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".review-select__button")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".review-select__button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_quote")).to_have_value("się")
    page.go_back()
    page.evaluate(SELECT)
    expect(page.locator(".review-select__button")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".review-select__button")).to_be_hidden()
    assert Thread.objects.get().anchor.quote == "Miasto"


def test_names_after_an_at_sign_and_words_that_wait(visitors: Any) -> None:
    visitor = visitors()
    review = submitted_mid()
    review.author.name = "Anna Nowak"
    review.author.save()
    visitor.sign_in(review.judge)
    page = visitor.go(f"/praca/ocena/{review.document.slug}/uwaga/?section=actions")
    page.locator(".editor-text").click()
    page.keyboard.type("Proszę @Ann")
    expect(page.locator(".review-names [role=option]")).to_have_text("Anna Nowak")
    page.keyboard.press("Enter")
    expect(page.locator(".editor-text")).to_contain_text("Proszę @Anna Nowak")
    page.wait_for_timeout(800)
    page.reload()
    expect(page.locator(".editor-text")).to_contain_text("Proszę @Anna Nowak")
    expect(page.locator("[data-came-back]")).to_be_visible()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".review-remark")).to_have_count(1)
    assert [mention.user for mention in Mention.objects.all()] == [review.author]
    # What has arrived does not come back into the next remark on the same place.
    page = visitor.go(f"/praca/ocena/{review.document.slug}/uwaga/?section=actions")
    expect(page.locator(".editor-text")).to_have_text("")
    expect(page.locator("[data-came-back]")).to_be_hidden()


def test_two_passages_of_one_field_keep_their_words_apart(visitors: Any) -> None:
    visitor = visitors()
    review = submitted_mid()
    visitor.sign_in(review.judge)
    row = row_id(review, "diagnosis")
    place = f"/praca/ocena/{review.document.slug}/uwaga/?section=diagnosis&kind=diagnosis&row={row}&field=text"
    for quote, words in (("Miasto", "O mieście."), ("się", "O sobie.")):
        page = visitor.go(f"{place}&quote={quote}")
        expect(page.locator(".editor-text")).to_have_text("")
        page.locator(".editor-text").click()
        page.keyboard.type(words)
        page.wait_for_timeout(800)
    for quote, words in (("Miasto", "O mieście."), ("się", "O sobie.")):
        page = visitor.go(f"{place}&quote={quote}")
        expect(page.locator(".editor-text")).to_have_text(words)
        expect(page.locator("#id_quote")).to_have_value(quote)


def test_what_was_shown_counts_as_seen_and_the_pages_are_sound(visitors: Any) -> None:
    visitor = visitors()
    review = submitted_mid()
    thread = add_thread(by=review.judge, document=review.document, section="summary", text="Skrócić.")
    visitor.sign_in(review.author)
    page = review_page(visitor, review)
    card = page.locator(f"#uwaga-{thread.pk}")
    expect(card).to_have_attribute("data-unseen", "")
    card.scroll_into_view_if_needed()
    expect(card).not_to_have_attribute("data-unseen", "", timeout=10_000)
    page.wait_for_timeout(1500)
    assert Sight.objects.filter(thread=thread, user=review.author).exists()
    faults = visitor.faults("review")
    visitor.go(f"/praca/ocena/uwagi/{thread.pk}/")
    faults += visitor.faults("thread")
    visitor.go(f"/praca/ocena/{review.document.slug}/uwaga/")
    assert faults + visitor.faults("note") == []
