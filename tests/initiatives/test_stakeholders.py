"""Stakeholders: moved on the grid, judged by their place, and who is forgotten."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from documents.services import delete_part
from initiatives.enums import Quadrant
from initiatives.models import Stakeholder
from initiatives.rendering.engagement import engaged, forgotten
from initiatives.rendering.stakeholders import board, groups, stakeholder_panel
from tests.documents.factories import STAKEHOLDER, team
from tests.publishing import factories as make


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def place(writing, user, part, **sent):
    url = reverse("initiative_stakeholder_place", args=[writing.document.slug, part.pk])
    return client_of(user).post(url, {"base_version": part.version, "request": uuid4(), **sent}, follow=True)


def stakeholders(*given, **parts):
    return make.content("mid", {"stakeholder": [dict(zip(FIELDS, one, strict=False)) for one in given], **parts})


FIELDS = ("name", "kind", "influence", "interest", "engagement", "attitude")


@pytest.mark.parametrize(
    ("influence", "interest", "expected"),
    [
        (4, 4, Quadrant.CLOSE),
        (5, 3, Quadrant.SATISFY),
        (3, 4, Quadrant.INFORM),
        (3, 3, Quadrant.WATCH),
    ],
)
def test_four_and_five_are_great(influence, interest, expected):
    assert Quadrant.of(influence, interest) == expected


@pytest.mark.django_db
def test_a_move_is_saved_and_said():
    writing = team()
    part = writing.add("stakeholder", **STAKEHOLDER)

    with override("en"):
        response = place(writing, writing.anna, part, influence=4)

    part.refresh_from_db()
    assert (part.influence, part.interest, part.version) == (4, 4, 2)
    assert [str(message) for message in response.context["messages"]] == [
        "Rada osiedla: influence 4, interest 4. Work closely together."
    ]
    page = response.content.decode()
    assert page.count(f'<details class="placed" id="placed-{part.pk}" open>') == 1
    assert response.redirect_chain[-1][0].endswith(f"/interesariusze/?placed={part.pk}#placed-{part.pk}")


@pytest.mark.django_db
def test_the_same_move_twice_is_one():
    writing = team()
    part = writing.add("stakeholder", **STAKEHOLDER)
    key = uuid4()

    place(writing, writing.anna, part, interest=5, request=key)
    place(writing, writing.anna, part, interest=5, request=key)

    part.refresh_from_db()
    assert (part.interest, part.version) == (5, 2)


@pytest.mark.django_db
def test_two_who_move_it_apart_do_not_overwrite_each_other():
    writing = team()
    part = writing.add("stakeholder", **STAKEHOLDER)

    place(writing, writing.anna, part, influence=5)
    response = place(writing, writing.bartek, part, influence=1)

    part.refresh_from_db()
    assert part.influence == 5
    (message,) = response.context["messages"]
    assert str(writing.anna) in str(message)
    assert message.level_tag == "warning"


@pytest.mark.django_db
def test_moves_on_different_axes_meet():
    writing = team()
    part = writing.add("stakeholder", **STAKEHOLDER)

    place(writing, writing.anna, part, influence=5)
    place(writing, writing.bartek, part, interest=1)

    part.refresh_from_db()
    assert (part.influence, part.interest) == (5, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent", [{}, {"influence": 6}, {"interest": 0}, {"influence": "x"}, {"influence": 3, "base_version": ""}]
)
def test_a_place_that_is_not_on_the_grid_is_refused(sent):
    writing = team()
    part = writing.add("stakeholder", **STAKEHOLDER)

    assert place(writing, writing.anna, part, **sent).status_code == 422
    assert Stakeholder.objects.get().version == 1


@pytest.mark.django_db
def test_who_moved_a_deleted_stakeholder_reads_so():
    writing = team()
    part = writing.add("stakeholder", **STAKEHOLDER)
    delete_part(
        by=writing.bartek, document=writing.document, kind=writing.kind("stakeholder"), part_id=part.pk, base_version=1
    )

    response = place(writing, writing.anna, part, influence=5)

    assert response.status_code == 200
    assert [message.level_tag for message in response.context["messages"]] == ["warning"]


@pytest.mark.django_db
def test_the_section_costs_the_same_with_one_and_with_forty_stakeholders():
    writing = team()
    client = client_of(writing.anna)
    url = reverse("initiative_section", args=[writing.document.slug, "interesariusze"])
    writing.add("stakeholder", **STAKEHOLDER)
    client.get(url)
    before = queries_of(client, url)
    for number in range(39):
        writing.add("stakeholder", **{**STAKEHOLDER, "name": f"Grupa {number}"})

    assert queries_of(client, url) == before


def queries_of(client, url):
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def test_everybody_stands_once_on_the_board_and_in_one_group():
    people = engaged(make.rich_initiative())

    cells = [cell for line in board(people) for cell in line.cells]
    assert sorted(one.code for cell in cells for one in cell.people) == sorted(one.code for one in people)
    assert all(
        one.influence == cell.influence and one.interest == cell.interest for cell in cells for one in cell.people
    )
    assert sum(len(group.people) for group in groups(people)) == len(people)
    assert [cell.corner != "" for cell in cells].count(True) == 4


def test_advice_comes_where_engagement_and_place_do_not_fit():
    with override("en"):
        people = engaged(
            stakeholders(
                ("A", "ngo", 5, 5, "inform", "supports"),
                ("B", "ngo", 5, 1, "inform", "opposes"),
                ("C", "ngo", 1, 1, "co_decide", "supports"),
                ("D", "ngo", 5, 5, "co_decide", "unknown"),
                ("E", "ngo", 2, 5, "inform", "opposes"),
                ("F", "ngo", 4, 4, "involve", "opposes"),
            )
        )
        advice = [one.advice for one in people]

    assert advice == [
        ["Great influence and great interest, but now: we inform. Consider at least: we involve in the work."],
        [
            "Great influence, but now: we inform. Consider at least: we consult.",
            "It opposes the plan and has great influence. Talk before decisions, not after them.",
        ],
        ["Small influence and interest, and yet: we decide together. Check whether the place on the grid is right."],
        ["It has great influence, but its attitude is not known. Ask."],
        [],
        [],
    ]


def test_the_forgotten_are_found_in_other_forms_of_their_words():
    content = stakeholders(
        ("Mieszkańcy śródmieścia", "residents", 3, 3, "inform"),
        ("Szkoła nr 1", "city_unit", 3, 3, "inform"),
        challenge=[{**make.CHALLENGE, "affected": ["osoby mieszkające obok mieszkańców", "dzieci ze szkół", "kupcy"]}],
        communication=[{"audience": "Wszyscy", "stakeholders": [make.row_id("stakeholder", 0)]}],
    )

    with override("en"):
        found = forgotten(content)

    assert found.affected == ("kupcy",)
    assert [one.name for one in found.untold] == ["Szkoła nr 1"]
    assert not found.no_activities
    assert "residents" not in found.kinds
    assert "science" in found.kinds
    assert "other" not in found.kinds


def test_a_plan_without_communication_says_so_once():
    found = forgotten(stakeholders(("A", "ngo", 3, 3, "inform"), ("B", "ngo", 3, 3, "inform")))

    assert found.no_activities
    assert len(found.untold) == 2


def test_values_that_are_missing_stand_in_the_middle():
    (one,) = engaged(stakeholders(("A", "ngo", None, 9, None)))

    assert (one.influence, one.interest, one.advice) == (3, 3, [])


def test_the_sentence_names_only_a_few():
    with override("en"):
        panel = stakeholder_panel(stakeholders(*((f"Name{n}", "ngo", 5, 5, "involve", "supports") for n in range(20))))

    assert panel.data["sentence"] == (
        "20 stakeholders. Great influence and great interest: I1 Name0, I2 Name1, I3 Name2, I4 Name3, I5 Name4, "
        "I6 Name5, 14 more."
    )


def test_no_panel_without_stakeholders():
    assert stakeholder_panel(make.empty_initiative()) is None
