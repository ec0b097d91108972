import datetime
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from core.charts.bars import Bars, Source, bars, nice_step
from core.charts.gantt import Gantt, Milestone, Row, gantt, gantt_pages
from core.charts.grid import Grid, Stakeholder, grid
from core.charts.poland import City, Poland, geometry, place, poland, to_epsg2180
from core.charts.ring import Ring, ring
from core.charts.svg import fit, text_width, wrap
from core.charts.track import BASELINE, Point, Track, track
from tests.core import gallery

D = datetime.date
HOSTILE = '</title><script>alert("x")</script>&\x00\x0b\ud800 ]]> \' "'
SVG = "{http://www.w3.org/2000/svg}"


def schedule(rows, **more):
    return Gantt("g", "Title", "Description", rows, **more)


def all_pictures(word):
    rows = (Row(word, D(2025, 1, 1), D(2025, 9, 1), milestones=(Milestone(D(2025, 9, 1), word),)),)
    money = (Source(word, (Decimal(5), Decimal(0))),)
    cities = (City(word, 52.0, 19.0, "circle", "#000", "javascript:x", word), City(word, None, None))
    return [
        gantt(Gantt("a", word, word, rows, state_labels={"planned": word}, milestone_label=word)),
        gantt(Gantt("b", word, word, rows, width=320, today=D(2025, 3, 1), today_label=word)),
        grid(Grid("c", word, word, [Stakeholder(word, 9, -3)] * 12, word, word, (word,) * 4, word, word)),
        ring(Ring("d", word, word, 67, word)),
        bars(Bars("e", word, word, (word, word), money)),
        track(Track("g", word, word, [Point(word, 1.0, word, BASELINE), Point(word, 2.0, word)])),
        poland(Poland("f", word, word, cities, (("square", "#000", word),))),
    ]


def test_hostile_words_stay_words_and_the_markup_is_well_formed():
    for picture in all_pictures(HOSTILE):
        root = ElementTree.fromstring(picture)
        assert "script" not in {element.tag.removeprefix(SVG) for element in root.iter()}
        assert root.find(f"{SVG}title").text.startswith("</title><script>")


def test_pictures_are_named_and_use_no_css():
    for picture in all_pictures("Zażółć"):
        root = ElementTree.fromstring(picture)
        assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")
        assert root.get("aria-describedby") == root.find(f"{SVG}desc").get("id")
        assert " style=" not in picture
        assert "<style" not in picture


def test_a_picture_is_an_image_unless_it_has_links():
    pictures = all_pictures("x")
    assert [ElementTree.fromstring(one).get("role") for one in pictures] == ["img"] * 6 + ["group"]


def test_gantt_without_dates_is_nothing():
    assert gantt(schedule(())) == ""
    assert gantt(schedule((Row("no dates"),))) == ""


def test_gantt_of_one_day_and_of_reversed_dates():
    ElementTree.fromstring(gantt(schedule((Row("a", D(2025, 5, 5), D(2025, 5, 5)),))))
    assert gantt(schedule((Row("a", D(2026, 5, 5), D(2025, 5, 5)),))) == gantt(
        schedule((Row("a", D(2025, 5, 5), D(2026, 5, 5)),))
    )


def test_gantt_of_two_hundred_rows_repeats_the_axis():
    rows = tuple(Row(f"Działanie {n}", D(2025, 1, 1), D(2027, 12, 31)) for n in range(200))
    picture = gantt(schedule(rows))
    assert picture.count(">2026<") == 2
    assert len(ElementTree.fromstring(picture).findall(f"{SVG}rect")) == 300


def test_gantt_pages_share_one_axis():
    rows = tuple(Row(f"Działanie {n}", D(2025, 1, 1), D(2025 + n // 10, 12, 31)) for n in range(30))
    pages = gantt_pages(schedule(rows), rows_per_page=12)
    assert len(pages) == 3
    assert all(">2027<" in page for page in pages)
    assert len({re.search(r'aria-labelledby="([^"]+)"', page).group(1) for page in pages}) == 3


def linked(**later):
    first = Row("A", D(2025, 1, 1), D(2025, 3, 31), key="a")
    then = Row("B", **{"start": D(2025, 4, 1), "end": D(2025, 6, 30), "key": "b", "after": ("a",), **later})
    return schedule((first, then), after_label="waits", early_label="too early")


def arrows(picture):
    """The colours of the arrow heads in the drawing, without the legend."""
    drawing = picture[: picture.index('<g transform="translate(')] if "<g transform" in picture else picture
    return re.findall(r'<path d="M[\d.]+ [\d.]+L[\d. L]+z" fill="(#\w+)"/>', drawing)


def test_an_arrow_leads_to_what_waits():
    picture = gantt(linked())
    assert arrows(picture) == ["#505a64"]
    assert "waits" in picture
    assert "too early" not in picture


def test_an_arrow_is_red_and_broken_where_the_second_begins_too_early():
    picture = gantt(linked(start=D(2025, 3, 1)))
    assert arrows(picture) == ["#a7162d"]
    assert "too early" in picture


def test_no_arrow_from_or_to_what_has_no_dates_or_is_on_another_page():
    assert arrows(gantt(linked(start=None))) == []
    assert [arrows(page) for page in gantt_pages(linked(), rows_per_page=1)] == [[], []]


@pytest.mark.parametrize("row", [Row("A", D(2025, 1, 1), D(2025, 3, 31), "late"),
                                 Row("A", D(2025, 1, 1), D(2025, 3, 31), "planned", is_late=True)])  # fmt: skip
def test_late_is_told_by_stripes_and_a_word_too(row):
    picture = gantt(schedule((row,), late_label="late", state_labels={"late": "late"}))
    assert "l8-14" in picture
    assert picture.count(">late</text>") == 3


def test_the_late_word_stays_inside_the_picture():
    rows = (
        Row("A", D(2025, 1, 1), D(2025, 12, 31), is_late=True),
        Row("B", D(2025, 10, 1), D(2025, 12, 31), is_late=True),
    )
    picture = gantt(schedule(rows, late_label="after its end"))
    for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" font-size="12" font-weight="600" fill="#a7162d"', picture):
        assert 0 <= float(x) <= 1136 - text_width("after its end", 12)


def test_months_set_the_width_and_are_named_where_there_is_room():
    rows = (Row("A", D(2025, 1, 1), D(2026, 12, 31)),)
    wide, middle = (gantt(schedule(rows, month_width=width)) for width in (60, 24))
    assert ElementTree.fromstring(wide).get("width") == str(16 + 24 * 60)
    assert wide.count(">sty</text>") + wide.count(">Jan</text>") == 2
    assert ">III</text>" in middle
    assert ElementTree.fromstring(middle).get("width") == str(16 + 24 * 24)


def test_in_a_wide_picture_the_words_stand_over_their_bar():
    rows = (Row("First", D(2025, 1, 1), D(2025, 3, 31)), Row("Last", D(2030, 1, 1), D(2030, 3, 31)))
    picture = gantt(schedule(rows, month_width=60))
    at = {words: float(x) for x, words in re.findall(r'<text x="([\d.]+)"[^>]*>(First|Last)</text>', picture)}
    assert at["First"] == 8
    assert at["Last"] > 3000


def test_today_is_drawn_only_inside_the_schedule():
    rows = (Row("a", D(2025, 1, 1), D(2025, 12, 31)),)
    assert "#a7162d" in gantt(schedule(rows, today=D(2025, 6, 1)))
    assert "#a7162d" not in gantt(schedule(rows, today=D(2030, 6, 1)))


def test_a_century_of_quarters_stays_readable():
    picture = gantt(schedule((Row("a", D(1950, 1, 1), D(2050, 1, 1)),)))
    assert len(re.findall(r">(?:19|20)\d\d<", picture)) < 40


def boxes_of_labels(root, size):
    for element in root.iter(f"{SVG}text"):
        if element.get("font-weight") == "600" and element.get("stroke") is None and "→" not in element.text:
            width, x = text_width(element.text, size), float(element.get("x"))
            shift = {"end": width, "middle": width / 2}.get(element.get("text-anchor"), 0)
            yield element.text, x - shift, float(element.get("y")) - size * 0.7, width, size * 0.7


def assert_apart(boxes):
    for index, (name, x, y, width, height) in enumerate(boxes):
        for other, x2, y2, width2, height2 in boxes[index + 1 :]:
            apart = x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
            assert apart, f"{name} runs into {other}"


def test_labels_of_stakeholders_do_not_overlap():
    root = ElementTree.fromstring(grid(gallery.stakeholders()))
    labels = list(boxes_of_labels(root, 13))
    words = " ".join(name for name, *_box in labels)
    assert [one.label for one in gallery.stakeholders().stakeholders if one.label.split()[0] not in words] == []
    assert_apart(labels)


def test_stakeholders_without_room_get_numbers():
    many = [Stakeholder(f"Interesariusz o długiej nazwie {n}", 3, 3) for n in range(40)]
    picture = grid(Grid("c", "t", "d", many, "Wpływ", "Zainteresowanie", ("a", "b", "c", "d")))
    assert picture.count("Interesariusz o") == 40
    assert "1. Interesariusz" in picture


@pytest.mark.parametrize(
    ("lat", "lon", "east", "north"),
    [
        (52.0, 19.0, 500000.0, 459309.2),
        (50.06465, 19.94498, 567612.3, 244582.0),
        (53.42894, 14.55302, 204702.4, 627423.0),
        (51.24645, 22.56844, 748957.7, 381577.2),
    ],
)
def test_projection_agrees_with_another_formula(lat, lon, east, north):
    """Expected metres come from Snyder's series (USGS Professional Paper 1395), not from Krüger's."""
    found = to_epsg2180(lat, lon)
    assert (round(found[0], 1), round(found[1], 1)) == (east, north)


def inside(path, x, y):
    """Whether a point lies in the first ring of a path, by counting crossings."""
    points = [tuple(map(float, pair.split())) for pair in path.split("M")[1].rstrip("Z").split("L")]
    hit = False
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            hit = not hit
    return hit


def test_every_known_city_falls_in_its_own_voivodeship():
    paths = {one["name"]: one["path"] for one in geometry()["voivodeships"]}
    rows, chart = gallery.cities()
    margin = place_of_origin()
    outside = [
        row["name"]
        for row, city in zip(rows, chart.cities, strict=True)
        if not inside(paths[row["voivodeship"]], *(v - margin for v in place(city.lat, city.lon)))
    ]
    assert outside == []


def place_of_origin():
    how = geometry()["projection"]
    east, _north = to_epsg2180(52.0, 19.0)
    return place(52.0, 19.0)[0] - (east - how["west"]) * how["units_per_metre"]


def test_all_names_of_the_programme_fit_the_map_without_overlap():
    _rows, chart = gallery.cities()
    picture = poland(chart)
    labels = list(boxes_of_labels(ElementTree.fromstring(picture), 13.5))
    words = " ".join(name for name, *_box in labels)
    assert [city.name for city in chart.cities if city.name.split()[0] not in words] == []
    assert_apart(labels)


def test_a_city_without_coordinates_is_left_out():
    picture = poland(Poland("p", "t", "d", (City("Nowhere", None, 19.0), City("Atlantis", 10.0, -30.0))))
    assert "Nowhere" not in picture
    assert "Atlantis" not in picture


def test_bars_without_money_are_nothing():
    assert bars(Bars("b", "t", "d", (), ())) == ""
    assert bars(Bars("b", "t", "d", ("2025",), (Source("a", (Decimal(0),)),))) == ""


def test_bars_past_eight_sources_add_up_the_rest():
    many = [Source(f"Źródło {n}", (Decimal(n),)) for n in range(1, 13)]
    picture = bars(
        Bars("b", "t", "d", ("2025",), many, other_label="Inne", format_amount=lambda amount: f"{amount:.0f}")
    )
    assert "Inne" in picture
    assert "Źródło 12" in picture
    assert "Źródło 4<" not in picture
    assert ">78<" in picture


@pytest.mark.parametrize(("maximum", "step"), [(1, 0.25), (10, 2.5), (3.52e6, 1e6), (90, 25), (7, 2)])
def test_nice_step(maximum, step):
    assert nice_step(maximum) == step


@pytest.mark.parametrize("share", [-5, 0, 67, 100, 250])
def test_ring_keeps_to_its_circle(share):
    ElementTree.fromstring(ring(Ring("r", "t", "d", share, f"{share}%")))


def test_fit_and_wrap():
    assert fit("krótki", 200) == "krótki"
    assert fit("i" * 10_000_000, 60) == fit("i" * 100, 60)
    assert fit("x" * 500, 60).endswith("…")
    assert text_width(fit("x" * 500, 60)) <= 60
    assert wrap("jeden dwa trzy", 66) == ["jeden dwa", "trzy"]
    assert wrap("", 60) == [""]
    assert len(wrap("słowo " * 50, 60)) == 2
