"""Indicators on their way, funding that is partly known, and dates in order."""

import datetime
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.charts.track import BASELINE, MEASURED, TARGET, Point, Track, track
from documents.forms import part_form
from initiatives.rendering.dates import dates_panel, read_date
from initiatives.rendering.funding import funding_panel
from initiatives.rendering.progress import progress_panel, progress_sentence
from tests.documents.factories import team
from tests.publishing import factories as make

PLAIN = {ord("\u00a0"): " "}


def indicator(baseline, target, unit="%"):
    return {"values": {"baseline": baseline, "target": target, "unit": unit}}


@pytest.mark.parametrize(
    ("baseline", "target", "measured", "expected"),
    [
        ("0", "100", ["10", "40"], "After 2 measurements: 40% of the way to the target (40 %, the target is 100 %)."),
        ("41.5", "38.5", ["40"], "After 1 measurement: 50% of the way to the target (40 %, the target is 38.5 %)."),
        ("0", "3", ["2.999"], "After 1 measurement: 99% of the way to the target (2.999 %, the target is 3 %)."),
        ("0", "100", ["120"], "After 1 measurement: the target is reached (120 %, the target is 100 %)."),
        ("10", "100", ["5"], "After 1 measurement: further from the target than at the beginning (5 %, it was 10 %)."),
        ("7", "7", ["7"], "After 1 measurement: 7 %. The aim is to keep this value, and it is kept."),
        ("7", "7", ["8"], "After 1 measurement: 8 %. The aim is to keep 7 %."),
        (
            None,
            "7",
            ["8"],
            "After 1 measurement: 8 %, the target is 7 %. Without a baseline the way cannot be counted.",
        ),
        ("7", None, ["8"], "After 1 measurement: 8 %. The target is not known."),
    ],
)
def test_how_far_an_indicator_is(baseline, target, measured, expected):
    with override("en"):
        sentence = progress_sentence(indicator(baseline, target), [Decimal(one) for one in measured])

    assert sentence.translate(PLAIN) == expected


def test_measurements_stand_in_the_order_of_their_dates():
    content = make.content(
        "mid",
        {
            "indicator": make.indicators()[:2],
            "measurement": [
                {"indicator": make.row_id("indicator", 0), "date": "2028-01-01", "value": "39.500", "note": "lato"},
                {"indicator": make.row_id("indicator", 0), "date": "2027-01-01", "value": "41.000"},
                {"indicator": make.row_id("indicator", 9), "date": "2027-01-01", "value": "1.000"},
                {"indicator": make.row_id("indicator", 0), "date": None, "value": "1.000"},
            ],
        },
    )

    with override("en"):
        data = progress_panel(content).data
        (shown,) = data["indicators"]
        readings = [(one.when.translate(PLAIN), one.words.translate(PLAIN), one.note) for one in shown.readings]

    assert readings == [
        ("1 January 2027", "41 °C", ""),
        ("1 January 2028", "39.5 °C", "lato"),
    ]
    assert "66% of the way" in shown.sentence
    assert data["waiting"] == ["W2 Woda zatrzymana po ulewie"]


def test_nothing_measured_is_no_panel():
    assert progress_panel(make.content("mid", {"indicator": make.indicators()})) is None


@pytest.mark.django_db
def test_a_measurement_is_added_under_its_indicator():
    writing = team()
    owner = writing.add("indicator", name="Drzewa", kind="output", unit="szt.", baseline=0, target=100)
    client = Client()
    client.force_login(writing.anna)
    add = reverse("initiative_part_add", args=[writing.document.slug, "measurement"])

    response = client.post(
        f"{add}?indicator={owner.pk}",
        {
            "indicator": str(owner.pk),
            "date_day": "1",
            "date_month": "6",
            "date_year": "2026",
            "value": "40",
            "note": "",
        },
        follow=True,
    )

    page = response.content.decode()
    assert response.redirect_chain[-1][0].endswith(f"/wskazniki/#wiersz-{owner.pk}")
    assert "1\u00a0czerwca\u00a02026" in page
    assert str(owner.measurements.get()) == "1\u00a0czerwca\u00a02026: 40"
    assert page.count(f'id="wiersz-{owner.measurements.get().pk}"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "is_right"), [(0, True), (1, False)])
def test_nothing_is_measured_in_days_to_come(days, is_right):
    writing = team()
    owner = writing.add("indicator", name="Drzewa", kind="output", unit="szt.", baseline=0, target=100)
    when = timezone.localdate() + datetime.timedelta(days=days)

    form = part_form(
        writing.kind("measurement"),
        writing.document,
        {"indicator": owner.pk, "date_day": when.day, "date_month": when.month, "date_year": when.year, "value": "1"},
    )

    assert form.is_valid() is is_right
    assert list(form.errors) == ([] if is_right else ["date"])


def chart(*points, width=560):
    return Track("t", "Tytuł <b>", "Opis", points, width=width)


def test_a_track_is_drawn_from_two_points_on():
    assert track(chart(Point("2024", 1.0, "1"))) == ""
    root = ElementTree.fromstring(track(chart(Point("2024", 1.0, "1", BASELINE), Point("2029", 5.0, "5", TARGET))))
    assert root.get("role") == "img"
    assert "style" not in ElementTree.tostring(root, "unicode")


def test_a_track_without_change_and_of_forty_points_keeps_its_labels_apart():
    flat = track(chart(Point("a", 2.0, "2"), Point("b", 2.0, "2")))
    many = [Point(f"{n:02d}.2027", float(n % 7), f"{n} 000 000", MEASURED) for n in range(40)]

    labels = [
        (float(one.get("x")), float(one.get("y")), one.text)
        for one in ElementTree.fromstring(track(chart(*many, Point("cel", 9.0, "9", TARGET)))).iter()
        if one.tag.endswith("text")
    ]

    assert flat != ""
    assert ("9" in [words for _x, _y, words in labels]) is True
    rows = {y: sorted(x for x, other, _words in labels if other == y) for _x, y, _words in labels}
    assert all(right - left > 20 for found in rows.values() for left, right in pairwise(found))


def test_costs_that_are_not_known_are_said():
    actions = [
        {**make.action(0), "cost": "1000.00"},
        {**make.action(1), "cost": None},
        {**make.action(2), "cost": None},
    ]
    funding = [
        {"action": make.row_id("action", 0), "source": "own", "amount": "400.00", "year": 2027, "status": "secured"},
        {"action": make.row_id("action", 1), "source": "eu", "amount": None, "status": "sought"},
    ]

    with override("en"):
        data = funding_panel(make.content("mid", {"action": actions, "action_funding": funding})).data

    assert data["cost"].translate(PLAIN) == "at least PLN 1,000 (the cost of 2 actions is not known)"
    assert data["funded"].translate(PLAIN) == "at least PLN 400 (the amount of 1 source is not known)"
    assert data["balance"].translate(PLAIN) == "The sources cover 40% of the known cost; PLN 600 is missing."
    assert [one["id"] for one in data["unknown_cost"]] == [make.row_id("action", 1), make.row_id("action", 2)]


@pytest.mark.parametrize(
    ("cost", "amount", "expected"),
    [
        ("100.00", "100.00", "The sources cover the whole known cost."),
        ("100.00", "150.00", "The sources give PLN 50 more than the plan costs."),
        (None, "150.00", "The sources give PLN 150 more than the known cost; some costs are not known yet."),
        ("0.00", "0.01", "The sources give PLN 0.01 more than the plan costs."),
    ],
)
def test_what_sources_and_costs_say_together(cost, amount, expected):
    content = make.content(
        "mid",
        {
            "action": [{**make.action(0), "cost": cost}],
            "action_funding": [
                {"action": make.row_id("action", 0), "source": "own", "amount": amount, "status": "sought"}
            ],
        },
    )

    with override("en"):
        assert funding_panel(content).data["balance"].translate(PLAIN) == expected


@pytest.mark.django_db
def test_funding_on_the_workbench_leads_to_the_forms_of_actions():
    writing = team()
    part = writing.add("action", title="Drzewa", kind="investment", cost=Decimal(100))
    client = Client()
    client.force_login(writing.anna)

    page = client.get(reverse("initiative_section", args=[writing.document.slug, "finansowanie"])).content.decode()

    assert f'href="{reverse("initiative_part_edit", args=[writing.document.slug, "action", part.pk])}"' in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("marzec 2027", datetime.date(2027, 3, 31)),
        ("March 2027, with the council", datetime.date(2027, 3, 31)),
        ("03.2027", datetime.date(2027, 3, 31)),
        ("15.03.2027", datetime.date(2027, 3, 15)),
        ("31.02.2027", None),
        ("co pół roku", None),
        ("wiosna 2027", None),
        ("", None),
        ("99999999999.2027", None),
        ("03.0000", None),
    ],
)
def test_dates_are_read_from_words(words, expected):
    assert read_date(words) == expected


def test_reviews_and_milestones_stand_in_one_order():
    content = make.content(
        "mid",
        {
            "record": [make.RECORD],
            "milestone": [{"date": "2028-01-15", "text": "Plac"}, {"date": "2031-01-15", "text": "Po planie"}],
            "monitoring": [{"review_dates": ["marzec 2029", "marzec 2027", "co rok"]}],
        },
    )

    with override("en"):
        data = dates_panel(content).data

    assert [(one.when.translate(PLAIN), one.code, one.words, one.outside) for one in data["dates"]] == [
        ("marzec 2027", "", "Review of the plan", False),
        ("15 January 2028", "K1", "Plac", False),
        ("marzec 2029", "", "Review of the plan", False),
        ("15 January 2031", "K2", "Po planie", True),
    ]
    assert data["undated"] == ["co rok"]
    assert dates_panel(make.empty_initiative()) is None
