"""The communication plan: its calendar, the file for calendars, and the audience that stakeholders fill."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from catalogue.services import publish, withdraw
from documents.forms import part_form
from documents.parts import document_kind
from initiatives.exchange.calendar import communication_file
from initiatives.models import CommunicationActivity
from initiatives.rendering.communication import communication_panel
from reviews.services import accept, submit_for_review
from tests import factories
from tests.documents.factories import STAKEHOLDER, team
from tests.publishing import factories as make

AT = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
ACTIVITY = {"audience": "Mieszkańcy", "message": "Będzie chłodniej", "channel": "meeting"}


def plan(*given):
    return make.content("mid", {"communication": list(given)})


def events(body):
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_months_of_every_year_and_what_has_none():
    content = plan(
        {**ACTIVITY, "start": "2026-11-01", "end": "2027-02-01", "cost": "1000.00"},
        {**ACTIVITY, "audience": "Szkoły", "end": "2027-02-01"},
        {**ACTIVITY, "audience": "Media"},
    )

    with override("en"):
        data = communication_panel(content).data

    assert [year.year for year in data["years"]] == [2026, 2027]
    assert all(len(year.months) == 12 for year in data["years"])
    november, february = data["years"][0].months[10], data["years"][1].months[1]
    assert ([one.code for one in november.begins], november.goes_on) == (["P1"], ())
    assert ([one.code for one in february.begins], [one.code for one in february.goes_on]) == (["P2"], ["P1"])
    assert november.begins[0].until == "02.2027"
    assert february.begins[0].until == ""
    assert [one["audience"] for one in data["undated"]] == ["Media"]
    assert data["sentence"].replace("\u00a0", " ") == (
        "2 activities, November 2026 – February 2027. They cost at least PLN 1,000 "
        "(the cost of 2 activities is not known)."
    )


def test_a_century_of_communication_shows_the_years_of_change():
    data = communication_panel(plan({**ACTIVITY, "start": "2000-01-01", "end": "2090-12-01"})).data

    assert [year.year for year in data["years"]] == [2000, 2090]


def test_no_calendar_without_activities():
    assert communication_panel(make.empty_initiative()) is None


def test_the_file_reads_back():
    content = plan(
        {**ACTIVITY, "audience": "Rodzice; uczniowie, i \\ inni\nDruga linia", "start": "2026-11-01",
         "end": "2027-02-01", "who": "Biuro"},
        {**ACTIVITY, "end": "2027-12-01"},
        ACTIVITY,
    )  # fmt: skip

    with override("en"):
        body = communication_file(content, address="https://pim.example/mid/x/", at=AT)

    first, second = events(body)
    assert str(first["uid"]) == make.row_id("communication", 0)
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (datetime.date(2026, 11, 1), datetime.date(2027, 3, 1))
    assert (second.decoded("dtstart"), second.decoded("dtend")) == (
        datetime.date(2027, 12, 1),
        datetime.date(2028, 1, 1),
    )
    assert str(first["summary"]) == "Rodzice; uczniowie, i \\ inni\nDruga linia: meeting"
    assert str(first["description"]) == "Będzie chłodniej\nWho: Biuro"
    assert first["url"] == f"https://pim.example/mid/x/#wiersz-{make.row_id('communication', 0)}"
    assert first["dtstart"].params["VALUE"] == "DATE"
    calendar = Calendar.from_ical(body)
    assert str(calendar["x-wr-timezone"]) == "Europe/Warsaw"
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert communication_file(content, address="https://pim.example/mid/x/", at=AT) != b""


def test_signs_that_no_calendar_takes_are_left_out():
    body = communication_file(
        plan({**ACTIVITY, "audience": "a\x0bb\x1fc\rBEGIN:VEVENT", "start": "2026-11-01"}),
        address="https://x.example/",
        at=AT,
    )

    assert len(events(body)) == 1
    assert str(events(body)[0]["summary"]).startswith("abc\nBEGIN:VEVENT")


def test_a_plan_without_activities_is_an_empty_calendar():
    assert events(communication_file(make.empty_initiative(), address="https://x.example/", at=AT)) == []


@pytest.mark.django_db
def test_the_file_of_a_draft_is_for_its_readers():
    writing = team()
    part = writing.add("communication", **ACTIVITY, start=datetime.date(2026, 5, 1), end=None)
    url = reverse("initiative_communication_calendar", args=[writing.document.slug])
    client = Client()
    assert client.get(url).status_code == 302
    client.force_login(factories.member(factories.participation()))
    assert client.get(url).status_code == 404
    client.force_login(writing.bartek)

    response = client.get(url)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(event["uid"]) for event in events(response.content)] == [str(part.pk)]


@pytest.mark.django_db
def test_the_public_file_is_of_the_published_version_and_goes_with_it():
    coordinator = factories.coordinator()
    participation = factories.participation()
    author, expert = factories.member(participation), factories.expert(participation.network)
    document = factories.initiative(participation, by=coordinator).document
    factories.fill_mid(document, by=author)
    CommunicationActivity.objects.filter(document=document).update(start=datetime.date(2027, 5, 1))
    url = reverse("initiative_calendar", args=[document.slug])
    assert Client().get(url).status_code == 404
    submit_for_review(by=author, document=document)
    accept(by=expert, document=document)
    publish(by=coordinator, document=document)

    first, second = Client().get(url), Client().get(url)
    with override("pl"):
        page = Client().get(reverse("initiative", args=[document.slug])).content.decode()

    assert first.status_code == 200
    assert first.content == second.content
    assert len(events(first.content)) == 1
    assert page.count(f'href="{url}"') == 1
    withdraw(by=coordinator, document=document, reason="Pomyłka w kwotach")
    assert Client().get(url).status_code == 410


@pytest.mark.django_db
def test_ticked_stakeholders_fill_an_empty_audience():
    writing = team()
    first = writing.add("stakeholder", **STAKEHOLDER)
    second = writing.add("stakeholder", **{**STAKEHOLDER, "name": "Szkoły"})
    kind = document_kind("mid").part_kind("communication")
    sent = {"stakeholders": [str(first.pk), str(second.pk)], "audience": " ", "message": "x", "channel": "meeting"}

    filled = part_form(kind, writing.document, sent)
    own = part_form(kind, writing.document, {**sent, "audience": "Wszyscy"})
    nobody = part_form(kind, writing.document, {**sent, "stakeholders": []})

    assert filled.is_valid(), filled.errors
    assert filled.values["audience"] == "Rada osiedla, Szkoły"
    assert own.is_valid()
    assert own.values["audience"] == "Wszyscy"
    assert list(nobody.errors) == ["audience"]


@pytest.mark.django_db
def test_an_audience_never_outgrows_its_column():
    writing = team()
    rows = [writing.add("stakeholder", **{**STAKEHOLDER, "name": f"{number} {'a' * 190}"}) for number in range(3)]
    kind = document_kind("mid").part_kind("communication")

    form = part_form(
        kind,
        writing.document,
        {"stakeholders": [str(row.pk) for row in rows], "audience": "", "message": "x", "channel": "meeting"},
    )

    assert form.is_valid()
    assert len(form.values["audience"]) == 200


@pytest.mark.django_db
def test_a_link_from_the_forgotten_ticks_the_stakeholder():
    writing = team()
    part = writing.add("stakeholder", **STAKEHOLDER)
    client = Client()
    client.force_login(writing.anna)
    url = reverse("initiative_part_add", args=[writing.document.slug, "communication"])

    page = client.get(f"{url}?stakeholders={part.pk}&stakeholders=nonsense").content.decode()

    assert page.count(" checked") == 1
    assert client.get(f"{url}?stakeholders=nonsense").status_code == 200
