"""No word is lost between two real browsers: both write in the same fields while the network fails in the middle of it.

The same promise as in tests/torture, through the real client. Nobody takes a word out, so in the end every word that
was typed must be in the text or in a text that waits for its author, and both screens must show what is stored.
"""

import contextlib
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, Locator, Page, Route

from accounts.models import User
from documents.models import HeldText
from tests.browser.pages import BROWSER
from tests.browser.writers import SAVES, Pair, broken, lost_answer, status, unreachable, wait_until

pytestmark = BROWSER

SEEDS = (22, 25)
STEPS = 20
WORD = re.compile(r"w\d+")
RICH, LISTS = "text", ("strengths", "weaknesses")
#: a text is sent 1 to 2 s after the last key
PAUSES_MS = (0, 300, 900, 1800)


def slow(route: Route) -> None:
    """The answer comes after the next keys."""
    with contextlib.suppress(Error):  # the page may be gone by then
        answer = route.fetch()
        route.request.frame.page.wait_for_timeout(700)
        route.fulfill(response=answer)


FAULTS = (broken, broken, lost_answer, lost_answer, unreachable, slow)


class Writer:
    """A person at a window, with hands that only add words."""

    def __init__(self, pair: Pair, user: User, visitor: Any, numbers: Iterator[int]) -> None:
        self.pair, self.user, self.visitor = pair, user, visitor
        self.page: Page = pair.open(visitor, user)
        self.numbers = numbers
        self.typed: set[str] = set()
        self.session = Session.objects.order_by("expire_date").last()

    def rich(self) -> Locator:
        return self.page.locator(".editor-text").first

    def lines(self, name: str) -> Locator:
        return self.page.locator(f"form[data-part] textarea[name={name}]")

    def type(self, dice: random.Random) -> None:
        """Add a word at an end of a field, sometimes in a new paragraph or line."""
        self.settle_in_dialog()
        word = f"w{next(self.numbers)}"
        field = dice.choice((RICH, RICH, *LISTS))
        place = self.rich() if field == RICH else self.lines(field)
        place.focus()
        # Mostly each at an end of their own, so that most texts are joined; sometimes in one place, so that they clash.
        first, second = (
            ("Control+Home", "Control+End") if self.user == self.pair.anna else ("Control+End", "Control+Home")
        )
        key = first if dice.random() < 0.85 else second
        self.page.keyboard.press(key)
        new_line = dice.random() < 0.4
        if key == "Control+End":
            if new_line:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(f" {word}")
        else:
            self.page.keyboard.type(f"{word} ")
            if new_line:
                self.page.keyboard.press("Enter")
        self.typed.add(word)
        if dice.random() < 0.6:
            # Hands off the keys: now the window shows what it hears of.
            self.page.locator("body").evaluate("document.activeElement.blur()")

    def settle_in_dialog(self) -> None:
        """Keep both texts, wherever the portal asks; a question about signing in is put off."""
        dialog = self.page.locator("dialog[open]")
        if dialog.count():
            both = dialog.locator("button[name=choice][value=both]")
            later = dialog.locator(".workbench-dialog__close")
            both.or_(dialog.locator("input[name=password]")).first.wait_for()
            (both if both.count() else later).click()
            dialog.wait_for(state="detached")

    def trouble(self, dice: random.Random) -> None:
        """The network, the portal or the session fails, or the window is closed and opened again."""
        match dice.randrange(8):
            case 0 | 1:
                self.page.context.set_offline(True)
            case 2 | 3 | 4 | 5:
                self.page.route(SAVES, dice.choice(FAULTS))
            case 6:
                self.page.context.set_offline(False)
                self.page.reload()
                self.ready()
            case _:
                self.lose_session()

    def lose_session(self) -> None:
        """The session ends; the person signs in again in another window of the same browser."""
        cookie = next(one for one in self.page.context.cookies() if one["name"] == "sessionid")
        Session.objects.filter(pk=cookie["value"]).delete()
        self.page.wait_for_timeout(200)
        self.visitor.sign_in(self.user)

    def heal(self) -> None:
        self.page.context.set_offline(False)
        with contextlib.suppress(Error):
            self.page.unroute(SAVES)
        self.look()

    def ready(self) -> None:
        status(self.page).wait_for()
        self.rich().wait_for()

    def look(self) -> None:
        """Coming back to the window: it asks at once what is new, and whether somebody is signed in."""
        self.page.evaluate("window.dispatchEvent(new Event('online')); window.dispatchEvent(new Event('focus'))")

    def is_calm(self) -> bool:
        """Everything is sent; what the portal asks is answered on the way."""
        held = self.page.locator("#workbench-status[data-state=held] button")
        if self.page.locator("dialog[open]").count():
            self.settle_in_dialog()
        elif held.count():
            held.first.click()
            self.page.locator("dialog[open] button[name=choice]").first.wait_for()
        state = self.page.locator("#workbench-status").get_attribute("data-state")
        return state in ("saved", "idle")

    def shown(self) -> dict[str, list[str]]:
        """The words of each field on the screen, in order."""
        texts = {name: self.lines(name).input_value() for name in LISTS}
        return {name: WORD.findall(text) for name, text in {**texts, RICH: self.rich().inner_text()}.items()}


def stored(pair: Pair) -> dict[str, list[str]]:
    diagnosis = pair.diagnosis()
    texts = {RICH: diagnosis.text, **{name: " ".join(getattr(diagnosis, name)) for name in LISTS}}
    return {name: WORD.findall(text) for name, text in texts.items()}


def waiting(pair: Pair) -> set[str]:
    found = HeldText.objects.filter(document=pair.document, settled_at=None)
    return {word for held in found for word in WORD.findall(str(held.mine))}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_word_is_lost(portal: str, visitors: Any, seed: int) -> None:
    dice, pair, numbers = random.Random(seed), Pair(), iter(range(1, 1000))
    writers = [Writer(pair, user, visitors(), numbers) for user in (pair.anna, pair.bartek)]
    for _step in range(STEPS):
        writer = dice.choice(writers)
        writer.type(dice)
        if dice.random() < 0.35:
            writer.trouble(dice)
        elif dice.random() < 0.4:
            writer.heal()
        for one in writers:
            if dice.random() < 0.5:
                one.look()
        writer.page.wait_for_timeout(dice.choice(PAUSES_MS))
    for writer in writers:
        writer.heal()
    wait_until(lambda: all(writer.is_calm() for writer in writers), 40)
    for writer in writers:
        writer.page.locator("body").evaluate("document.activeElement.blur()")
        writer.look()
    typed = writers[0].typed | writers[1].typed
    wait_until(lambda: all(writer.is_calm() and writer.shown() == stored(pair) for writer in writers), 40)
    assert typed - {word for words in stored(pair).values() for word in words} - waiting(pair) == set()
