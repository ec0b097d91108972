"""Words are hyphenated, endless strings are not tried."""

import pypdfium2
import pytest
from django.utils.translation import override

from publishing.exceptions import CannotRender
from publishing.rendering.engine import make_pdf
from publishing.rendering.hyphenation import LONGEST, OnlyWords
from publishing.rendering.limits import MAX_WORD, check_html

PAGE = '<html lang="pl"><title>t</title><body style="width: 3cm">{}</body>'


def words_of(html):
    body = make_pdf(PAGE.format(html), identifier="0" * 64).body
    document = pypdfium2.PdfDocument(body)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_long_polish_word_is_divided_where_the_dictionary_says():
    text = words_of("<p>" + "konstantynopolitańczykowianeczka ")

    assert len(text.split()) > 1
    assert "".join(letter for letter in text if letter.isalpha()) == "konstantynopolitańczykowianeczka"


def test_the_dictionary_is_not_asked_about_what_is_longer_than_any_word():
    assert list(OnlyWords(lang="pl").iterate("Szczebrzeszyn")) != []
    assert list(OnlyWords(lang="pl").iterate("ba" * (LONGEST // 2) + "b")) == []


@pytest.mark.timeout(30)
def test_five_thousand_letters_without_a_space_are_printed():
    assert words_of("<p style='width: 16cm'>" + "żaba" * 1250).count("ż") == 1250


def test_a_string_that_would_take_minutes_is_refused_with_a_reason():
    check_html(PAGE.format("<p>" + "a" * MAX_WORD + " b"))
    with override("en"), pytest.raises(CannotRender, match="without a space"):
        check_html(PAGE.format("<p>" + "a" * (MAX_WORD + 1)))


def test_a_word_goes_on_through_changes_of_its_looks_and_ends_with_its_paragraph() -> None:
    check_html(PAGE.format("<p>" + "<b>aaaaaaaaaa</b>" * (MAX_WORD // 10)))
    check_html(PAGE.format("<p>" + "<b>aaaaaaaaaa</b> " * MAX_WORD))
    check_html(PAGE.format("<li>aaaaaaaaaa</li>" * MAX_WORD))
    for piece in ("<b>aaaaaaaaaa</b>", "<b>a</b>", "<b><i>a</i></b>"):
        with override("en"), pytest.raises(CannotRender, match="without a space"):
            check_html(PAGE.format("<p>" + piece * (MAX_WORD // 10 + 1)))
