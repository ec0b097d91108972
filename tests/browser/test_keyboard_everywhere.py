"""Every control of every page on which a plan is written is a stop of the Tab key, and the focus is seen there."""

import pytest
from django.urls import reverse

from documents.parts import document_kind
from documents.queries import rows
from tests.browser.pages import BROWSER
from tests.browser.test_keyboard import Keyboard
from tests.documents.factories import Team, team
from tests.factories import fill_mid

pytestmark = BROWSER

MOST_STOPS = 250
MID = document_kind("mid")
#: names of all controls that a person can see, a text area that an editor hides among them; a choice counts once
CONTROLS = """() => [...new Set([...document.querySelectorAll("#main form [name]")]
  .filter((one) => one.type !== "hidden" && !one.disabled
    && (one.checkVisibility() || one.parentElement.querySelector(".editor")))
  .map((one) => one.name))]"""


@pytest.fixture
def our(portal: str) -> Team:
    made = team()
    fill_mid(made.document, by=made.anna)
    return made


def reached(hands: Keyboard) -> set[str]:
    """The names of all controls at which Tab stops, from the beginning of the page to its end."""
    names: set[str] = set()
    for _press in range(MOST_STOPS):
        stop = hands.tab()
        if stop["tag"] == "body":
            return names
        names.add(stop["name"])
        if stop["editable"]:
            names.add(hands.page.locator(f"[id='{stop['field']}']").get_attribute("name") or "")
    raise AssertionError(f"more than {MOST_STOPS} stops on {hands.page.url}")


def check(visitors, our: Team, addresses: list[str]) -> set[str]:
    """Walk through pages. Returns the names of all their controls."""
    found: set[str] = set()
    visitor = visitors()
    visitor.sign_in(our.anna)
    hands = Keyboard(visitor.page)
    for address in addresses:
        visitor.go(address)
        controls = set(hands.page.evaluate(CONTROLS))
        assert controls - reached(hands) == set(), address
        found |= controls
    assert hands.unseen == []
    return found


def test_every_section(visitors, our):
    """All records and lists of the plan, the annexes and the link to the network among them."""
    found = check(
        visitors, our, [reverse("initiative_section", args=[our.document.slug, one.slug]) for one in MID.sections]
    )
    fields = {field.name for kind in MID.part_kinds.values() if not kind.many for field in kind.fields}
    assert {name for name in fields if not any(f"{one}_".startswith(f"{name}_") for one in found)} == set()


def test_every_new_row(visitors, our):
    kinds = [kind for kind in MID.part_kinds.values() if kind.many and not kind.parent]
    check(visitors, our, [reverse("initiative_part_add", args=[our.document.slug, kind.key]) for kind in kinds])


def test_every_row_inside_a_row(visitors, our):
    """Funding of an action, measurements of an indicator: the pages of their owners, and their own."""
    owners = {kind.parent: kind for kind in MID.part_kinds.values() if kind.parent}
    found = [rows(our.document, MID.part_kinds[key])[0] for key in owners]
    check(visitors, our, [
        address
        for (key, child), owner in zip(owners.items(), found, strict=True)
        for address in (
            reverse("initiative_part_edit", args=[our.document.slug, key, owner.pk]),
            f"{reverse('initiative_part_add', args=[our.document.slug, child.key])}?{key}={owner.pk}",
        )
    ])  # fmt: skip
