"""The main job on real pages: two people write, an expert reads, a coordinator publishes, anybody finds it."""

import re
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from documents.models import Document, Version
from publishing.enums import RenderingState
from publishing.models import Rendering
from publishing.services import request_rendering
from publishing.tasks import render
from reviews.services import submit_for_review
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, button, editor, follow, polish, settle, visit, write
from tests.browser.writers import expect_saved, expect_state

pytestmark = BROWSER


class Programme:
    """One city with a filled draft and everybody who works on it."""

    def __init__(self) -> None:
        self.participation = factories.participation()
        password = {"password": factories.PASSWORD}
        self.first: User = factories.member(self.participation, 1, name="Anna Nowak", **password)
        self.second: User = factories.member(self.participation, 2, name="Jan Lis", **password)
        self.expert: User = factories.expert(self.participation.network, name="Ewa Sowa", **password)
        self.coordinator: User = factories.coordinator(name="Olga Wrona", **password)
        self.slug = factories.initiative(self.participation, by=self.coordinator).document.slug
        factories.fill_mid(Document.objects.get(slug=self.slug), by=self.first)

    def state(self) -> str:
        return Document.objects.get(slug=self.slug).state


@pytest.fixture
def programme(portal: str) -> Programme:
    return Programme()


@pytest.fixture
def stranger(visitors: Any) -> Visitor:
    return visitors()


def open_mid(page: Page, programme: Programme) -> None:
    follow(page.locator(f"a[href='/praca/mid/{programme.slug}/']").first)
    expect(page).to_have_url(re.compile(f"/praca/mid/{programme.slug}/$"))


def open_section(page: Page, programme: Programme, section: str) -> None:
    follow(page.locator(f".workbench-sections a[href$='/{section}/']"))
    expect(page).to_have_url(re.compile(f"/praca/mid/{programme.slug}/{section}/$"))


def edit_an_action(page: Page, programme: Programme) -> None:
    open_section(page, programme, "dzialania")
    follow(page.get_by_role("link", name="Sadzenie drzew", exact=True))
    page.fill("#action_title", "Sadzenie stu drzew")
    write(page, "action_description", "Najpierw ulice bez cienia.")
    follow(button(page, "Save"))
    expect(page.get_by_role("link", name="Sadzenie stu drzew", exact=True)).to_be_visible()


def save_over_each_other(programme: Programme, first: Page, second: Page) -> None:
    """Both write the same words, one of them without a connection; the dialog shows both texts, and they are joined."""
    for page in (first, second):
        open_mid(page, programme)
        open_section(page, programme, "diagnoza")
    second.context.set_offline(True)
    write(second, "diagnosis_text", "Miasto się nagrzewa, bo brakuje wody.")
    expect_state(second, "offline")
    write(first, "diagnosis_text", "Miasto się nagrzewa, bo brakuje drzew.")
    first.locator("#diagnosis").get_by_role("button", name=polish("Save"), exact=True).click()
    expect_saved(first)
    second.context.set_offline(False)
    expect_state(second, "held")
    second.locator("#diagnosis").get_by_role("button", name=polish("Save"), exact=True).click()
    dialog = second.get_by_role("dialog", name=polish("Two people changed the same text"))
    texts = ["Miasto się nagrzewa, bo brakuje wody.", "Miasto się nagrzewa, bo brakuje drzew."]
    expect(dialog.locator(".workbench-text")).to_have_text(texts)
    write(second, "held_diagnosis_text", "Miasto się nagrzewa, bo brakuje drzew i wody.")
    button(second, "Save this text").click()
    expect(dialog).to_have_count(0)
    expect_saved(second)
    expect(editor(second, "diagnosis_text")).to_have_text("Miasto się nagrzewa, bo brakuje drzew i wody.")


def submit(page: Page, programme: Programme, note: str) -> None:
    visit(page, "/praca/")
    open_mid(page, programme)
    follow(page.locator(f"a[href='/praca/ocena/{programme.slug}/zglos/']").first)
    page.fill("#id_note", note)
    page.set_default_timeout(60_000)  # the PDF of the version is made before the answer comes
    follow(button(page, "Submit for review"))
    expect(page).not_to_have_url(re.compile("/zglos/$"))
    assert programme.state() == "submitted"


def return_with_a_remark(page: Page, programme: Programme) -> None:
    follow(page.locator(f"a[href^='/praca/ocena/{programme.slug}/']").first)
    expect(page.get_by_text("Najpierw ulice bez cienia.")).to_be_visible()
    follow(page.locator(".review-add a[href*='/uwaga/']", has_text="D1 Sadzenie stu drzew"))
    write(page, "id_text", "Kto podleje drzewa w pierwszym roku?")
    follow(button(page, "Save the remark"))
    expect(page.get_by_text("Kto podleje drzewa w pierwszym roku?").first).to_be_visible()
    follow(page.locator(f"a[href='/praca/ocena/{programme.slug}/zwroc/']"))
    page.fill("#id_reasons", "Dopiszcie podlewanie.")
    follow(button(page, "Return for changes"))
    expect(page).not_to_have_url(re.compile("/zwroc/$"))
    assert programme.state() == "returned"


def answer_the_remark(page: Page, programme: Programme) -> None:
    """The author sees the notice on the desk, follows it to the reasons, and answers before the next submission."""
    visit(page, "/praca/")
    follow(page.locator(".portal-notice-list a").first)
    expect(page.get_by_text("Dopiszcie podlewanie.").first).to_be_visible()
    visit(page, f"/praca/ocena/{programme.slug}/odpowiedzi/")
    page.locator(".review-answering input[type=radio][value=done]").check()
    page.fill(".review-answering textarea", "Podleje Zieleń Miejska.")
    follow(button(page, "Save all answers"))
    expect(page.locator(".review-answering textarea")).to_have_value("Podleje Zieleń Miejska.")


def accept(page: Page, programme: Programme) -> None:
    visit(page, f"/praca/ocena/{programme.slug}/")
    expect(page.locator(".review-answer", has_text="Podleje Zieleń Miejska.").first).to_be_visible()
    follow(page.locator(f"a[href='/praca/ocena/{programme.slug}/przyjmij/']"))
    follow(button(page, "Accept"))
    expect(page).not_to_have_url(re.compile("/przyjmij/$"))
    assert programme.state() == "accepted"


def open_the_pdf(page: Page, programme: Programme) -> None:
    """From the list of versions to the page of the PDF, which was made when the version was."""
    version = Version.objects.filter(document__slug=programme.slug).latest("number")
    visit(page, f"/praca/mid/{programme.slug}/wersje/")
    follow(page.locator(f"main a[href$='/wersje/{version.number}/']"))
    follow(page.locator(f"a[href='/praca/wydruk/{version.pk}/']"))
    check_pdf(page, page.locator("#rendering-status a[download]").get_attribute("href") or "")


def check_pdf(page: Page, path: str) -> None:
    answer = page.request.get(urljoin(page.url, path))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body()[:5] == b"%PDF-"


def publish(page: Page, programme: Programme) -> None:
    visit(page, f"/praca/mid/{programme.slug}/")
    follow(page.locator(f"a[href='/praca/publikacja/mid/{programme.slug}/']").first)
    follow(page.locator(f"form[action='/praca/publikacja/mid/{programme.slug}/opublikuj/'] button"))
    expect(page.locator(f"main a[href='/mid/{programme.slug}/']")).to_be_visible()
    assert programme.state() == "published"


def check_hidden(stranger: Visitor, programme: Programme) -> None:
    """Before publication there is nothing at the public addresses, and the workbench asks who is there."""
    for path in (f"/mid/{programme.slug}/", f"/mid/{programme.slug}.pdf"):
        answer = stranger.page.goto(stranger.address + path)
        assert answer is not None
        assert answer.status == 404
    stranger.go(f"/praca/mid/{programme.slug}/")
    assert "/konto/zaloguj/" in stranger.page.url


def find_by_search(stranger: Visitor, programme: Programme) -> None:
    page = stranger.go("/")
    follow(page.locator("nav a[href='/szukaj/']").first)
    page.fill("#q", "podwórkach")
    page.press("#q", "Enter")
    result = page.locator(f"#results a[href^='/mid/{programme.slug}/']").first
    expect(result).to_be_visible()
    settle(page)
    follow(result)
    expect(page.get_by_text("Miasto się nagrzewa, bo brakuje drzew i wody.").first).to_be_visible()
    expect(page.get_by_text("Kto podleje drzewa")).to_have_count(0)
    check_pdf(page, f"/mid/{programme.slug}.pdf")


def test_from_signing_in_to_the_catalogue(programme: Programme, visitors: Any, stranger: Visitor) -> None:
    check_hidden(stranger, programme)
    first, second = visitors().sign_in_by_form(programme.first), visitors().sign_in_by_form(programme.second)
    save_over_each_other(programme, first, second)
    edit_an_action(first, programme)
    submit(first, programme, "Prosimy sprawdzić koszty.")
    expert = visitors().sign_in_by_form(programme.expert)
    return_with_a_remark(expert, programme)
    answer_the_remark(second, programme)
    submit(second, programme, "Dopisaliśmy podlewanie.")
    accept(expert, programme)
    check_hidden(stranger, programme)
    coordinator = visitors().sign_in_by_form(programme.coordinator)
    open_the_pdf(coordinator, programme)
    publish(coordinator, programme)
    find_by_search(stranger, programme)


def test_the_page_that_says_how_far_a_pdf_is_leads_to_it(programme: Programme, visitors: Any, settings: Any) -> None:
    """Nobody reloads anything: queued, in work on a page, ready."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    version = submit_for_review(by=programme.first, document=Document.objects.get(slug=programme.slug)).version
    rendering = request_rendering(version=version)
    author = visitors()
    author.sign_in(programme.first)
    page = author.go(f"/praca/wydruk/{version.pk}/")
    page.get_by_text(polish("The PDF is waiting for its turn")).wait_for()
    Rendering.objects.filter(pk=rendering.pk).update(state=RenderingState.RENDERING, page=3, pages=12)
    page.get_by_text(polish("page %(page)s of about %(pages)s", page=3, pages=12)).wait_for()
    Rendering.objects.filter(pk=rendering.pk).update(state=RenderingState.QUEUED)
    render(str(rendering.pk))
    page.locator("#rendering-status a[download]").wait_for()
    check_pdf(page, f"/praca/wydruk/{version.pk}/plik/")
