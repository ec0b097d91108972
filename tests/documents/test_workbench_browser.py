"""The workbench in a real browser: the rich text editor under the content policy, and two people at once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils.text import capfirst
from playwright.sync_api import expect

from documents.forms.rich import EDITOR_WORDS
from documents.queries import rows
from tests import factories
from tests.browser.pages import answered, follow, settle
from tests.browser.writers import expect_saved
from tests.documents.factories import STAKEHOLDER, team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(browser, live_server):
    """Opens a signed-in window; problems of scripts or of the content policy fail the test."""
    problems: list[str] = []
    contexts = []

    def opened(user, *, width=1280, scripts=True):
        client = Client()
        client.force_login(user)
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda one: problems.append(one.text) if "Content Security Policy" in one.text else None)
        return page

    with answered():
        yield opened
        for context in contexts:
            context.close()
    assert problems == []


def section(our, slug: str) -> str:
    return f"/praca/mid/{our.document.slug}/{slug}/"


def save(page) -> None:
    follow(page.locator("form.workbench-form button[type=submit]").first)


def test_rich_text_is_written_with_the_keyboard_alone(window):
    our = team()
    page = window(our.anna)
    page.goto(section(our, "diagnoza"))
    label = capfirst(str(our.kind("diagnosis").field("text").label))
    editor = page.get_by_role("textbox", name=label)
    editor.press_sequentially("Miasto się ")
    page.keyboard.press("Shift+Tab")
    focused = page.locator("*:focus")
    expect(focused).to_have_attribute("aria-label", str(EDITOR_WORDS["bold"]))
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_attribute("aria-label", str(EDITOR_WORDS["italic"]))
    page.keyboard.press("Enter")
    page.keyboard.type("nagrzewa")
    page.locator("form.workbench-form button[type=submit]").first.click()
    expect_saved(page)
    assert our.single("diagnosis").text == "<p>Miasto się <em>nagrzewa</em></p>"


def test_a_list_from_word_becomes_a_list(window):
    our = team()
    page = window(our.anna)
    page.goto(section(our, "diagnoza"))
    page.wait_for_selector(".editor-text")
    page.evaluate(
        """() => {
          const item = (sign, text) => `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span
            style="mso-list:Ignore">${sign}</span>${text}</p>`;
          const data = new DataTransfer();
          data.setData("text/plain", "Raz Dwa");
          data.setData("text/html", `<p>Wstęp</p>${item("·", "Raz")}${item("·", "Dwa")}`);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.querySelector(".editor-text").dispatchEvent(event);
        }"""
    )
    page.locator("form.workbench-form button[type=submit]").first.click()
    expect_saved(page)
    text = our.single("diagnosis").text
    assert text == "<p>Wstęp</p><ul><li><p>Raz</p></li><li><p>Dwa</p></li></ul>"


def test_plain_paragraphs_without_scripts_are_paragraphs(window):
    our = team()
    page = window(our.anna, scripts=False)
    page.goto(section(our, "diagnoza"))
    page.locator("textarea[name=text]").fill("Pierwszy akapit\n\nDrugi akapit")
    save(page)
    assert our.single("diagnosis").text == "<p>Pierwszy akapit</p><p>Drugi akapit</p>"
    page.goto(section(our, "diagnoza"))
    expect(page.locator("textarea[name=text]")).to_have_value("Pierwszy akapit\n\nDrugi akapit")


def test_two_people_in_one_field_lose_nothing(window):
    """With plain forms alone; with scripts it is tests/browser/test_conflict_dialog.py."""
    our = team()
    our.save(our.anna, "challenge", our.single("challenge"), 1, statement="Zimno w śródmieściu")
    anna, bartek = window(our.anna, scripts=False), window(our.bartek, scripts=False)
    for page in (anna, bartek):
        page.goto(section(our, "wyzwanie"))
    anna.locator("[name=statement]").fill("Upał w śródmieściu")
    save(anna)
    expect(anna).to_have_url(re.compile("#challenge$"))
    bartek.locator("[name=statement]").fill("Susza w śródmieściu")
    bartek.locator("[name=area]").fill("Śródmieście")
    save(bartek)
    expect(bartek.locator("mark")).to_have_text(["Susza", "Upał"])
    bartek.locator("form [name=statement]:visible").fill("Upał i susza w śródmieściu")
    follow(bartek.locator("button[value=edited]"))
    expect(bartek).to_have_url(re.compile("#challenge$"))
    challenge = our.single("challenge")
    assert (challenge.statement, challenge.area) == ("Upał i susza w śródmieściu", "Śródmieście")


def test_rows_move_without_a_reload_and_say_so(window):
    our = team()
    for name in ("A", "B"):
        our.add("stakeholder", **{**STAKEHOLDER, "name": name})
    page = window(our.anna)
    page.goto(section(our, "interesariusze"))
    page.evaluate("window.stayed = true")
    page.locator(".workbench-row").nth(1).locator("button").first.click()
    expect(page.locator(".workbench-row__title a")).to_have_text(["B", "A"])
    expect(page.locator("#portal-status .portal-message")).to_have_count(1)
    assert page.evaluate("window.stayed") is True
    assert [row.name for row in rows(our.document, our.kind("stakeholder"))] == ["B", "A"]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["", "/en"])
def test_no_violations_and_no_sideways_scroll(window, width, language):
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    page = window(our.anna, width=width)
    base = f"{language}/praca/mid/{our.document.slug}/"
    action = rows(our.document, our.kind("action"))[0]
    for path in ("", "diagnoza/", "dzialania/", "podglad/", "wersje/", "annex/dodaj/", f"action/{action.pk}/",
                 f"action/{action.pk}/usun/"):  # fmt: skip
        page.goto(base + path)
        settle(page)
        violations = Axe().run(page).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["target"]) for one in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
