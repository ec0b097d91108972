"""The pages that ask before an earlier state is brought back, read and confirmed as a browser without scripts does."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from documents.models import Change
from tests.torture.html_forms import Form, read_page
from tests.torture.judge import NotShownError, Place
from tests.torture.window import Window


@dataclass
class Restoring:
    """One open question. `before` is what was stored when the page was made: all that the person agrees to lose."""

    window: Window
    url: str
    form: Form
    before: dict[Place, set[str]]

    def confirm(self) -> None:
        """Press the button. What the page showed and is not there afterwards was taken out knowingly."""
        if self.window.is_offline:
            return
        judge = self.window.judge
        posted: dict[str, Any] = dict(self.form.pairs)
        answer = self.window.client.post(self.form.action or self.url, posted)
        judge.absorb()
        judge.say(f"{self.window.name} restores by {self.url}, answered {answer.status_code}")
        if answer.status_code != 302 or reverse("account_login") in answer.url:
            return
        after = judge.current()
        for place, words in self.before.items():
            judge.taken_out[place] |= words - after.get(place, set())


def ask_to_restore(window: Window, number: int) -> Restoring | None:
    """Open the page for a field, a row or the whole plan as it was after some change, or for undoing a restoring.

    None when nothing would change, or may not be changed now.
    """
    changes = list(Change.objects.filter(document=window.world.document).order_by("pk"))
    change = changes[number % len(changes)]
    url = _address(window, change, number // len(changes))
    before = window.judge.current()
    answer = window.client.get(url)
    if answer.status_code >= 500:
        raise NotShownError(f"{url} answers {answer.status_code}")
    forms, _text = read_page(answer.content.decode())
    # The page has other forms too (the language, signing out).
    asking = [form for form in forms if form.method == "post" and form.value("base_version")]
    return Restoring(window, url, asking[0], before) if answer.status_code == 200 and asking else None


def _address(window: Window, change: Change, which: int) -> str:
    restorings = Change.objects.filter(document=window.world.document).exclude(batch=None)
    batch = restorings.order_by("-pk").values_list("batch", flat=True).first()
    if which % 4 == 0 and batch:
        return window.address("restore_undo", batch)
    if which % 4 == 1:
        return window.address("moment_restore", change.pk)
    url = window.address("state_restore", change.part_kind, change.part_id, change.pk)
    return f"{url}?pole={change.field}" if which % 4 == 2 and change.field else url
