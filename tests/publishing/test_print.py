"""What a printed document has beside its words: contents, descriptions, languages, heads, a variant in grey."""

import io
import itertools
import re

import pikepdf
import pypdfium2 as pdfium
import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import ImageChops, ImageStat

from publishing.rendering.abbreviations import abbreviations_in
from publishing.rendering.front import address_of
from publishing.rendering.page import SOURCES, document_html, rendering_key
from publishing.rendering.pictures import in_grey
from tests.publishing import factories as make
from tests.publishing.extraction import structure_of, text_of
from tests.publishing.test_pdf import failures, pdf_of, version_of


def spaced(words):
    return " ".join(words.split())


def nodes_of(body):
    return [node for top in structure_of(body) for node in top.walk()]


@pytest.fixture(scope="module")
def rich():
    return pdf_of(make.rich_initiative())


@pytest.fixture(scope="module")
def grey():
    return pdf_of(make.rich_initiative(), variant="grey")


def test_each_chapter_and_card_stands_in_the_contents_with_its_page(rich):
    nodes = nodes_of(rich.body)
    headings = {spaced(node.text): node.page + 1 for node in nodes if node.tag in ("H2", "H3")}
    links = [spaced(node.text) for node in nodes if node.tag == "Link" and node.page in (2, 3)]

    for title in ("1. Tytuł i metryczka", "7. Działania", "D1 Drzewa na Targu Węglowym", "15. Załączniki"):
        entry = next(link for link in links if link.startswith(title))
        assert entry.removeprefix(title).strip() == str(headings[title])


def test_bookmarks_lead_to_chapters_and_cards(rich):
    document = pdfium.PdfDocument(rich.body)
    titles = [spaced(bookmark.get_title()) for bookmark in document.get_toc()]
    document.close()

    assert titles[0] == "1. Tytuł i metryczka"
    assert "D14 Ogrody deszczowe w podwórzach, etap 13" in titles


def test_running_heads_and_page_numbers_are_no_content(rich):
    said = text_of(rich.body)

    assert not re.search(r"strona\s+\d", said)
    assert said.count("Dane przykładowe") == 1


def test_every_drawing_is_described_in_words(rich):
    figures = [node.alternative for node in nodes_of(rich.body) if node.tag == "Figure"]

    assert len(figures) == 5
    assert all(len(words) > 40 for words in figures)
    assert any("I3 Gdańskie Wody" in words for words in figures)


def test_headings_go_down_one_level_at_a_time(rich):
    levels = [int(node.tag[1]) for node in nodes_of(rich.body) if re.fullmatch("H[1-6]", node.tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_cells_know_the_headings_of_their_row_and_column(rich):
    with pikepdf.open(io.BytesIO(rich.body)) as pdf:
        elements = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
        cells = [element for element in elements if element["/S"] == "/TD" and element.get("/A")]
        headings = {
            str(element["/ID"]): str(element["/A"].get("/Scope"))
            for element in elements
            if element["/S"] == "/TH" and element.get("/ID")
        }
        scopes = [
            {headings[str(name)] for name in cell["/A"]["/Headers"]} for cell in cells if "/Headers" in cell["/A"]
        ]

    assert len(cells) > 100
    assert len([found for found in scopes if found == {"/Row", "/Column"}]) > 100


def test_words_in_another_language_say_so():
    content = make.rich_initiative()
    polish = {node.language for node in nodes_of(pdf_of(content).body)}
    english = nodes_of(pdf_of(content, "en").body)

    assert polish >= {"", "en"}
    assert any(node.language == "pl" and "Drzewa na Targu" in node.text for node in english)


def test_the_summary_in_english_gets_its_own_page_and_stands_nowhere_else():
    content = make.rich_initiative()
    words = make.SUMMARY["text_en"]

    for language in ("pl", "en"):
        html = document_html(version_of(content), language)
        assert html.count(words) == 1
        assert 'id="in-english"' in html
    assert 'id="in-english"' not in document_html(version_of(make.empty_initiative()), "pl")


def test_grey_spends_two_thirds_of_the_ink_and_no_colour(rich, grey):
    assert failures(grey.body) == []
    assert ink_of(grey.body) < ink_of(rich.body) * 2 / 3
    assert colour_of(rich.body) > 100
    assert colour_of(grey.body) == 0


def test_grey_drawings_keep_words_dark_and_edges_visible():
    bar = '<svg><rect fill="#12355b" stroke="#fff"/><text fill="#505a64">x</text><circle fill="#12355b"/></svg>'

    assert in_grey(bar) == (
        '<svg><rect fill="#6b6b6b" stroke="#4d4d4d"/><text fill="#585858">x</text><circle fill="#2f2f2f"/></svg>'
    )
    assert in_grey('<p style="x">#12355b</p>') == '<p style="x">#12355b</p>'


def ink_of(body):
    """How much of the paper is dark, all pages together: 1 is one black page."""
    return sum(1 - ImageStat.Stat(page.convert("L")).mean[0] / 255 for page in pages_of(body))


def colour_of(body):
    """The strongest colour of any pixel: 0 where all is grey."""
    strongest = 0
    for page in pages_of(body):
        red, green, blue = page.convert("RGB").split()
        for one, other in ((red, green), (green, blue)):
            strongest = max(strongest, ImageChops.difference(one, other).getextrema()[1])
    return strongest


def pages_of(body):
    document = pdfium.PdfDocument(body)
    pages = [document[number].render(scale=0.5).to_pil() for number in range(len(document))]
    document.close()
    return pages


def test_each_variant_has_its_own_key():
    version = version_of(make.empty_initiative())

    assert rendering_key(version, "pl", "grey") != rendering_key(version, "pl")
    assert rendering_key(version, "pl", "standard") == rendering_key(version, "pl")


def test_every_file_that_shapes_a_print_is_in_its_key(settings):
    found = {path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern)}
    used = {
        *settings.BASE_DIR.glob("templates/*/reading/*.html"),
        # A printout of `tracking` is one person's own, kept under no key.
        *(path for path in settings.BASE_DIR.glob("templates/*/print_*.html") if path.parts[-2] != "tracking"),
        *(path for path in settings.BASE_DIR.glob("*/rendering.py")),
        *(
            path
            for path in settings.BASE_DIR.glob("*/rendering/*.py")
            if path.parts[-3] not in {"catalogue", "tracking"}
        ),
    }

    assert all(list(settings.BASE_DIR.glob(pattern)) for pattern in SOURCES)
    assert used - found == set()


def test_document_says_how_to_cite_it_and_its_licence():
    words = text_of(pdf_of(make.rich_initiative()).body).replace("\u00a0", " ")

    assert "Gdańsk, Chłodne śródmieście: woda i cień w centrum Gdańska, Miejska Inicjatywa Działania" in words
    assert "/mid/gdansk-2021-2023/" in words
    assert "CC BY 4.0" in words


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(("content", "page"), [(make.empty_initiative, "initiative"), (make.plan, "plan")])
def test_address_is_that_of_the_public_page(settings, content, page, language):
    version = version_of(content())
    with override(language):
        assert address_of(version) == settings.PORTAL_ADDRESS + reverse(page, args=[version.content["slug"]])


def test_map_shows_the_place_of_the_city_or_of_the_cities():
    lodz = {"slug": "lodz", "name": "Łódź", "teryt": "1061011", "voivodeship": "łódzkie",
            "latitude": 51.77, "longitude": 19.46}  # fmt: skip
    poznan = {**lodz, "slug": "poznan", "name": "Poznań", "voivodeship": "wielkopolskie", "longitude": 16.9}
    city = document_html(version_of(make.empty_initiative(facts={**make.FACTS, "city": lodz})), "pl")
    network = document_html(
        version_of({**make.plan(1), "facts": {**make.FACTS, "city": None, "cities": [lodz, poznan]}}), "pl"
    )

    assert "about__map" not in document_html(version_of(make.empty_initiative()), "pl")
    assert city.count('class="about__map"') == 1
    assert "Poznań" in network
    assert "about__map--wide" in network


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Roboty prowadzi Miejski Zarząd Dróg (MZD). MZD odpowiada.", [("MZD", "Miejski Zarząd Dróg")]),
        ("Rada (RDS) i GUS", [("GUS", "Statistics Poland")]),
        ("Zakład Usług Komunalnych i Drogowych (ZUKiD)", [("ZUKiD", "Zakład Usług Komunalnych i Drogowych")]),
        ("Unia (UE), (PPP) i ppp", [("PPP", "public-private partnership"), ("UE", "European Union")]),
        ("Fundacja Łąka (FŁ), Bank Ćma (BĆ), ŁĄKI", [("BĆ", "Bank Ćma"), ("FŁ", "Fundacja Łąka")]),
        ("(A) (ABC) ()) bez słów", []),
        ("", []),
    ],
)
def test_abbreviations_are_explained_in_alphabetical_order(words, found):
    with override("en"):
        assert [(one.short, one.long) for one in abbreviations_in(words, "pl")] == found
