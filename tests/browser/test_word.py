"""A reviewer takes a plan to Word and brings it back, in the browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from reviews.models import Suggestion, Thread
from tests.browser.pages import BROWSER, follow
from tests.reviews.factories import submitted_mid
from tests.reviews.word_files import comment, edited, paragraph, replace, typed, w

pytestmark = [*BROWSER, pytest.mark.timeout(300)]


def test_out_to_word_and_back(visitors: Any, tmp_path: Path) -> None:
    review = submitted_mid()
    visitor = visitors()
    visitor.sign_in(review.judge)
    page = visitor.go(f"/en/praca/ocena/{review.document.slug}/")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download as Word document with remarks").click()
    content = Path(started.value.path()).read_bytes()
    content = edited(content, replace("Miasto się nagrzewa.", "Miasto nagrzewa się coraz bardziej, zwłaszcza latem."))

    def stray(root: Any) -> None:
        heading = paragraph(root, "7. ")
        fresh = heading.makeelement(w("p"), {})
        fresh.append(typed("Dopisane pod nagłówkiem, poza polami."))
        heading.addnext(fresh)

    content = comment(edited(content, stray), "Chłodne miasto.", "MUST: Proszę podać liczby.", author="Jan Obcy")
    file = tmp_path / "edited.docx"
    file.write_bytes(content)

    follow(page.get_by_role("link", name="Import the edited file"))
    assert visitor.faults("upload") == []
    page.set_input_files("input[type=file]", file)
    follow(page.get_by_role("button", name="See what was found"))
    expect(page.locator(".review-difference ins").filter(has_text="coraz bardziej")).to_have_count(1)
    assert visitor.faults("preview") == []
    boxes = page.locator(".review-word input[type=checkbox]")
    expect(boxes).to_have_count(3)
    page.get_by_text("What cannot be mapped").wait_for()
    boxes.last.uncheck()
    follow(page.get_by_role("button", name="Take over what is ticked"))
    expect(page).to_have_url(f"{visitor.address}/en/praca/ocena/{review.document.slug}/")
    assert Suggestion.objects.get().thread.field == "text"
    assert {thread.kind for thread in Thread.objects.filter(suggestion=None)} == {"must"}


def test_a_file_that_is_none_says_so(visitors: Any, tmp_path: Path) -> None:
    review = submitted_mid()
    visitor = visitors(width=320)
    visitor.sign_in(review.author)
    page = visitor.go(f"/en/praca/ocena/{review.document.slug}/word/wczytaj/")
    file = tmp_path / "plan.docx"
    file.write_bytes(b"no document")
    page.set_input_files("input[type=file]", file)
    follow(page.get_by_role("button", name="See what was found"))
    expect(page.locator(".govuk-error-message")).to_be_visible()
    assert visitor.faults("refused") == []
