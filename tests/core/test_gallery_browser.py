"""The look in a real browser: no axe violations, nothing wider than a phone, and what the script adds."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from tests.core import gallery

pytestmark = pytest.mark.browser
PAGES = ("editor", "errors", "charts", "home", "parts")


class Files(SimpleHTTPRequestHandler):
    """Serves the gallery, and static files from where Django finds them."""

    def translate_path(self, path):
        address = path.split("?")[0]
        if address.startswith("/static/"):
            return finders.find(address.removeprefix("/static/")) or "/nowhere"
        return super().translate_path(path)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    directory = tmp_path_factory.mktemp("gallery")
    gallery.write(directory)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(directory)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", PAGES)
def test_no_violations_and_no_sideways_scroll(page, address, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{name}.html")
    page.wait_for_selector("body.govuk-frontend-supported")
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_focus_goes_to_the_error_summary_and_its_links_to_the_fields(page, address):
    page.goto(f"{address}/errors.html")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.click("a[href='#id_start_0']")
    expect(page.locator("#id_start_0")).to_be_focused()


def test_menu_opens_by_keyboard_on_a_phone(page, address):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}/home.html")
    button = page.get_by_role("button", name="Menu")
    button.wait_for()
    expect(page.locator("#portal-nav-list")).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#portal-nav-list")).to_be_visible()


def test_menu_is_there_without_scripts(browser, address):
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/home.html")
    expect(page.locator("#portal-nav-list")).to_be_visible()
    context.close()


def test_leaving_a_changed_form_asks_first(page, address):
    page.goto(f"{address}/editor.html")
    page.wait_for_selector("body.govuk-frontend-supported")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("#id_title", "Zmieniona nazwa")
    page.goto(f"{address}/home.html")
    assert asked == ["beforeunload"]


def test_a_saved_answer_is_spoken_once(page, address):
    page.goto(f"{address}/editor.html")
    page.wait_for_selector("body.govuk-frontend-supported")
    say = "document.body.dispatchEvent(new CustomEvent('portal:announce', {detail: {value: 'Zapisano'}}))"
    page.evaluate(f"{say}; {say}")
    expect(page.locator("#portal-status p")).to_have_text(["Zapisano"])
