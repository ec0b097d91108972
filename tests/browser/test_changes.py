"""The page of changes in a browser: both views, wide and narrow, without JavaScript, while a comparison is prepared."""

from typing import Any

import pytest
from playwright.sync_api import expect

from documents.services import comparing
from documents.tasks import prepare_comparison
from initiatives.models import Action
from reviews import services
from reviews.enums import Outcome
from tests.browser.pages import BROWSER
from tests.reviews.factories import Review, submitted_mid
from tests.reviews.test_pages import address

pytestmark = [*BROWSER, pytest.mark.timeout(300)]

WIDE = "".join(f"<td>Kolumna numer {number}</td>" for number in range(12))
BEFORE = "<h3>Po co</h3><p>Sto nowych drzew przy szkołach.</p><p>Bez zmian tutaj.</p><p>Na końcu zdanie o wodzie.</p>"
AFTER = (
    "<p>Na końcu zdanie o wodzie.</p><h4>Po co</h4><p>Dwieście nowych <strong>drzew</strong> przy szkołach.</p>"
    f"<p>Bez zmian tutaj.</p><table><tbody><tr>{WIDE}</tr></tbody></table>"
)


def changed() -> Review:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Za krótko.")
    action = Action.objects.get(document=review.document)
    action.description = BEFORE
    action.save()
    review.round = services.submit_for_review(by=review.author, document=review.document)
    place = {"part_kind": "action", "part_id": str(action.pk), "field": "description"}
    thread = services.add_thread(
        by=review.judge, document=review.document, section="actions", text="Ile drzew?", **place
    )
    services.return_for_changes(by=review.judge, document=review.document, reasons="Nadal za krótko.")
    action.description, action.lead = AFTER, "Ktoś inny"
    action.save()
    services.answer(by=review.author, thread=thread, outcome=Outcome.DONE)
    services.submit_for_review(by=review.author, document=review.document)
    return review


def test_both_views_are_accessible_and_fit_a_phone(visitors: Any) -> None:
    review = changed()
    for width in (1280, 320):
        visitor = visitors(width=width)
        visitor.sign_in(review.judge)
        for query in ({}, {"widok": "obok"}):
            page = visitor.go(address("review_changes", review, **query))
            expect(page.locator("article")).to_have_count(1)
            assert visitor.faults(f"changes at {width} {query}") == []
            assert not visitor.wider_than_window()


def test_the_address_leads_to_the_change_and_on_to_the_remark(visitors: Any) -> None:
    review = changed()
    visitor = visitors()
    visitor.sign_in(review.judge)
    page = visitor.go(address("review_changes", review, od="2", do="3"))
    field = page.locator("[id$=-description]")
    expect(field.locator("del").first).to_be_attached()
    assert "Dwieście" in field.inner_text()
    field.locator(".changes-remarks a").click()
    expect(page.get_by_text("Ile drzew?").first).to_be_visible()


def test_a_long_comparison_appears_by_itself(visitors: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    review = changed()
    asked: list[tuple] = []
    monkeypatch.setattr(comparing, "LONG", 10)
    monkeypatch.setattr(prepare_comparison, "delay", lambda *arguments: asked.append(arguments))
    visitor, plain = visitors(), visitors(java_script_enabled=False)
    for one in (visitor, plain):
        one.sign_in(review.judge)
    page = visitor.go(address("review_changes", review, od="1", do="3"))
    expect(page.get_by_role("status").filter(has=page.locator(".portal-notice"))).to_be_visible()
    without = plain.go(address("review_changes", review, od="1", do="3"))
    expect(without.locator("article")).to_have_count(0)
    prepare_comparison(*asked[0])
    expect(page.locator("article")).to_have_count(1)
    without.locator("#changes a").click()
    expect(without.locator("article")).to_have_count(1)
