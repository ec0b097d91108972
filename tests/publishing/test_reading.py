"""Snapshots laid out for reading: labels, values, references, levels of headings, nothing internal."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from documents.rendering import Item, level_headings, reading
from initiatives.rendering.funding import count_funding, spread
from initiatives.rendering.schedule import schedule_panel
from tests.publishing import factories as make


def html_of(content, **context):
    with override("pl"):
        return render_to_string("documents/reading/document.html", {"reading": reading(content), **context})


def test_public_reading_has_no_internal_field():
    content = make.rich_initiative()

    assert "contact" not in reading(content).section("stakeholders").parts[0].rows[0].by
    assert "contact" in reading(content, public=False).section("stakeholders").parts[0].rows[0].by
    assert "tajny-kontakt" not in html_of(content)


def test_values_read_as_words():
    with override("pl"):
        row = reading(make.rich_initiative()).section("actions").parts[0].rows[0]

    assert row.code == "D1"
    assert row.title == "Drzewa na Targu Węglowym"
    assert row.by["cost"].text == "250\u00a0000\u00a0zł"
    assert row.by["period"].text == "styczeń–maj\u00a02027"
    assert row.by["aim"].items == (
        Item("C1 Więcej cienia na drogach do szkół i\u00a0przystanków", f"#wiersz-{make.row_id('aim', 0)}"),
    )
    assert [child.by["amount"].raw for child in row.children["action_funding"]] == ["100000.00", "150000.00"]


def test_labels_of_the_snapshot_name_what_lies_outside():
    row = reading(make.plan()).section("recommendations").parts[0].rows[0]

    assert row.by["lead_institution"].text == "Ministerstwo Infrastruktury"
    assert row.by["institutions"].items == (Item("Wody Polskie"),)
    assert row.by["barriers"].items == (
        Item("ZIE-B01 Przepisy utrudniają retencję, część 1", f"#wiersz-{make.row_id('barrier', 0)}"),
    )
    assert row.by["practices"].items == (
        Item("ZIE-D01 Miasto gąbka, przykład 1", f"#wiersz-{make.row_id('good_practice', 0)}"),
    )


def test_a_reference_to_a_deleted_row_is_left_out():
    action = {**make.action(0), "aim": make.row_id("aim", 99)}

    row = reading(make.content("mid", {"action": [action]})).section("actions").parts[0].rows[0]

    assert row.by["aim"].items == ()


def test_every_section_and_row_has_its_anchor():
    content = make.rich_initiative()
    html = html_of(content)

    assert html.count('<section class="reading-section" id="sekcja-') == 15
    ids = [row["id"] for rows in content["parts"].values() for row in rows]
    assert [key for key in ids if html.count(f'id="wiersz-{key}"') != 1] == []


def test_an_empty_initiative_says_so_in_every_section():
    assert html_of(make.empty_initiative()).count("reading-blank") == 15


def test_the_aside_comes_after_each_section_and_each_row():
    with override("pl"):
        content = make.content("mid", {"aim": make.AIMS, "action": [make.action(0)]})
        read = reading(content)
        rows = sum(len(part.rows) for section in read.sections for part in section.parts)
        html = render_to_string(
            "documents/reading/document.html",
            {"reading": read, "aside_template": "components/empty.html", "title": "*"},
        )

    assert html.count('<p class="portal-empty__title">') == len(read.sections) + rows


def test_hostile_text_stays_text():
    action = {**make.action(0), "title": "<script>alert(1)</script>", "description": "<img src=x onerror=alert(1)>a"}

    html = html_of(make.content("mid", {"action": [action]}))

    assert "<script>" not in html
    assert "onerror" not in html


@pytest.mark.parametrize(
    ("html", "above", "expected"),
    [
        ("<h3>a</h3><h4>b</h4>", 2, "<h3>a</h3><h4>b</h4>"),
        ("<h4>a</h4><p>x</p><h3>b</h3>", 3, "<h4>a</h4><p>x</p><h4>b</h4>"),
        ("<h3>a</h3><h4>b</h4><h3>c</h3>", 4, "<h5>a</h5><h6>b</h6><h5>c</h5>"),
        ("<h3>a</h3><h4>b</h4>", 6, "<h6>a</h6><h6>b</h6>"),
        ("<p>a</p>", 2, "<p>a</p>"),
    ],
)
def test_headings_are_never_skipped(html, above, expected):
    assert level_headings(html, above) == expected


def test_an_amount_is_spread_without_a_rest():
    assert spread(Decimal("100.00"), 3) == [Decimal("33"), Decimal("33"), Decimal("34")]
    assert spread(Decimal("100.50"), 3) == [Decimal("33.50"), Decimal("33.50"), Decimal("33.50")]
    assert spread(Decimal("0.01"), 2) == [Decimal("0.00"), Decimal("0.01")]


def test_funding_is_counted_by_source_and_year():
    action = {**make.action(0), "start": "2027-11-01", "end": "2028-01-01", "cost": "100.00"}
    unknown = {**make.action(1), "cost": None, "start": None}
    funding = [
        {"action": make.row_id("action", 0), "source": "eu", "amount": "100.00", "status": "sought"},
        {"action": make.row_id("action", 0), "source": "own", "amount": "7.50", "year": 2027, "status": "secured"},
        {"action": make.row_id("action", 1), "source": "own", "amount": "5.00", "status": "planned"},
    ]

    found = count_funding(make.content("mid", {"action": [action, unknown], "action_funding": funding}))

    assert found.by_source == {
        "eu": {2027: Decimal(66), 2028: Decimal(34)},
        "own": {2027: Decimal("7.50"), 0: Decimal("5.00")},
    }
    assert found.years == [2027, 2028, 0]
    assert (found.cost, found.funded) == (Decimal("100.00"), Decimal("112.50"))
    assert [(gap.label, gap.difference) for gap in found.gaps] == [("D1 Drzewa na Targu Węglowym", Decimal("-7.50"))]
    assert [row["code"] for row in found.unknown_cost] == ["D2"]


def test_the_schedule_says_what_overlaps_and_what_is_late():
    first = {**make.action(0), "start": "2027-01-01", "end": "2027-03-01", "state": "late"}
    second = {**make.action(1), "start": "2027-03-01", "end": "2030-01-01", "state": "planned"}
    third = {**make.action(2), "start": None, "end": None}

    with override("en"):
        panel = schedule_panel(make.content("mid", {"record": [make.RECORD], "action": [first, second, third]}))

    assert panel is not None
    assert [sentence.replace("\u00a0", " ") for sentence in panel.data["sentences"]] == [
        "2 actions with dates, January 2027 – January 2030.",
        "Most actions run at the same time in March 2027: 2.",
        "Late: D1.",
        "Order: D3 waits for D2.",
        "Without dates: D3.",
        "Outside the period of the plan: D2.",
    ]


def test_no_schedule_without_dates():
    assert schedule_panel(make.empty_initiative()) is None
