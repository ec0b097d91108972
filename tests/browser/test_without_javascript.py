"""With scripts switched off: signing in, writing, filtering, remarks."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from documents.models import Document
from initiatives.models import Action, Diagnosis
from reviews.models import Thread
from reviews.services import submit_for_review
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, button, follow, polish, visit

pytestmark = BROWSER


@pytest.fixture
def document(portal: str) -> Document:
    participation = factories.participation()
    factories.member(participation, password=factories.PASSWORD, email="anna@miasto.example")
    factories.expert(participation.network, email="ewa@bank.example")
    document = factories.initiative(participation).document
    factories.fill_mid(document, by=author_of(document))
    return document


def author_of(document: Document) -> Any:
    return document.initiative.participation.seats.get().user


@pytest.fixture
def plain(visitors: Any) -> Visitor:
    """A browser that runs no scripts."""
    return visitors(java_script_enabled=False)


def save_of(page: Page, form: str) -> Locator:
    return page.locator(form).get_by_role("button", name=polish("Save"), exact=True)


def test_signing_in_and_editing_a_part(document: Document, plain: Visitor) -> None:
    page = plain.sign_in_by_form(author_of(document))
    visit(page, f"/praca/mid/{document.slug}/diagnoza/")
    page.fill("textarea#diagnosis_text", "Jest za gorąco.\n\nBrakuje drzew.")
    follow(save_of(page, "form#diagnosis"))
    expect(page.get_by_text(polish("Saved."))).to_be_visible()
    assert Diagnosis.objects.get(document=document).text == "<p>Jest za gorąco.</p><p>Brakuje drzew.</p>"


def test_a_form_with_an_error_keeps_what_was_typed(document: Document, plain: Visitor) -> None:
    plain.sign_in(author_of(document))
    page = plain.go(f"/praca/mid/{document.slug}/action/dodaj/")
    page.fill("#action_lead", "Zieleń Miejska")
    follow(button(page, "Save"))
    expect(page.locator(".govuk-error-summary a[href='#action_title']")).to_be_visible()
    expect(page.locator("#action_lead")).to_have_value("Zieleń Miejska")
    page.fill("#action_title", "Ogrody")
    page.select_option("#action_kind", "investment")
    follow(button(page, "Save"))
    assert Action.objects.filter(document=document, title="Ogrody", lead="Zieleń Miejska").count() == 1


def test_a_late_save_can_keep_the_own_text(document: Document, plain: Visitor, visitors: Any) -> None:
    plain.sign_in(author_of(document))
    other = visitors(java_script_enabled=False)
    other.sign_in(author_of(document))
    pages: list[Page] = [one.go(f"/praca/mid/{document.slug}/diagnoza/") for one in (plain, other)]
    for page, text in zip(pages, ("<p>Pierwszy.</p>", "<p>Drugi.</p>"), strict=True):
        page.fill("textarea#diagnosis_text", text)
        follow(save_of(page, "form#diagnosis"))
    follow(button(pages[1], "Keep my text"))
    assert Diagnosis.objects.get(document=document).text == "<p>Drugi.</p>"


def test_filtering_a_list(portal: str, plain: Visitor) -> None:
    participation = factories.participation()
    other = factories.participation(edition=participation.edition)
    page = plain.go("/miasta/")
    page.locator(f"input[name=network][value={participation.network.slug}]").check()
    follow(button(page, "Show results"))
    expect(page).to_have_url(re.compile(f"network={participation.network.slug}"))
    expect(page.locator(f"#results a[href='/miasta/{participation.city.slug}/']")).to_be_visible()
    expect(page.locator(f"#results a[href='/miasta/{other.city.slug}/']")).to_have_count(0)


def test_leaving_a_remark(document: Document, plain: Visitor) -> None:
    submit_for_review(by=author_of(document), document=document)
    plain.sign_in(document.initiative.participation.network.specialists.get().user)
    page = plain.go(f"/praca/ocena/{document.slug}/")
    follow(page.locator(".review-add a[href*='/uwaga/']", has_text="D1 Sadzenie drzew"))
    page.fill("main textarea[name=text]", "Kto podleje drzewa?")
    follow(button(page, "Save the remark"))
    expect(page.locator(".review-remark", has_text="Kto podleje drzewa?")).to_be_visible()
    thread = Thread.objects.get(document=document)
    assert (thread.section, thread.part_kind, thread.state) == ("actions", "action", "open")
