"""An expert suggests wording; two clerks see the difference, accept, change and decline it, and answer every remark."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from documents.queries import stored
from reviews import services
from reviews.models import Answer, Suggestion
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, editor, follow, next_page, settle
from tests.reviews.factories import Review, draft_mid, row_id
from tests.reviews.test_suggestions import TEXT, live, part_kind, suggest, write

pytestmark = [*BROWSER, pytest.mark.timeout(300)]


@pytest.fixture
def review(portal: str) -> Review:
    review = draft_mid()
    write(review, "diagnosis", text=TEXT)
    review.round = services.submit_for_review(by=review.author, document=review.document)
    review.document.refresh_from_db()
    return review


def address(review: Review, name: str, query: str = "") -> str:
    return reverse(name, args=[review.document.slug]) + query


def form_of(visitor: Visitor, review: Review, kind: str, field: str) -> Any:
    return visitor.go(address(review, "suggestion_add", f"?kind={kind}&row={row_id(review, kind)}&field={field}"))


def value(review: Review, kind: str, field: str) -> Any:
    return stored(live(review, kind), part_kind(kind).field(field))


def test_an_expert_suggests_in_the_fields_own_control(visitors: Any, review: Review) -> None:
    expert = visitors()
    expert.sign_in(review.judge)
    page = form_of(expert, review, "diagnosis", "text")
    assert expert.faults("a rich field") == []
    place = editor(page, "wording_diagnosis_text")
    place.locator("p", has_text="Drzewa").click()
    page.keyboard.press("End")
    page.keyboard.type(" Trzeba je podlewać.")
    page.fill("#remark-text", "Bez wody uschną.")
    follow(page.locator("form.workbench-form button[type=submit]").last)
    made = Suggestion.objects.get()
    assert made.proposed == TEXT.replace("schną.", "schną. Trzeba je podlewać.")
    shown = page.locator(f"#propozycja-{made.pk}")
    expect(shown.locator("ins", has_text="Trzeba je podlewać.")).to_be_visible()
    assert expert.faults("the difference on the review page") == []

    page = form_of(expert, review, "action", "cost")
    page.fill("#wording_action_cost", "dużo")
    follow(page.locator("form.workbench-form button[type=submit]").last)
    expect(page.locator("#wording_action_cost_error")).to_be_visible()
    expect(page.locator("#wording_action_cost")).to_have_value("dużo")
    assert expert.faults("a wrong amount") == []
    page.fill("#wording_action_cost", "1 200,50")
    follow(page.locator("form.workbench-form button[type=submit]").last)
    assert Suggestion.objects.latest("created_at").proposed == "1200.50"


def test_the_authors_accept_change_and_decline(visitors: Any, review: Review) -> None:
    taken = suggest(review, "diagnosis", "text", TEXT.replace("schną", "usychają"))
    changed = suggest(review, "action", "cost", 10)
    left = suggest(review, "record", "title", "Zielone i chłodne podwórka")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    write(review, "action", by=review.colleague, cost=20)
    clerk = visitors()
    clerk.sign_in(review.author)

    page = clerk.go(address(review, "review"))
    follow(page.locator(f"#propozycja-{taken.pk} button[value=accept]"))
    assert value(review, "diagnosis", "text") == TEXT.replace("schną", "usychają")

    page = clerk.go(reverse("suggestion", args=[changed.pk]))
    expect(page.locator(".portal-notice--warning")).to_be_visible()
    expect(page.locator("button[value=accept]")).to_have_count(0)
    assert clerk.faults("an outdated suggestion") == []
    page.fill("#edited_action_cost", "15")
    follow(page.locator("button[value=edit]"))
    assert value(review, "action", "cost") == "15.00"

    page = clerk.go(reverse("suggestion", args=[left.pk]))
    assert clerk.faults("an open suggestion") == []
    page.locator("summary").last.click()
    with next_page(page):
        page.locator("button[value=decline]").click()
    expect(page.locator("#decline-reason_error")).to_be_visible()
    assert clerk.faults("declining without a reason") == []
    page.fill("#decline-reason", "Tytuł przyjęła rada.")
    follow(page.locator("button[value=decline]"))
    assert {one.state for one in Suggestion.objects.all()} == {"accepted", "edited", "declined"}
    clerk.go(reverse("suggestion", args=[left.pk]))
    assert clerk.faults("a decided suggestion") == []


@pytest.mark.parametrize("scripts", [True, False])
def test_every_remark_is_answered_before_the_submission(visitors: Any, review: Review, scripts: bool) -> None:
    place = {"section": "actions", "part_kind": "action", "part_id": row_id(review, "action"), "field": "cost"}
    threads = [
        services.add_thread(by=review.judge, document=review.document, text=f"Uwaga {number}", **place)
        for number in range(3)
    ]
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    write(review, "action", cost=20)
    clerk = visitors(java_script_enabled=scripts)
    clerk.sign_in(review.author)
    page = clerk.go(address(review, "review_submit"))
    expect(page.locator("#bez-odpowiedzi")).to_be_visible()
    page = clerk.go(address(review, "answers"))
    if scripts:
        assert clerk.faults("the page of answers") == []
    first, second, third = (f"#answer-{thread.number}" for thread in threads)
    page.fill(f"{second}-reason", "Pisane, jeszcze nie zapisane")
    page.check(f"{first}-outcome_2")
    page.locator(f"#zapisz-{threads[0].number}").click()
    expect(page.locator(f"#odpowiedz-{threads[0].number} .govuk-error-message").first).to_be_visible()
    expect(page.locator(f"{second}-reason")).to_have_value("Pisane, jeszcze nie zapisane")
    page.fill(f"{first}-reason", "Kwota wynika z przetargu.")
    page.check(f"{second}-outcome_1")
    page.locator(f"#zapisz-{threads[0].number}").click()
    expect(page.locator("#postep-odpowiedzi progress")).to_have_attribute("value", "1" if scripts else "2")
    expect(page.locator(f"{second}-reason")).to_have_value("Pisane, jeszcze nie zapisane")
    if scripts:
        settle(page)
    page.check(f"{third}-outcome_0")
    follow(page.locator("form[data-warn-unsaved] > .portal-button-row button"))
    answers = {answer.thread_id: answer for answer in Answer.objects.all()}
    assert [answers[thread.pk].outcome for thread in threads] == ["not", "partly", "done"]
    # What was not done has no change to show.
    assert [[place["field"] for place in answers[thread.pk].places] for thread in threads] == [[], ["cost"], ["cost"]]
    page = clerk.go(address(review, "review_submit"))
    expect(page.locator("#bez-odpowiedzi")).to_have_count(0)
    follow(page.locator("main form button[type=submit]").last)
    expert = visitors(java_script_enabled=scripts)
    expert.sign_in(review.judge)
    expert.go(address(review, "review"))
    expect(expert.page.locator(".review-answer").first).to_be_visible()
    expert.go(address(review, "answers"))
    if scripts:
        assert expert.faults("the tables of remarks and answers") == []
