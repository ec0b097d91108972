"""The board of stakeholders in a browser: by keyboard, by mouse, without scripts, on a phone."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from initiatives.models import Stakeholder
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, follow, polish, settle
from tests.documents.factories import STAKEHOLDER, Team, team

pytestmark = BROWSER


def section(writing: Team, slug: str = "interesariusze") -> str:
    with override("pl"):
        return reverse("initiative_section", args=[writing.document.slug, slug])


def visitor_of(visitors: Any, writing: Team, **options: Any) -> Visitor:
    visitor = visitors(**options)
    visitor.sign_in(writing.anna)
    return visitor


def said(one: Any, influence: int, interest: int, quadrant: str) -> str:
    return polish(
        "%(name)s: influence %(influence)d, interest %(interest)d. %(quadrant)s.",
        name=one.name,
        influence=influence,
        interest=interest,
        quadrant=polish(quadrant),
    )


def test_arrow_keys_move_a_stakeholder_and_keep_the_focus(visitors: Any) -> None:
    writing = team()
    one = writing.add("stakeholder", **STAKEHOLDER)
    writing.add("stakeholder", **{**STAKEHOLDER, "name": "Szkoły"})
    page = visitor_of(visitors, writing).go(section(writing))
    name = page.locator(f"#placed-{one.pk}-name")
    name.focus()

    page.keyboard.press("ArrowUp")
    expect(page.locator("#portal-status")).to_contain_text(said(one, 4, 4, "Work closely together"))
    expect(name).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#portal-status")).to_contain_text(said(one, 4, 3, "Keep satisfied"))

    expect(name).to_be_focused()
    expect(page.locator(f"#placed-{one.pk}")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator(".placed[open]")).to_have_count(0)
    one.refresh_from_db()
    assert (one.influence, one.interest) == (4, 3)


def test_buttons_move_it_and_stay_under_the_finger(visitors: Any) -> None:
    writing = team()
    one = writing.add("stakeholder", **STAKEHOLDER)
    page = visitor_of(visitors, writing).go(section(writing))
    page.locator(f"#placed-{one.pk}-name").click()
    button = page.locator(f"#more-interest-{one.pk}")

    button.click()
    expect(page.locator("#portal-status")).to_contain_text(said(one, 3, 5, "Keep informed"))
    expect(button).to_be_focused()
    expect(button).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        button.click()
    settle(page)
    expect(page.locator(f"#placed-{one.pk} input[name=base_version]")).to_have_value("2")

    one.refresh_from_db()
    assert (one.interest, one.version) == (5, 2)


def test_the_board_works_without_scripts(visitors: Any) -> None:
    writing = team()
    one = writing.add("stakeholder", **STAKEHOLDER)
    page = visitor_of(visitors, writing, java_script_enabled=False).go(section(writing))

    page.locator(f"#placed-{one.pk}-name").click()
    follow(page.locator(f"#less-influence-{one.pk}"))
    page.wait_for_url(f"**?placed={one.pk}#placed-{one.pk}")

    expect(page.locator(f"#placed-{one.pk}")).to_have_attribute("open", "")
    expect(page.locator("#portal-status")).to_contain_text(said(one, 2, 4, "Keep informed"))
    assert Stakeholder.objects.get(pk=one.pk).influence == 2


@pytest.mark.parametrize("count", [1, 40])
def test_the_panels_have_no_faults(visitors: Any, count: int) -> None:
    writing = team()
    for number in range(count):
        name = f"{'Bardzo długa nazwa stowarzyszenia ' * 5}{number}" if number % 3 else f"Rada {number}"
        place = {"influence": 4, "interest": 5} if number < 15 else {"influence": number % 5 + 1, "interest": 2}
        writing.add("stakeholder", **{**STAKEHOLDER, **place, "name": name})
    visitor = visitor_of(visitors, writing)

    found = []
    for language in ("", "/en"):
        visitor.go(language + section(writing))
        found += visitor.faults()
        visitor.page.locator(".placed__summary").last.click()
        found += visitor.faults("open")
        visitor.page.set_viewport_size({"width": 320, "height": 900})
        found += visitor.faults("narrow")
        visitor.page.set_viewport_size({"width": 1280, "height": 900})

    assert found == []
