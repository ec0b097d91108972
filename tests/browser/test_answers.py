"""Answers that are saved one by one: those that wait are neither forgotten nor left without asking."""

from typing import Any

from playwright.sync_api import Dialog, Page, expect

from reviews.models import Answer
from reviews.services import add_thread, return_for_changes
from tests.browser.pages import BROWSER
from tests.reviews.factories import Review, submitted_mid

pytestmark = BROWSER


def to_answer(review: Review, count: int) -> list[int]:
    """The numbers of so many remarks of a returned plan."""
    place = {"document": review.document, "section": "aims", "kind": "must"}
    numbers = [add_thread(by=review.judge, text=f"Uwaga {one}.", **place).number for one in range(count)]
    return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    return numbers


def asks_before_leaving(page: Page) -> bool:
    """Whether the page, asked to close, asks back. It stays open."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    return asked == ["beforeunload"]


def test_what_waits_in_another_answer_is_asked_about(visitors: Any) -> None:
    visitor, review = visitors(), submitted_mid()
    first, second = to_answer(review, 2)
    visitor.sign_in(review.author)
    page = visitor.go(f"/praca/ocena/{review.document.slug}/odpowiedzi/")
    page.fill(f"#answer-{first}-reason", "Jeszcze piszemy.")
    page.check(f"[name=answer-{second}-outcome][value=done]")
    page.click(f"#zapisz-{second}")
    expect(page.locator(".portal-message--success")).to_be_visible()
    assert Answer.objects.get().thread.number == second
    assert asks_before_leaving(page)
    expect(page.locator(f"#answer-{first}-reason")).to_have_value("Jeszcze piszemy.")
    # A refused answer is not saved either.
    page.check(f"[name=answer-{first}-outcome][value=not]")
    page.fill(f"#answer-{first}-reason", " ")
    page.click(f"#zapisz-{first}")
    expect(page.locator(f"#odpowiedz-{first} .govuk-error-message")).to_be_visible()
    assert asks_before_leaving(page)
    page.fill(f"#answer-{first}-reason", "Nie ma danych.")
    page.wait_for_timeout(1100)
    page.click(f"#zapisz-{first}")
    expect(page.locator(f"#odpowiedz-{first} .govuk-error-message")).to_have_count(0)
    assert Answer.objects.count() == 2
    page.evaluate("location.assign('/praca/')")
    page.wait_for_url("**/praca/")
