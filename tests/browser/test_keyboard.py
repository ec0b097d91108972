"""The core of the main job with the keyboard alone: no mouse, no shortcuts of the test."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from documents.models import Document
from initiatives.models import Action, CommunicationActivity, Diagnosis, Milestone, Stakeholder
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, drawn, next_page, polish

pytestmark = BROWSER

MOST_STOPS = 90
DESCRIBE = """() => {
  const here = document.activeElement;
  const box = here.getBoundingClientRect();
  return {
    id: here.id, name: here.getAttribute("name") || "", tag: here.tagName.toLowerCase(),
    href: here.getAttribute("href") || "", type: here.getAttribute("type") || "",
    text: (here.getAttribute("aria-label") || here.innerText || "").trim().replace(/\\s+/g, " "),
    editable: here.isContentEditable, field: here.closest(".govuk-form-group")?.querySelector("textarea")?.id || "",
    top: box.top + window.scrollY, left: box.left, order: here.tabIndex,
  };
}"""
#: what shows the focus: an outline, or a shadow or background or border that the same element lacks without it
IS_SHOWN = """() => {
  const here = document.activeElement;
  if (here === document.body) return false;
  const box = here.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const near = [here, here.parentElement, here.closest(".editor"), here.nextElementSibling].filter(Boolean);
  const look = () => near.flatMap(
    (one) => ["", "::before"].map((part) => {
      const style = getComputedStyle(one, part);
      return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor,
        style.borderColor, style.textDecoration].join();
    })).join("|");
  const focused = look();
  here.blur();
  const plain = look();
  here.focus({ preventScroll: true });
  return inside && focused !== plain;
}"""


class Keyboard:
    """Hands that never touch a mouse. Every stop of the focus is seen to be visible."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def here(self) -> dict[str, Any]:
        return self.page.evaluate(DESCRIBE)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def tab(self) -> dict[str, Any]:
        """One press of Tab; the stop that it reached."""
        self.press("Tab")
        stop = self.here()
        if stop["tag"] != "body" and not stop["editable"] and not self.is_shown():
            self.unseen.append(f"{self.page.url} {stop['tag']} {stop['id']} {stop['text']}")
        return stop

    def is_shown(self) -> bool:
        """Whether the focus can be seen, at once or when the page has come to rest under it."""
        if self.page.evaluate(IS_SHOWN):
            return True
        drawn(self.page)
        return bool(self.page.evaluate(IS_SHOWN))

    def reach(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Press Tab until the focus is where it is wanted, at most once over the end of the page."""
        passed = []
        for _ in range(MOST_STOPS):
            stop = self.tab()
            if wanted(stop):
                return stop
            if stop["tag"] == "body" and "body" in passed:
                break
            passed.append("body" if stop["tag"] == "body" else stop["text"][:40] or stop["id"])
        raise AssertionError(f"not reached by Tab; passed {passed}")

    def reach_id(self, name: str) -> None:
        self.reach(lambda stop: stop["id"] == name)

    def type_into(self, name: str, text: str) -> None:
        self.reach_id(name)
        self.page.keyboard.type(text)

    def write_into(self, name: str, text: str) -> None:
        """Type into a rich text field, whose text area is hidden behind the editor."""
        self.reach(lambda stop: stop["editable"] and stop["field"] == name)
        self.page.keyboard.type(text)

    def choose(self, name: str, option: str) -> None:
        """Pick an option of a list by typing its beginning."""
        self.reach_id(name)
        self.page.keyboard.type(option)

    def follow(self, href_end: str) -> None:
        """Reach a link in the page and open it with Enter."""
        self.reach(lambda stop: stop["tag"] == "a" and stop["href"].endswith(href_end))
        with next_page(self.page):
            self.press("Enter")

    def push(self, message: str) -> None:
        """Reach a button that sends a form and push it with Enter."""
        self.reach(lambda stop: stop["tag"] == "button" and stop["text"] == polish(message))
        with next_page(self.page):
            self.press("Enter")

    def skip_to_main(self) -> None:
        """The first stop of a page is the link to its main part."""
        stop = self.tab()
        assert stop["href"] == "#main"
        self.press("Enter")
        expect(self.page.locator("#main")).to_be_focused()
        expect(self.page).to_have_url(re.compile("#main$"))


@pytest.fixture
def world(portal: str) -> dict[str, Any]:
    participation = factories.participation()
    author = factories.member(participation, password=factories.PASSWORD)
    document = factories.initiative(participation).document
    factories.fill_mid(document, by=author)
    return {"author": author, "slug": document.slug, "document": document}


def sign_in(hands: Keyboard, world: dict[str, Any]) -> None:
    hands.page.goto(world["address"] + "/")
    hands.follow("/konto/zaloguj/")
    hands.type_into("id_login", world["author"].email)
    hands.type_into("id_password", factories.PASSWORD)
    with next_page(hands.page):
        hands.press("Enter")


def add_an_action(hands: Keyboard, world: dict[str, Any]) -> None:
    hands.skip_to_main()
    hands.follow(f"/praca/mid/{world['slug']}/")
    hands.skip_to_main()
    hands.follow("/dzialania/")
    hands.skip_to_main()
    hands.follow("/action/dodaj/")


def check_the_error_summary(hands: Keyboard) -> None:
    """An empty form: the focus goes to the summary, and its first link leads into the first field."""
    hands.skip_to_main()
    hands.push("Save")
    expect(hands.page.locator(".govuk-error-summary")).to_be_focused()
    stop = hands.tab()
    assert stop["href"] == "#action_title"
    hands.press("Enter")
    expect(hands.page.locator("#action_title")).to_be_focused()


def fill_the_form(hands: Keyboard) -> None:
    """From the title, which has the focus, through all fields in the order of the page."""
    page = hands.page
    page.keyboard.type("Ogrody deszczowe")
    hands.write_into("action_description", "Dwanaście ogrodów przy szkołach.")
    hands.choose("action_aim", "C1")
    hands.choose("action_kind", polish("investment"))
    hands.type_into("action_lead", "Miejski Zarząd Dróg")
    hands.type_into("action_partners", "Szkoła nr 1")
    for name, text in (("start_0", "3"), ("start_1", "2025"), ("end_0", "10"), ("end_1", "2026")):
        hands.type_into(f"action_{name}", text)
    hands.type_into("action_cost", "120 000,50")
    hands.type_into("action_outputs", "12 ogrodów")
    hands.reach_id("action_priority")
    hands.press("ArrowUp")
    hands.reach_id("action_state")
    hands.push("Save")


def submit(hands: Keyboard, world: dict[str, Any]) -> None:
    """After the save the next Tab goes on from the new row, where the browser is once it has drawn the page."""
    drawn(hands.page)
    assert hands.tab()["text"] == "Ogrody deszczowe"
    hands.follow(f"/praca/mid/{world['slug']}/")
    hands.skip_to_main()
    hands.follow(f"/praca/ocena/{world['slug']}/zglos/")
    hands.skip_to_main()
    hands.type_into("id_note", "Gotowe do oceny.")
    hands.push("Submit for review")


def test_the_core_of_the_job(world: dict[str, Any], portal: str, visitors: Any) -> None:
    visitor: Visitor = visitors()
    hands = Keyboard(visitor.page)
    sign_in(hands, world | {"address": portal})
    add_an_action(hands, world)
    check_the_error_summary(hands)
    fill_the_form(hands)
    action = Action.objects.get(document=world["document"], title="Ogrody deszczowe")
    assert (action.description, action.partners, str(action.cost)) == (
        "<p>Dwanaście ogrodów przy szkołach.</p>", ["Szkoła nr 1"], "120000.50",
    )  # fmt: skip
    assert (str(action.start), str(action.end), action.aim.text) == ("2025-03-01", "2026-10-01", "Posadzić drzewa.")
    submit(hands, world)
    assert Document.objects.get(pk=world["document"].pk).state == "submitted"
    assert hands.unseen == []


def stops_of(hands: Keyboard) -> list[dict[str, Any]]:
    """All stops of the page, from the beginning round to it again."""
    hands.page.evaluate("document.activeElement.blur()")
    first, stops = hands.tab(), []
    stop = first
    while len(stops) < MOST_STOPS:
        stops.append(stop)
        stop = hands.tab()
        if stop["tag"] == "body" or stop == first:
            return stops
    return stops


def test_the_order_of_stops_is_the_order_of_reading(world: dict[str, Any], visitors: Any) -> None:
    """In the form nothing jumps back up the page, and nothing takes a place of its own in the order."""
    visitor: Visitor = visitors()
    visitor.sign_in(world["author"])
    visitor.go(f"/praca/mid/{world['slug']}/action/dodaj/")
    stops = stops_of(Keyboard(visitor.page))
    form = [stop for stop in stops if stop["id"].startswith("action_") or stop["editable"]]
    rows = [round(stop["top"]) for stop in form]
    assert rows == sorted(rows)
    assert [stop for stop in stops if stop["order"] > 0] == []


def test_the_toolbar_is_one_stop_with_arrows_inside(world: dict[str, Any], visitors: Any) -> None:
    visitor: Visitor = visitors()
    visitor.sign_in(world["author"])
    page = visitor.go(f"/praca/mid/{world['slug']}/action/dodaj/")
    hands = Keyboard(page)
    bold = hands.reach(lambda stop: stop["text"] == polish("Bold"))
    hands.press("ArrowRight")
    assert hands.here()["text"] == polish("Italic")
    hands.press("Home")
    assert hands.here()["text"] == bold["text"]
    hands.press("Enter")
    assert hands.here()["editable"]
    page.keyboard.type("ważne")
    expect(page.locator(".editor-text strong")).to_have_text("ważne")
    page.keyboard.press("Shift+Tab")
    assert hands.here()["tag"] == "button"
    hands.tab()
    assert hands.tab()["id"] == "action_aim"


@pytest.fixture
def hands(world: dict[str, Any], visitors: Any) -> Keyboard:
    visitor: Visitor = visitors()
    visitor.sign_in(world["author"])
    return Keyboard(visitor.page)


def open_place(hands: Keyboard, world: dict[str, Any], portal: str, place: str) -> None:
    hands.page.goto(f"{portal}/praca/mid/{world['slug']}/{place}")
    hands.page.locator("#workbench-status[data-key]").wait_for()
    hands.skip_to_main()


def wait_until_saved(hands: Keyboard) -> None:
    expect(hands.page.locator("#workbench-status")).to_have_attribute("data-state", "saved", timeout=20_000)


def write_a_record(hands: Keyboard, world: dict[str, Any], portal: str) -> None:
    """Texts and lists of a section, saved by themselves."""
    open_place(hands, world, portal, "diagnoza/")
    hands.write_into("diagnosis_text", "Dane z pomiarów. ")
    hands.type_into("diagnosis_strengths", "Rzeka\n")
    hands.press("Tab")
    wait_until_saved(hands)


def add_a_stakeholder(hands: Keyboard, world: dict[str, Any], portal: str) -> None:
    open_place(hands, world, portal, "stakeholder/dodaj/")
    hands.type_into("stakeholder_name", "Szkoły")
    hands.choose("stakeholder_kind", polish("city unit"))
    for name, text in (("influence", "4"), ("interest", "3")):
        hands.reach_id(f"stakeholder_{name}")
        hands.press("Control+a")
        hands.page.keyboard.type(text)
    hands.push("Save")


def add_communication(hands: Keyboard, world: dict[str, Any], portal: str) -> None:
    """Boxes to tick, a list and months."""
    open_place(hands, world, portal, "communication/dodaj/")
    hands.reach_id("communication_stakeholders_0")
    hands.press("Space")
    hands.type_into("communication_audience", "Rodzice")
    hands.type_into("communication_message", "Ogrody powstaną przy szkołach.")
    hands.reach_id("communication_channel")
    hands.press("ArrowDown")
    hands.type_into("communication_start_0", "5")
    hands.type_into("communication_start_1", "2025")
    hands.push("Save")


def add_a_milestone(hands: Keyboard, world: dict[str, Any], portal: str) -> None:
    """A day in three boxes, and a choice of a row."""
    open_place(hands, world, portal, "milestone/dodaj/")
    hands.type_into("milestone_date_0", "30")
    hands.type_into("milestone_date_1", "6")
    hands.type_into("milestone_date_2", "2025")
    hands.type_into("milestone_text", "Pierwszy ogród")
    hands.push("Save")


def move_an_action(hands: Keyboard, world: dict[str, Any], portal: str) -> None:
    """A month later by its button in the schedule, which keeps the focus."""
    open_place(hands, world, portal, "harmonogram/")
    stop = hands.reach(lambda stop: stop["tag"] == "button" and stop["text"].startswith("→"))
    hands.press("Enter")
    expect(hands.page.locator("#portal-status")).not_to_be_empty()
    assert hands.here()["text"] == stop["text"]


def test_the_controls_of_the_other_sections(world: dict[str, Any], hands: Keyboard, portal: str) -> None:
    document = world["document"]
    start = Action.objects.get(document=document).start
    for write in (write_a_record, add_a_stakeholder, add_communication, add_a_milestone, move_an_action):
        write(hands, world, portal)
    diagnosis = Diagnosis.objects.get(document=document)
    assert (diagnosis.text.count("Dane z pomiarów."), diagnosis.strengths) == (1, ["Rzeka", "Park"])
    stakeholder = Stakeholder.objects.get(document=document, name="Szkoły")
    assert (stakeholder.influence, stakeholder.interest) == (4, 3)
    communication = CommunicationActivity.objects.get(document=document, audience="Rodzice")
    assert (str(communication.start), communication.stakeholders.count()) == ("2025-05-01", 1)
    assert str(Milestone.objects.get(document=document, text="Pierwszy ogród").date) == "2025-06-30"
    assert Action.objects.get(document=document).start > start
    assert hands.unseen == []
