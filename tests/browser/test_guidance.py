"""Guidance, lists of what is missing, and the coordinator's template in a real browser."""

from typing import Any

from django.urls import reverse
from playwright.sync_api import expect

from documents.models import Document
from initiatives.parts import MID
from initiatives.services import begin_draft
from networks.models import Edition
from tests import factories
from tests.browser.pages import BROWSER, button, editor, follow, polish, settle
from tests.documents.factories import ACTION, Team

pytestmark = BROWSER

EXAMPLE = {"pl": "<p>Upał <strong>w lipcu</strong></p><ul><li>raz</li></ul>", "en": "<p>Heat</p>"}
ENTRY = {
    "guidance": {"pl": "Krótko i na temat.", "en": "Short and to the point."},
    "example": EXAMPLE,
    "checklist": {"pl": ["Jest liczba.", "Jest źródło."], "en": ["There is a figure."]},
    "pages": [0.5, 1],
}
TEMPLATE = {
    "schema": 2,
    "revision": 1,
    "order": [section.key for section in MID.sections],
    "sections": {section.key: ENTRY for section in MID.sections},
}


def begun() -> Team:
    """A plan in which nothing but a bare action is written, under a full template."""
    edition = factories.edition(slug="2021-2023", mid_template=TEMPLATE)
    participation = factories.participation(edition=edition)
    document = factories.initiative(participation).document
    our = Team(document, factories.member(participation, 1), factories.member(participation, 2))
    our.add("action", **ACTION, cost=1_250_000)
    return our


def section(document: Document, slug: str, language: str = "") -> str:
    return language + reverse("initiative_section", args=[document.slug, slug])


def test_guidance_and_lists_have_no_faults_closed_and_open(visitors: Any) -> None:
    our, visitor = begun(), visitors()
    visitor.sign_in(our.anna)
    found = []
    for language in ("", "/en"):
        for path in (
            section(our.document, "diagnoza", language),
            section(our.document, "ryzyka", language),
            language + reverse("initiative_workbench", args=[our.document.slug]),
            language + reverse("review_submit", args=[our.document.slug]),
            language + reverse("initiative_part_add", args=[our.document.slug, "risk"]),
        ):
            visitor.go(path)
            found += visitor.faults(f"closed {path}")
            visitor.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            found += visitor.faults(f"open {path}")
    assert "\n".join(found) == ""


def test_what_is_missing_leads_into_the_field_from_another_page_and_on_the_same(visitors: Any) -> None:
    our, visitor = begun(), visitors()
    visitor.sign_in(our.anna)
    page = visitor.go(reverse("initiative_workbench", args=[our.document.slug]))
    follow(page.locator("#braki a[href$='#diagnosis_text']"))
    expect(editor(page, "diagnosis_text")).to_be_focused()
    page.keyboard.press("Tab")
    expect(editor(page, "diagnosis_text")).not_to_be_focused()
    page.locator("#braki-sekcji summary").first.click()
    page.locator("#braki-sekcji a[href$='#diagnosis_text']").click()
    expect(editor(page, "diagnosis_text")).to_be_focused()


def test_a_missing_month_and_a_missing_line_are_reached_too(visitors: Any) -> None:
    our, visitor = begun(), visitors()
    visitor.sign_in(our.anna)
    for anchor in ("#record_period_start_0", "#challenge_causes"):
        page = visitor.go(reverse("initiative_workbench", args=[our.document.slug]))
        follow(page.locator(f"#braki a[href$='{anchor}']"))
        expect(page.locator(anchor)).to_be_focused()


def test_what_is_missing_and_the_length_follow_the_typing_without_a_reload(visitors: Any) -> None:
    our, visitor = begun(), visitors()
    visitor.sign_in(our.anna)
    page = visitor.go(section(our.document, "wyzwanie"))
    own = page.locator("#braki-sekcji")
    expect(own.locator("summary").first).to_contain_text("4")
    own.locator("summary").first.click()
    page.fill("#challenge_statement", "Śródmieście przegrzewa się latem.")
    page.fill("#challenge_causes", "Beton")
    expect(own.locator("summary").first).to_contain_text("2", timeout=30_000)
    expect(own.locator("details[data-keep=missing]")).to_have_attribute("open", "")
    expect(page.locator("#dlugosc")).to_contain_text("5")
    expect(page.locator("#challenge_causes")).to_be_focused()


def test_a_coordinator_rewrites_a_section_and_the_next_plan_has_it(visitors: Any) -> None:
    begun()
    edition = Edition.objects.get(slug="2021-2023")
    visitor = visitors()
    visitor.sign_in(factories.coordinator())
    page = visitor.go(reverse("mid_template", args=[edition.slug]))
    follow(page.get_by_role("button", name=polish("Open a new revision of the template")))
    follow(button(page, "Open a draft"))
    page.locator("#szablon-risks").get_by_role("button").first.click()
    expect(page.locator("#portal-status")).to_contain_text("10")
    settle(page)
    follow(page.locator("#szablon-risks p a"))
    page.fill("#id_title_pl", "Zagrożenia")
    follow(button(page, "Save and see the preview"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zagrożenia")
    visitor.go(reverse("mid_template_use", args=[edition.slug]))
    follow(button(page, "Use the draft"))
    expect(page.locator("#szablon-risks")).to_contain_text("10. Zagrożenia")
    edition.refresh_from_db()
    assert edition.mid_template_draft is None


def test_pages_of_the_template_have_no_faults(visitors: Any) -> None:
    begun()
    edition, boss = Edition.objects.get(slug="2021-2023"), factories.coordinator()
    begin_draft(by=boss, edition=edition)
    visitor = visitors()
    visitor.sign_in(boss)
    found = []
    for language in ("", "/en"):
        for name, arguments in (
            ("mid_template", ()),
            ("mid_template_use", ()),
            ("mid_template_copy", ()),
            ("mid_template_discard", ()),
            ("mid_template_section", ("dzialania",)),
            ("mid_template_section", ("metryczka",)),
            ("mid_template_preview", ("dzialania",)),
            ("mid_template_preview", ("finansowanie",)),
        ):
            visitor.go(language + reverse(name, args=[edition.slug, *arguments]))
            found += visitor.faults()
    page = visitor.go(reverse("mid_template_section", args=[edition.slug, "ryzyka"]))
    page.fill("#id_pages_most", "dużo")
    page.fill("#id_title_pl", "x" * 121)
    follow(button(page, "Save in the draft"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    found += visitor.faults("errors")
    assert "\n".join(found) == ""
