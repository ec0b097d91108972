"""The page on which an author settles a text that waits: read and posted as a browser without scripts does it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from documents.models import HeldText
from documents.parts import BoundField
from documents.rendering import display
from tests.torture.html_forms import Form, read_page
from tests.torture.judge import LostWordError, NotShownError, Place
from tests.torture.typing_hands import WORD, is_text, stored_tokens, tokens
from tests.torture.window import Window

KEEPING = ("mine", "both", "again")


@dataclass
class Dialog:
    """One open page of one text that waits. `seen` are the words that the author has before them."""

    window: Window
    held: HeldText
    url: str
    choices: list[tuple[Form, tuple[str, str] | None]]
    seen: set[str]

    @property
    def place(self) -> tuple[str, str]:
        return str(self.held.part_id), self.held.field

    def settle(self, number: int) -> None:
        """Press one of the buttons. What the author saw and did not keep was left out knowingly."""
        if not self.choices or self.window.is_offline:
            return
        form, button = self.choices[number % len(self.choices)]
        posted: dict[str, list[str]] = {}
        for name, text in [*form.pairs, *([button] if button else [])]:
            posted.setdefault(name, []).append(text)
        judge = self.window.judge
        waited = judge.held(is_open=True)
        self.held.refresh_from_db()
        mine = stored_tokens(judge.bound(self.held.part_kind, self.held.field), self.held.mine)
        answer = self.window.client.post(form.action or self.url, posted)
        judge.absorb()
        judge.say(f"{self.window.name} settles {self.place}: {posted.get('choice')}, answered {answer.status_code}")
        if answer.status_code >= 400 or HeldText.objects.filter(pk=self.held.pk, settled_at=None).exists():
            return
        self._check_kept(posted.get("choice", [""])[0], mine, waited)
        judge.taken_out[self.place] |= self.seen - judge.current().get(self.place, set())
        self.window.decided(self.place, str(self.held.pk))

    def _check_kept(self, choice: str, mine: set[str], waited: dict[Place, set[str]]) -> None:
        """Words that the author chose to keep are in the text now; those of a row that is gone, in another row."""
        judge, current = self.window.judge, self.window.judge.current()
        if choice in KEEPING and mine - current.get(self.place, set()):
            raise LostWordError(f"{choice} did not keep {mine} in {self.place}")
        of_row = {place: words for place, words in waited.items() if place[0] == self.place[0] and words}
        if choice == "discard":
            # A row that never came to be is shown, and given up, as a whole.
            for place, words in of_row.items():
                judge.taken_out[place] |= {word for word in words if word in self.seen or not WORD.fullmatch(word)}
        if choice == "copy":
            self._check_copied(of_row, current)

    def _check_copied(self, waited: dict[Place, set[str]], current: dict[Place, set[str]]) -> None:
        judge = self.window.judge
        still = judge.held(is_open=True)
        for (part_id, name), all_words in waited.items():
            # Of several amounts for one field the new row has one; the others wait on.
            words = all_words - still.get((part_id, name), set())
            copies = [place for place, present in current.items() if place[1] == name and words <= present]
            if not copies:
                raise LostWordError(f"no new row has {words} of {part_id} {name}")
            judge.taken_out[part_id, name] |= words
            judge.acknowledged[copies[0]] |= words


def open_dialog(window: Window, held: HeldText, *, as_page: bool = False) -> Dialog | None:
    """Open a text that waits, in a dialog or as a page of its own; NotShownError when it lacks a word.

    None when the person is signed out.
    """
    url = window.address("held_text", held.pk)
    answer = window.client.get(url, {} if as_page else {"fragment": "1"})
    if answer.status_code != 200:
        if answer.status_code == 302 and reverse("account_login") in answer.url:
            return None
        raise NotShownError(f"{url} answers {answer.status_code}")
    forms, text = read_page(answer.content.decode())
    bound = window.judge.bound(held.part_kind, held.field)
    shown = tokens_on(bound, forms, text, held.field)
    if not is_text(bound):
        # Values are written there as people read them.
        shown |= window.judge.current().get((str(held.part_id), held.field), set())
    missing = stored_tokens(bound, held.mine) - shown
    if missing and (is_text(bound) or not _reads(bound, held.mine, text)):
        raise NotShownError(f"{url} does not show {sorted(missing)} of {held.part_kind}.{held.field}")
    posts = [form for form in forms if form.method == "post" and (form.action or url).startswith(url)]
    choices = [(form, button) for form in posts for button in (form.buttons or [None])]
    return Dialog(window, held, url, choices, shown)


def _reads(bound: BoundField, value: Any, text: str) -> bool:
    """Whether a value without words is written on the page as people read it; rows are there by their names.

    Spaces do not count: marks of differences stand between the words.
    """
    return bound.target is not None or "".join(display(bound, value).split()) in "".join(text.split())


def tokens_on(bound: BoundField, forms: list[Form], text: str, name: str) -> set[str]:
    """Words anywhere on the page, and values in controls of the field."""
    found = set(WORD.findall(text))
    for form in forms:
        data = [[one, value] for one, value in form.pairs if one == name or one.startswith(f"{name}_")]
        found |= tokens(bound, data) if data else set()
    return found
