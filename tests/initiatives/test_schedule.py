"""The schedule: dates moved step by step or typed, what the page and the files say."""

import csv
import datetime
import io
import re
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from core.charts.gantt import gantt
from core.exceptions import InvalidInput, NotAllowed, Refusal, WrongState
from documents.exceptions import RowGone
from documents.models import Change, HeldText
from documents.services import delete_part
from initiatives.models import Action
from initiatives.rendering.schedule import schedule_chart
from initiatives.rendering.schedule_lines import is_late, last_day, schedule_lines
from initiatives.rendering.schedule_words import listed, sentences
from initiatives.services.schedule import set_months, shift_action
from tests import factories
from tests.documents.factories import ACTION, Team, team
from tests.documents.test_concurrency import at_once
from tests.publishing import factories as make

pytestmark = pytest.mark.django_db

M = datetime.date


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def action(our: Team, **fields) -> Action:
    return our.add("action", **{**ACTION, "start": M(2024, 3, 1), "end": M(2024, 12, 1), **fields})


def shift(our: Team, one: Action, by=None, **steps) -> Action:
    options = {"base_version": one.version, **steps}
    return shift_action(by=by or our.anna, document=our.document, action_id=one.pk, **options)


def months(one: Action) -> tuple[datetime.date, datetime.date]:
    one.refresh_from_db()
    return one.start, one.end


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(our: Team, page: str, *arguments) -> str:
    return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def said(answer) -> list[str]:
    return [str(message).replace("\u00a0", " ") for message in answer.context["messages"]]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ({"start_by": -1}, (M(2024, 2, 1), M(2024, 12, 1))),
        ({"end_by": 1}, (M(2024, 3, 1), M(2025, 1, 1))),
        ({"start_by": 1, "end_by": 1}, (M(2024, 4, 1), M(2025, 1, 1))),
        ({"start_by": -3, "end_by": -3}, (M(2023, 12, 1), M(2024, 9, 1))),
    ],
)
def test_a_step_moves_the_beginning_the_end_or_both(steps, expected):
    our = team()
    one = action(our)
    shift(our, one, **steps)
    assert months(one) == expected


def test_a_step_is_an_ordinary_change():
    our = team()
    one = action(our)
    shift(our, one, start_by=1)
    change = Change.objects.filter(part_id=one.pk).latest("id")
    assert (change.field, change.before, change.after, change.by) == ("start", "2024-03-01", "2024-04-01", our.anna)


def test_the_same_request_moves_once():
    our = team()
    one = action(our)
    key = uuid4()
    for _time in range(3):
        shift(our, one, end_by=1, request_key=key)
    assert months(one) == (M(2024, 3, 1), M(2025, 1, 1))


def test_own_quick_steps_from_an_old_page_add_up():
    our = team()
    one = action(our)
    for _time in range(3):
        shift(our, one, end_by=1, request_key=uuid4())
    assert months(one) == (M(2024, 3, 1), M(2025, 3, 1))


def test_nothing_moves_from_a_place_that_the_person_has_not_seen():
    our = team()
    one = action(our)
    shift(our, one, by=our.bartek, start_by=2)
    with pytest.raises(WrongState, match="has moved this action in the meantime"):
        shift(our, one, start_by=1)
    assert months(one) == (M(2024, 5, 1), M(2024, 12, 1))


def test_a_change_of_another_field_does_not_stand_in_the_way():
    our = team()
    one = action(our)
    our.save(our.bartek, "action", one, 1, title="Inny tytuł")
    shift(our, one, start_by=1)
    assert months(one) == (M(2024, 4, 1), M(2024, 12, 1))


@pytest.mark.parametrize(
    ("fields", "steps", "sentence"),
    [
        ({"start": M(2022, 1, 1)}, {"start_by": -1}, "The month must lie between 01.2022 and 12.2032"),
        ({"end": M(2032, 12, 1)}, {"start_by": 1, "end_by": 1}, "The month must lie between 01.2022 and 12.2032"),
        ({"end": M(2024, 3, 1)}, {"end_by": -1}, "The last month must not be before the first month."),
        ({"start": None, "end": None}, {"start_by": 1}, "This action has no months yet."),
    ],
)
def test_a_step_out_of_bounds_is_refused_with_a_sentence(fields, steps, sentence):
    our = team()
    one = action(our, **fields)
    with pytest.raises(InvalidInput, match=re.escape(sentence)):
        shift(our, one, **steps)
    assert (one.version, HeldText.objects.count()) == (1, 0)


def test_an_action_without_an_end_moves_its_beginning_alone():
    our = team()
    one = action(our, end=None)
    shift(our, one, start_by=1, end_by=1)
    assert months(one) == (M(2024, 4, 1), None)


def chain(our: Team, **last) -> tuple[Action, Action, Action, Action]:
    """B waits for A, C for B; D stands alone."""
    first = action(our, title="A")
    second = action(our, title="B", start=M(2025, 1, 1), end=M(2025, 6, 1), after=[first])
    third = action(our, title="C", **{"start": M(2025, 7, 1), "end": M(2025, 9, 1), "after": [second], **last})
    return first, second, third, action(our, title="D")


def test_what_waits_moves_along_when_asked():
    our = team()
    first, second, third, other = chain(our)
    shift(our, first, start_by=1, end_by=1, with_followers=True)
    assert [months(one)[0] for one in (first, second, third, other)] == [
        M(2024, 4, 1),
        M(2025, 2, 1),
        M(2025, 8, 1),
        M(2024, 3, 1),
    ]


def test_when_one_of_them_may_not_move_none_does():
    our = team()
    first, second, third, _other = chain(our, end=M(2032, 12, 1))
    with pytest.raises(InvalidInput, match="Nothing has been moved, because of “C”: The month must lie between"):
        shift(our, first, start_by=1, end_by=1, with_followers=True)
    assert [months(one)[0] for one in (first, second, third)] == [M(2024, 3, 1), M(2025, 1, 1), M(2025, 7, 1)]


def test_only_what_others_wait_for_has_the_buttons_for_all():
    our = team()
    first, second, third, other = chain(our)
    page = signed_in(our.anna).get(address(our, "schedule")).content.decode()
    assert [f'id="all-later-{one.pk}"' in page for one in (first, second, third, other)] == [True, True, False, False]


def test_only_authors_move_and_only_what_is_there():
    our = team()
    one = action(our)
    with pytest.raises(NotAllowed):
        shift(our, one, by=factories.coordinator(), start_by=1)
    delete_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=one.pk, base_version=1)
    with pytest.raises(RowGone):
        shift(our, one, start_by=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_steps_at_once_by_two_people_one_is_done():
    our = team()
    one = action(our)
    results = at_once(
        lambda: shift(our, one, by=our.anna, end_by=1),
        lambda: shift(our, one, by=our.bartek, end_by=1),
    )
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert months(one) == (M(2024, 3, 1), M(2025, 1, 1))


def test_typed_months_are_saved_and_told():
    our = team()
    one = action(our)
    sent = {"start_month": "5", "start_year": "2024", "end_month": "IX", "end_year": "2024", "base_version": "1"}
    answer = signed_in(our.anna).post(address(our, "schedule_months", one.pk), sent, follow=True)
    assert months(one) == (M(2024, 5, 1), M(2024, 9, 1))
    assert said(answer) == ["Sadzenie drzew: May–September 2024."]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("5", "2024", "4", "2024"), "The last month must not be before the first month."),
        (("5", "2024", "", ""), "Enter the month and the year"),
        (("5", "2021", "4", "2024"), "The month must lie between 01.2022 and 12.2032"),
        (("13", "2024", "4", "2025"), "Enter the month as a number from 1 to 12"),
    ],
)
def test_wrong_months_are_told_and_stay_in_the_form(typed, sentence):
    our = team()
    one = action(our)
    names = "start_month", "start_year", "end_month", "end_year"
    sent = {**dict(zip(names, typed, strict=True)), "base_version": "1"}
    answer = signed_in(our.anna).post(address(our, "schedule_months", one.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed[1]}"' in page


def test_months_that_a_colleague_changed_are_shown_before_they_are_written_over():
    our = team()
    one = action(our)
    our.save(our.bartek, "action", one, 1, start=M(2024, 6, 1))
    client = signed_in(our.anna)
    sent = {"start_month": "1", "start_year": "2024", "end_month": "12", "end_year": "2024", "base_version": "1"}
    answer = client.post(address(our, "schedule_months", one.pk), sent)
    assert answer.status_code == 409
    assert "has changed the months in the meantime" in answer.content.decode()
    assert months(one)[0] == M(2024, 6, 1)
    assert HeldText.objects.count() == 0
    version = re.search(r'name="base_version" value="(\d+)"', answer.content.decode())
    assert version is not None
    client.post(address(our, "schedule_months", one.pk), {**sent, "base_version": version[1]})
    assert months(one)[0] == M(2024, 1, 1)


def test_months_of_the_service_keep_to_the_rules():
    our = team()
    one = action(our)
    with pytest.raises(InvalidInput):
        set_months(
            by=our.anna,
            document=our.document,
            action_id=one.pk,
            base_version=1,
            start=M(2040, 1, 1),
            end=M(2041, 1, 1),
        )


def test_a_button_moves_says_where_to_and_keeps_the_scale():
    our = team()
    one = action(our)
    client = signed_in(our.anna)
    sent = {"move": "both-later", "base_version": "1", "request": str(uuid4()), "skala": "miesiac"}
    answer = client.post(address(our, "schedule_step", one.pk), sent)
    assert answer["Location"] == f"{address(our, 'section', 'harmonogram')}?skala=miesiac#termin-{one.pk}"
    assert said(client.get(answer["Location"])) == ["Sadzenie drzew: April 2024 – January 2025."]


def test_a_refused_step_is_told_on_the_schedule():
    our = team()
    one = action(our, start=M(2022, 1, 1))
    sent = {"move": "start-earlier", "base_version": "1"}
    answer = signed_in(our.anna).post(address(our, "schedule_step", one.pk), sent, follow=True)
    assert said(answer) == ["The month must lie between 01.2022 and 12.2032, the period of this edition."]


@pytest.mark.parametrize("sent", [{}, {"move": "sideways", "base_version": "1"}, {"move": "end-later"}])
def test_a_step_that_makes_no_sense_is_refused(sent):
    our = team()
    one = action(our)
    assert signed_in(our.anna).post(address(our, "schedule_step", one.pk), sent).status_code == 422


def test_the_page_has_the_table_before_the_picture_and_buttons_with_names():
    our = team()
    one = action(our, lead="Zieleń")
    page = signed_in(our.anna).get(address(our, "section", "harmonogram")).content.decode()
    assert page.index("Actions and their months") < page.index("<svg", page.index("Actions and their months"))
    assert "D1: beginning one month earlier" in page
    assert page.count(f'action="{address(our, "schedule_step", one.pk)}"') == 3


def test_the_page_of_a_plan_without_actions_says_so():
    our = team()
    page = signed_in(our.anna).get(address(our, "schedule")).content.decode()
    assert "There are no actions yet." in page
    assert "schedule-picture" not in page


def test_a_reader_gets_the_schedule_and_its_files_but_no_buttons():
    our = team()
    action(our)
    client = signed_in(factories.coordinator())
    page = client.get(address(our, "schedule")).content.decode()
    assert "one month earlier" not in page
    assert address(our, "schedule_csv") in page


def test_the_page_takes_the_same_queries_for_one_and_for_many_actions(django_assert_max_num_queries):
    our = team()
    client = signed_in(our.anna)
    for _number in range(12):
        action(our)
    client.get(address(our, "schedule"))
    with django_assert_max_num_queries(16):
        assert client.get(address(our, "schedule")).status_code == 200


def test_an_action_is_late_by_its_state_or_by_its_end():
    today = M(2024, 7, 1)
    assert [is_late(state, M(2024, 6, 1), today) for state in ("planned", "running", "late", "done", "dropped")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert not is_late("planned", M(2024, 7, 1), M(2024, 7, 31))
    assert is_late("planned", M(2024, 7, 1), M(2024, 8, 1))
    assert not is_late("planned", M(2024, 6, 1), None)
    assert not is_late("planned", None, today)


@pytest.mark.parametrize(
    ("month", "last"), [(M(2024, 2, 1), M(2024, 2, 29)), (M(2023, 12, 1), M(2023, 12, 31)), (None, None)]
)
def test_the_last_day_of_a_month(month, last):
    assert last_day(month) == last


def plan(*changes: dict) -> dict:
    """A snapshot with an action for each change: two months each, one after another."""
    rows = []
    for place, change in enumerate(changes):
        values = make.action(place)
        start = M(2027 + place // 6, place % 6 * 2 + 1, 1)
        dates = {"start": start.isoformat(), "end": start.replace(month=start.month + 1).isoformat()}
        rows.append({**values, **dates, "lead": f"Lider {place}", "state": "planned", "after": [], **change})
    return make.content("mid", {"record": [make.RECORD], "action": rows})


def words(content: dict, today: datetime.date | None = None) -> list[str]:
    return [sentence.replace("\u00a0", " ") for sentence in sentences(content, schedule_lines(content, today))]


def test_sentences_say_what_waits_what_begins_too_early_and_who_does_two_things_at_once():
    content = plan({"lead": "Zieleń"}, {"lead": "Zieleń", "start": "2027-02-01"}, {}, {})
    ids = [row["id"] for row in content["parts"]["action"]]
    content["parts"]["action"][1]["values"]["after"] = [ids[0]]
    content["parts"]["action"][3]["values"]["after"] = [ids[1], ids[2]]
    found = words(content)
    assert "Zieleń leads at the same time: D1 and D2." in found
    assert "Order: D2 waits for D1; D4 waits for D2 and D3." in found
    assert "Begins too early: D2 before the end of D1." in found


def test_late_in_the_words_needs_a_day_to_judge_by():
    content = plan({}, {"state": "done"}, {"state": "dropped"})
    assert not any(sentence.startswith("Late") for sentence in words(content))
    assert "Late: D1." in words(content, M(2030, 1, 1))


def test_sentences_stay_short_however_many_actions():
    content = plan(*({"lead": "Zieleń " * 40, "start": "2027-01-01", "end": "2028-12-01"} for _ in range(20)))
    ids = [row["id"] for row in content["parts"]["action"]]
    for place in range(1, 20):
        content["parts"]["action"][place]["values"]["after"] = ids[:place]
    found = words(content, M(2035, 1, 1))
    assert any(sentence.endswith("D1, D2, D3, D4, D5, D6 and 14 more.") for sentence in found)
    assert max(map(len, found)) < 400


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["D1"], "D1"),
        (["D1", "D2"], "D1 and D2"),
        (["D1", "D2", "D3"], "D1, D2 and D3"),
        ([f"D{number}" for number in range(1, 9)], "D1, D2, D3, D4, D5, D6 and 2 more"),
    ],
)
def test_lists_read_like_sentences(names, text):
    assert listed(names) == text


def test_the_table_for_a_spreadsheet():
    our = team()
    first = action(our, title='=HYPERLINK("http://zly.example")', lead="+48 Zieleń", partners=["A", "B"])
    second = action(our, title="Budowa", start=M(2025, 1, 1), end=M(2025, 2, 1), after=[first])
    our.add("milestone", text="-Odbiór", date=M(2025, 2, 28), action=second)
    our.add("milestone", text="Koniec", date=M(2026, 1, 1), action=None)
    answer = signed_in(our.anna).get(address(our, "schedule_csv"))
    text = answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="{our.document.slug}-harmonogram.csv"'
    assert text.startswith("\ufeffCode;Action or milestone;Lead;")
    late = "yes" if timezone.localdate() > M(2025, 2, 28) else "no"
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=";"))[1:] == [
        ["D1", "'=HYPERLINK(\"http://zly.example\")", "'+48 Zieleń", "A, B", "2024-03", "2024-12", "10", "", "planned",
         "yes"],
        ["D2", "Budowa", "", "", "2025-01", "2025-02", "2", "D1", "planned", late],
        ["", "K1 -Odbiór", "", "", "2025-02-28", "2025-02-28", "", "D2", "milestone", ""],
        ["", "K2 Koniec", "", "", "2026-01-01", "2026-01-01", "", "", "milestone", ""],
    ]  # fmt: skip


def test_the_picture_stands_alone():
    our = team()
    action(our, title="Sadzenie <drzew> & krzewów\x0b")
    answer = signed_in(our.anna).get(address(our, "schedule_svg"))
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{our.document.slug}-harmonogram.svg"'
    root = ElementTree.fromstring(answer.content)
    names = {child.tag.rpartition("}")[2] for child in root}
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {"title", "desc"} <= names
    assert "sans-serif" in root.attrib["font-family"]
    assert not [one for one in root.iter() if any("href" in name or "style" in name for name in one.attrib)]
    assert "Sadzenie &lt;drzew&gt; &amp; krzewów" in answer.content.decode()


def test_there_is_no_picture_without_months():
    our = team()
    our.add("action", **ACTION)
    assert signed_in(our.anna).get(address(our, "schedule_svg")).status_code == 404
    assert signed_in(our.anna).get(address(our, "schedule_csv")).status_code == 200


def test_strangers_and_other_cities_get_nothing():
    our, others = team(), team()
    one = action(our)
    for page, arguments in (
        ("schedule", ()),
        ("schedule_svg", ()),
        ("schedule_csv", ()),
        ("schedule_months", (one.pk,)),
    ):
        assert Client().get(address(our, page, *arguments)).status_code == 302
        assert signed_in(others.anna).get(address(our, page, *arguments)).status_code == 404
    step = {"move": "end-later", "base_version": "1"}
    assert signed_in(others.anna).post(address(our, "schedule_step", one.pk), step).status_code == 404
    assert signed_in(factories.coordinator()).post(address(our, "schedule_step", one.pk), step).status_code == 403
    assert months(one) == (M(2024, 3, 1), M(2024, 12, 1))


def test_reading_pages_show_what_waits_for_what():
    our = team()
    first = action(our, title="Projekt")
    action(our, title="Budowa", start=M(2025, 1, 1), end=M(2025, 6, 1), after=[first])
    page = signed_in(our.anna).get(address(our, "preview")).content.decode()
    assert "Order: D2 waits for D1." in page
    assert '<td role="cell" data-label="Waits for"><span>D1</span></td>' in page
    assert "the second waits for the first" in page
    assert "begins before the first ends" not in page


def test_the_picture_shows_the_whole_period_of_the_plan_and_today_in_it():
    content = {
        "facts": {},
        "parts": {
            "record": [{"id": "1", "values": {"period_start": "2024-01-01", "period_end": "2026-12-31"}}],
            "action": [{"id": "2", "code": "D1", "values": {"start": "2025-02-01", "end": "2025-03-01"}}],
        },
    }
    chart = schedule_chart(content, schedule_lines(content), today=datetime.date(2026, 11, 23))
    assert chart.within == (datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
    picture = gantt(chart)
    assert all(f">{year}<" in picture for year in (2024, 2025, 2026))
    assert str(chart.today_label) in picture
