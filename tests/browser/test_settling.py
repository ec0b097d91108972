"""What htmx puts into a page takes no inline style from what stood there: the portal's policy forbids it."""

from typing import Any

from playwright.sync_api import expect

from reviews.services import add_thread, return_for_changes
from tests.browser.pages import BROWSER
from tests.reviews.factories import submitted_mid

pytestmark = BROWSER


def test_an_answer_is_saved_without_errors_after_its_field_was_resized_in_a_narrow_window(visitors: Any) -> None:
    visitor, review = visitors(), submitted_mid()
    number = add_thread(
        by=review.judge, document=review.document, section="aims", text="Za ogólne.", kind="must"
    ).number
    return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    errors: list[str] = []
    visitor.page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    visitor.sign_in(review.author)
    page = visitor.go(f"/praca/ocena/{review.document.slug}/odpowiedzi/")
    page.set_viewport_size({"width": 320, "height": 900})
    page.check(f"[name=answer-{number}-outcome][value=partly]")
    page.fill(f"#answer-{number}-reason", "Połowa.")
    # The handle of a field writes its height into the element itself.
    page.evaluate(f"document.querySelector('#answer-{number}-reason').style.height = '240px'")
    page.click(f"#zapisz-{number}")
    expect(page.locator(".portal-message--success")).to_be_visible()
    page.wait_for_timeout(300)
    assert errors == []
