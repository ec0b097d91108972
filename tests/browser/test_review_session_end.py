"""The session ends while somebody writes in a review: nothing typed is lost, and it is sent after signing in again."""

from typing import Any

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from reviews.models import Answer, Comment
from reviews.services import add_thread, return_for_changes
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER
from tests.reviews.factories import Review, submitted_mid

pytestmark = BROWSER
#: milliseconds in which a second click on the same button does not count
DOUBLE_CLICK = 1100


def end_session(visitor: Visitor) -> None:
    """The session is gone, and the token of the forms with it, as after signing in anew."""
    Session.objects.all().delete()
    visitor.page.context.clear_cookies(name="csrftoken")


def told(page: Page, name: str) -> Any:
    return page.locator(f"main [data-signing-{name}]")


def remark(review: Review) -> Any:
    return add_thread(by=review.judge, document=review.document, section="aims", text="Za ogólne.", kind="must")


def test_a_reply_stays_and_is_sent_after_signing_in_in_another_tab(visitors: Any) -> None:
    visitor, review = visitors(), submitted_mid()
    thread = remark(review)
    visitor.sign_in(review.author)
    page = visitor.go(f"/praca/ocena/uwagi/{thread.pk}/")
    page.locator(".editor-text").click()
    page.keyboard.type("Doprecyzujemy.")
    end_session(visitor)
    send = page.locator("form[data-keep] button[type=submit]")
    send.click()
    expect(told(page, "over")).to_be_focused()
    expect(page.locator(".editor-text")).to_have_text("Doprecyzujemy.")
    assert told(page, "over").locator("a").get_attribute("target") == "_blank"
    # A colleague's account in the same browser sends nothing in one's name.
    visitor.sign_in(review.colleague)
    page.wait_for_timeout(DOUBLE_CLICK)
    send.click()
    expect(told(page, "other")).to_be_visible()
    visitor.sign_in(review.author)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(told(page, "back")).to_be_visible()
    assert thread.comments.count() == 1
    page.wait_for_timeout(DOUBLE_CLICK)
    send.click()
    expect(page.locator(".portal-message--success")).to_be_visible()
    assert [one.author for one in Comment.objects.filter(thread=thread).order_by("created_at")] == [
        review.judge, review.author,
    ]  # fmt: skip


def test_an_answer_stays_and_is_saved_after_signing_in_again(visitors: Any) -> None:
    visitor, review = visitors(), submitted_mid()
    number = remark(review).number
    return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    visitor.sign_in(review.author)
    page = visitor.go(f"/praca/ocena/{review.document.slug}/odpowiedzi/")
    page.check(f"[name=answer-{number}-outcome][value=partly]")
    page.fill(f"#answer-{number}-reason", "Połowa.")
    end_session(visitor)
    page.click(f"#zapisz-{number}")
    expect(told(page, "over")).to_be_visible()
    expect(page.locator(f"#answer-{number}-reason")).to_have_value("Połowa.")
    assert visitor.violations() == []
    visitor.sign_in(review.author)
    page.click(f"#zapisz-{number}")
    expect(page.locator(".portal-message--success")).to_be_visible()
    assert Answer.objects.get().reason == "Połowa."
