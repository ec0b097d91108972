"""Every state of writing, seen with the eyes of axe: in both languages, on a wide and on a narrow screen."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, expect

from documents.models import Document
from initiatives.models import Action
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, write
from tests.browser.writers import (
    Fault,
    Pair,
    append,
    broken,
    expect_saved,
    expect_state,
    look_again,
    status,
)

pytestmark = [*BROWSER, pytest.mark.timeout(300)]

TEXT = "diagnosis_text"
EDITOR_BUDGET, OTHER_BUDGET = 260_000, 40_000
WIDTHS = (1280, 320)

State = Callable[[Visitor, Pair], None]


def saved(visitor: Visitor, pair: Pair) -> None:
    append(visitor.page, TEXT, "Miasto się nagrzewa.")
    expect_saved(visitor.page)


def offline(visitor: Visitor, pair: Pair) -> None:
    visitor.page.context.set_offline(True)
    append(visitor.page, TEXT, " Bez sieci.")
    expect_state(visitor.page, "offline")
    expect(visitor.page.locator(f"#{TEXT}-mark")).to_be_visible()


def failing(visitor: Visitor, pair: Pair) -> None:
    Fault(visitor.page, broken)
    append(visitor.page, TEXT, " Portal pada.")
    expect_state(visitor.page, "failing")


def wrong(visitor: Visitor, pair: Pair) -> None:
    action = pair.add("action", title="Sadzenie drzew", kind="investment")
    page = visitor.page
    page.goto(page.url.replace("diagnoza/", f"action/{action.pk}/"))
    status(page).wait_for()
    page.fill("#action_cost", "dużo")
    page.press("#action_cost", "Tab")
    expect(page.locator("#action_cost_error")).to_be_visible(timeout=15_000)


def clash(visitor: Visitor, pair: Pair) -> None:
    saved(visitor, pair)
    page = visitor.page
    page.context.set_offline(True)
    write(page, TEXT, "Miasto tonie w deszczu.")
    expect_state(page, "offline")
    part = pair.diagnosis()
    pair.save_as_bartek(part, text="<p>Miasto marznie zimą.</p>")
    page.context.set_offline(False)
    expect_state(page, "held")


def clash_dialog(visitor: Visitor, pair: Pair) -> None:
    clash(visitor, pair)
    visitor.page.locator("#workbench-status button").click()
    visitor.page.locator("dialog .workbench-text").first.wait_for()
    visitor.page.locator("dialog .editor-text").wait_for()


def sign_in_dialog(visitor: Visitor, pair: Pair) -> None:
    saved(visitor, pair)
    Session.objects.all().delete()
    append(visitor.page, TEXT, " Dalej.")
    expect_state(visitor.page, "signed-out")
    visitor.page.locator("#workbench-status button").click()
    visitor.page.locator("dialog input[name=password]").wait_for()


def gone_dialog(visitor: Visitor, pair: Pair) -> None:
    action = pair.add("action", title="Sadzenie drzew", kind="investment")
    page = visitor.page
    page.goto(page.url.replace("diagnoza/", f"action/{action.pk}/"))
    status(page).wait_for()
    page.locator(".editor-text").first.wait_for()
    Action.objects.filter(pk=action.pk).update(deleted_at=action.created_at)
    append(page, "action_description", "Ważny opis.")
    expect_state(page, "held")
    page.locator("#workbench-status button").click()
    page.locator("dialog button[value=again]").wait_for()


def closed(visitor: Visitor, pair: Pair) -> None:
    saved(visitor, pair)
    Document.objects.filter(pk=pair.document.pk).update(state="accepted")
    look_again(visitor.page)
    expect_state(visitor.page, "closed")


def draft(visitor: Visitor, pair: Pair) -> None:
    page = visitor.page
    page.goto(page.url.replace("diagnoza/", "action/dodaj/"))
    status(page).wait_for()
    page.fill("#action_title", "Ogrody deszczowe")
    page.reload()
    page.locator(".workbench-restored").wait_for()


STATES: tuple[State, ...] = (
    saved, offline, failing, wrong, clash, clash_dialog, sign_in_dialog, gone_dialog, closed, draft,
)  # fmt: skip


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_state_has_a_fault(portal: str, visitors: Any, state: State, language: str) -> None:
    pair = Pair()
    visitor: Visitor = visitors()
    pair.open(visitor, pair.anna, language=language)
    state(visitor, pair)
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert visitor.violations() == [], width
        assert not visitor.wider_than_window(), width


def scripts_of(page: Page) -> set[str]:
    """The addresses of all scripts that the page has loaded, modules of modules among them."""
    names = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    return {urlsplit(name).path for name in names if re.search(r"\.js($|\?)", name)}


def weight(paths: set[str]) -> int:
    """Bytes of the scripts, compressed one by one as the portal sends them."""
    files = [finders.find(path.removeprefix("/static/")) for path in paths]
    return sum(len(gzip.compress(Path(str(file)).read_bytes(), 9)) for file in files)


def test_the_weight_of_scripts(portal: str, visitors: Any) -> None:
    pair = Pair()
    visitor = visitors()
    page = pair.open(visitor, pair.anna)
    page.wait_for_load_state("networkidle")
    editor_page = scripts_of(page)
    assert any(path.endswith("workbench/main.js") for path in editor_page)
    assert weight(editor_page) < EDITOR_BUDGET
    for path in ("/", "/mid/", "/praca/", "/konto/haslo/zmien/"):
        visitor.go(path)
        page.wait_for_load_state("networkidle")
        assert weight(scripts_of(page)) < OTHER_BUDGET, path


#: counts how often the long text is written out as HTML, which takes time in proportion to its length
COUNT_READS = """() => {
  const text = document.querySelector("#diagnosis_text");
  const own = Object.getOwnPropertyDescriptor(text, "value");
  window.reads = 0;
  Object.defineProperty(text, "value", { ...own, get() { window.reads += 1; return own.get.call(text); } });
}"""


def test_typing_in_a_long_text_is_not_held_up(portal: str, visitors: Any) -> None:
    """On 30 kB of rich text, through keeping and saving it. The figures of single keys are in benchmarks/."""
    pair = Pair()
    pair.save_as_bartek(pair.diagnosis(), text="".join(f"<p>{'Miasto się nagrzewa. ' * 15}</p>" for _ in range(95)))
    page = pair.open(visitors(), pair.anna)
    append(page, TEXT, "Zaczynam.")
    expect_saved(page)
    page.evaluate(COUNT_READS)
    typed = " Piszę dalej bez przerwy i bez czekania."
    append(page, TEXT, typed)
    reads = page.evaluate("window.reads")
    expect_state(page, "saving")
    expect_saved(page)
    assert reads < len(typed) / 4
