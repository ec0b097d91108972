"""Hostile text, typed wherever one can type, is only ever read: nothing of it runs on any page that shows it."""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from catalogue.services import publish
from documents.models import Document
from initiatives.models import Action, Diagnosis, Stakeholder
from reviews.services import accept, add_thread, submit_for_review
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, button, follow, polish, settle, visit
from tests.browser.writers import expect_saved

pytestmark = BROWSER

HOSTILE = (
    '<script>window.hurt=1;alert(1)</script><img src=x onerror="window.hurt=1;alert(2)">'
    '<svg onload="window.hurt=1"></svg><a href="javascript:window.hurt=1">kliknij</a>'
    '<iframe srcdoc="<script>parent.hurt=1</script>"></iframe>\'"><style>*{display:none}</style>{{ 7|add:7 }}'
)
FOREIGN = "main script, main iframe, main style, main svg[onload], main [onerror], main a[href^='javascript']"
EXPECTED = {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "style-src 'self'"}


class World:
    def __init__(self) -> None:
        participation = factories.participation()
        self.author = factories.member(participation, name="<b>Anna</b>")
        self.expert = factories.expert(participation.network)
        self.coordinator = factories.coordinator()
        self.document = factories.initiative(participation, by=self.coordinator).document
        factories.fill_mid(self.document, by=self.author)
        self.slug = self.document.slug


@pytest.fixture
def world(portal: str) -> World:
    return World()


def watch(visitor: Visitor) -> list[str]:
    """Dialogs that open, which none should."""
    seen: list[str] = []
    visitor.page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    return seen


def check_harmless(visitor: Visitor, path: str) -> None:
    """The page has the policy in its answer, and nothing in it ran or could run."""
    answer = visitor.page.goto(visitor.address + path)
    assert answer is not None
    assert answer.status == 200
    policy = {rule.strip() for rule in answer.headers["content-security-policy"].split(";")}
    assert policy >= EXPECTED
    assert "unsafe" not in answer.headers["content-security-policy"]
    settle(visitor.page)
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.evaluate("window.hurt") is None
    assert visitor.page.locator(FOREIGN).count() == 0
    assert visitor.page.locator("[onerror], [onload], [onclick]").count() == 0


def type_everywhere(visitor: Visitor, world: World) -> None:
    """Through the forms: a plain line, a plain text, lines, and rich text that is sent past the editor."""
    page = visitor.go(f"/praca/mid/{world.slug}/action/dodaj/")
    page.fill("#action_title", HOSTILE[:180])
    page.fill("#action_lead", HOSTILE[:180])
    page.fill("#action_partners", HOSTILE)
    page.evaluate("(text) => { document.getElementById('action_description').value = text; }", HOSTILE)
    page.select_option("#action_kind", "investment")
    page.select_option("#action_aim", index=1)
    for name, text in (("start_0", "3"), ("start_1", "2025"), ("end_0", "4"), ("end_1", "2025")):
        page.fill(f"#action_{name}", text)
    follow(button(page, "Save"))
    visit(page, f"/praca/mid/{world.slug}/streszczenie/")
    page.fill("#summary_text", HOSTILE)
    page.locator("form#summary").get_by_role("button", name=polish("Save"), exact=True).click()
    expect_saved(page)
    # The editor reads what is set in a document that runs nothing; the browser reports the attempts all the same.
    visitor.problems.clear()


def paste_into_the_editor(visitor: Visitor, world: World) -> None:
    page = visitor.go(f"/praca/mid/{world.slug}/diagnoza/")
    page.locator("#diagnosis_text ~ .editor [contenteditable=true]").click()
    page.evaluate(
        """(html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(paste);
        }""",
        f"<p>Wklejone {HOSTILE}</p>",
    )
    page.locator("form#diagnosis").get_by_role("button", name=polish("Save"), exact=True).click()
    expect_saved(page)
    # The editor reads what is pasted in a document that runs nothing; the browser reports the attempts all the same.
    visitor.problems.clear()


def test_nothing_runs_anywhere(world: World, visitors: Any) -> None:
    visitor: Visitor = visitors()
    dialogs = watch(visitor)
    visitor.sign_in(world.author)
    type_everywhere(visitor, world)
    paste_into_the_editor(visitor, world)
    stored = Diagnosis.objects.get(document=world.document).text
    assert "Wklejone" in stored
    assert [word for word in ("<script", "onerror", "javascript:", "<iframe", "<style", "<img") if word in stored] == []
    stored = Action.objects.get(document=world.document, position=2).description
    assert [word for word in ("<script", "onerror", "javascript:", "<iframe", "<style", "<img") if word in stored] == []
    for page in ("", "dzialania/", "diagnoza/", "harmonogram/", "streszczenie/", "podglad/"):
        check_harmless(visitor, f"/praca/mid/{world.slug}/{page}")
    submit_for_review(by=world.author, document=world.document, note=HOSTILE)
    document = Document.objects.get(pk=world.document.pk)
    add_thread(by=world.expert, document=document, section="summary", text=HOSTILE)
    check_harmless(visitor, f"/praca/ocena/{world.slug}/")
    check_harmless(visitor, "/praca/")
    check_harmless(visitor, "/praca/powiadomienia/")
    accept(by=world.expert, document=document)
    publish(by=world.coordinator, document=document)
    for path in (f"/mid/{world.slug}/", "/mid/", "/szukaj/?q=kliknij", f"/szukaj/?q={quote(HOSTILE[:190])}", "/"):
        check_harmless(visitor, path)
    assert dialogs == []


def test_what_was_stored_past_the_forms_is_escaped(world: World, visitors: Any) -> None:
    """Plain text that came another way, as from an import, is text on the page too."""
    visitor: Visitor = visitors()
    dialogs = watch(visitor)
    Stakeholder.objects.filter(document=world.document).update(name=HOSTILE[:190])
    visitor.sign_in(world.author)
    for page in ("interesariusze/", "podglad/"):
        check_harmless(visitor, f"/praca/mid/{world.slug}/{page}")
        expect(visitor.page.get_by_text("<script>window.hurt=1").first).to_be_visible()
    assert dialogs == []
