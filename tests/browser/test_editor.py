"""The rich text editor: what is pasted from Word, what leaves it by keyboard, what other scripts read and set."""

import pytest
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from documents.forms.rich import EDITOR_WORDS
from tests.browser.pages import BROWSER
from tests.documents.factories import team

pytestmark = BROWSER

LIST_ITEM = """<p class=MsoListParagraph style="mso-list:l0 level{level} lfo1"><![if !supportLists]><span
style='mso-list:Ignore'>{sign}<span>&nbsp;</span></span><![endif]>{text}</p>"""
FOOTNOTE = """<p class=MsoNormal>Brakuje cienia<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference>[1]</span></a>.</p><div style='mso-element:footnote-list'><hr><div
style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> GUS 2025</p></div></div>"""


@pytest.fixture
def writing(visitors):
    """A page with the diagnosis open, and its document."""
    our = team()
    visitor = visitors()
    visitor.sign_in(our.anna)
    page = visitor.go(f"/praca/mid/{our.document.slug}/diagnoza/")
    page.locator(".editor-text").first.wait_for()
    return our, page


def paste(page, html, text="x"):
    page.evaluate(
        """([html, text]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          data.setData("text/html", html);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.querySelector(".editor-text").dispatchEvent(event);
        }""",
        [html, text],
    )


def value(page):
    """The text area's HTML, as other scripts read it."""
    return page.evaluate("document.querySelector('#diagnosis_text').value").replace(' data-type="decimal"', "")


def test_lists_from_word_keep_their_levels(writing):
    _our, page = writing
    items = [(1, "·", "Raz"), (2, "o", "Raz i pół"), (1, "·", "Dwa"), (2, "1.", "Dwa i jeden")]
    paste(page, "".join(LIST_ITEM.format(level=level, sign=sign, text=text) for level, sign, text in items))
    assert value(page) == (
        "<ul><li><p>Raz</p><ul><li><p>Raz i pół</p></li></ul></li>"
        "<li><p>Dwa</p><ol><li><p>Dwa i jeden</p></li></ol></li></ul>"
    )


def test_two_lists_with_a_paragraph_between_stay_two(writing):
    _our, page = writing
    one, two = LIST_ITEM.format(level=1, sign="1.", text="A"), LIST_ITEM.format(level=1, sign="a)", text="B")
    paste(page, f"{one}<p class=MsoNormal>Potem</p>{two}")
    assert value(page) == "<ol><li><p>A</p></li></ol><p>Potem</p><ol><li><p>B</p></li></ol>"


def test_tables_from_word_get_headers(writing):
    _our, page = writing
    row = "<tr><td style='width:1cm'><p class=MsoNormal>{}</p></td><td><p class=MsoNormal>{}<o:p></o:p></p></td></tr>"
    paste(
        page, f"<table class=MsoTableGrid border=1>{row.format('Rok', 'Ludność')}{row.format('2025', '12 000')}</table>"
    )
    text = value(page)
    assert "<th" in text.split("2025")[0]
    assert page.locator(".editor-text th").all_inner_texts() == ["Rok", "Ludność"]
    assert page.locator(".editor-text td").all_inner_texts() == ["2025", "12 000"]


def test_footnotes_from_word_are_numbered_on(writing):
    _our, page = writing
    page.locator(".editor-text").first.click()
    paste(page, FOOTNOTE)
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    paste(page, FOOTNOTE)
    text = value(page)
    assert "Brakuje cienia<sup>1</sup>." in text
    assert "Brakuje cienia<sup>2</sup>." in text
    assert "<p><sup>1</sup> GUS 2025</p>" in text
    assert "<p><sup>2</sup> GUS 2025</p>" in text


def test_links_inside_a_word_file_become_text(writing):
    """Half a document is pasted: what its contents and footnotes lead to has stayed in Word."""
    _our, page = writing
    page.locator(".editor-text").first.click()
    paste(page, '<p><a href="#_Toc12">Diagnoza</a> i dane<a href="file:///C:/plan.docx#_ftn1"><sup>[1]</sup></a>.</p>')
    assert value(page) == "<p>Diagnoza i dane<sup>[1]</sup>.</p>"


def test_what_is_no_text_is_left_out(writing):
    _our, page = writing
    paste(page, "<style>p{color:red}</style><h1>Tytuł</h1><p>Jest<del>było</del> <img src=x alt=a>tu<o:p></o:p></p>")
    assert value(page) == "<h3>Tytuł</h3><p>Jest tu</p>"
    with override("pl"):
        expect(page.locator(".editor-note")).to_have_text(gettext(str(EDITOR_WORDS["noPictures"])))


def test_a_paste_that_does_not_fit_is_refused_as_a_whole(writing):
    _our, page = writing
    paste(page, "<p>Krótko</p>")
    paste(page, "<p>długo</p>", "a" * 60_001)
    expect(page.locator(".editor-note")).to_contain_text("60000")
    assert value(page) == "<p>Krótko</p>"


def test_a_whole_word_file_is_pasted(writing):
    """Sixty pages of paragraphs, lists and tables, each with the styles that Word adds."""
    _our, page = writing
    style = (
        "style='mso-margin-top-alt:auto;line-height:115%;font-family:\"Calibri\",sans-serif;mso-fareast-language:PL'"
    )
    item = LIST_ITEM.format(level=1, sign="·", text="punkt listy")
    block = f"<p class=MsoNormal {style}><span {style}>{'słowo ' * 12}</span></p>{item}"
    paste(page, f"<html><body>{block * 600}</body></html>", "słowo " * 9_000)
    assert value(page).count("punkt listy") == 600


def test_tab_leaves_a_table_and_a_list(writing):
    our, page = writing
    label = capfirst(str(our.kind("diagnosis").field("text").label))
    paste(page, "<ul><li><p>Raz</p></li><li><p>Dwa</p></li></ul><table><tr><th>A</th><th>B</th></tr></table>")
    for place in (".editor-text li >> nth=1", ".editor-text th >> nth=0"):
        page.locator(place).click()
        page.keyboard.press("Tab")
        expect(page.get_by_role("textbox", name=label)).not_to_be_focused()


def test_other_scripts_read_and_set_the_text(writing):
    _our, page = writing
    editor = page.locator(".editor-text").first
    page.evaluate("document.querySelector('#diagnosis_text').value = '<p>Cudze słowa.</p>'")
    expect(editor).to_have_text("Cudze słowa.")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Moje słowa.")
    assert value(page) == "<p>Cudze słowa. Moje słowa.</p>"
    page.keyboard.press("Control+Z")
    expect(editor).to_have_text("Cudze słowa.")


def test_a_footnote_is_added_by_its_button(writing):
    _our, page = writing
    page.locator(".editor-text").first.click()
    page.keyboard.type("Zdanie.")
    page.locator(".editor-button--footnote").first.click()
    page.keyboard.type("Źródło: GUS")
    assert value(page) == "<p>Zdanie.<sup>1</sup></p><p><sup>1</sup> Źródło: GUS</p>"
