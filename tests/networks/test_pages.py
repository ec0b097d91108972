"""The coordinator's pages: who gets in, what they do, how many queries they take."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from networks.models import Edition, LeadContact, Meeting, Participation, ThematicNetwork
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return factories.coordinator()


@pytest.fixture
def page(client, boss):
    """The coordinator's browser."""
    client.force_login(boss)
    return client


@pytest.fixture
def team():
    return factories.participation()


def addresses(team, boss):
    edition, city, network = team.edition.slug, team.city.slug, team.network.slug
    seat = factories.member(team).seats.get()
    specialist = factories.expert(team.network).specialisms.get()
    contact = LeadContact.objects.create(network=team.network, name="A", email="a@b.example")
    milestone = team.edition.milestones.create(date="2022-01-28", title="Start")
    meeting = factories.meeting(networks=[team.network])
    material = meeting.materials.create(title="x", link="https://a.example")
    return [
        reverse("programme"),
        reverse("edition_add"),
        reverse("programme_edition", args=[edition]),
        reverse("edition_change", args=[edition]),
        reverse("participation_add", args=[edition]),
        reverse("participation", args=[edition, city]),
        reverse("participation_change", args=[edition, city]),
        reverse("seat_give", args=[edition, city, 2]),
        reverse("seat_hand_over", args=[seat.pk]),
        reverse("seat_end", args=[seat.pk]),
        reverse("network_add", args=[edition]),
        reverse("programme_network", args=[edition, network]),
        reverse("network_change", args=[edition, network]),
        reverse("specialist_give", args=[edition, network]),
        reverse("specialist_end", args=[specialist.pk]),
        reverse("contact_add", args=[edition, network]),
        reverse("contact_change", args=[contact.pk]),
        reverse("contact_remove", args=[contact.pk]),
        reverse("milestone_add", args=[edition]),
        reverse("milestone_change", args=[milestone.pk]),
        reverse("milestone_remove", args=[milestone.pk]),
        reverse("meeting_add", args=[edition]),
        reverse("meeting_change", args=[meeting.pk]),
        reverse("meeting_delete", args=[meeting.pk]),
        reverse("material_add", args=[meeting.pk]),
        reverse("material_remove", args=[material.pk]),
        reverse("import_upload", args=[edition]),
    ]


def test_only_a_coordinator_gets_in(client, boss, team):
    found = addresses(team, boss)
    for person in (factories.member(team, 2), factories.expert(team.network), factories.user("ministry")):
        client.force_login(person)
        assert {client.get(address).status_code for address in found} == {403}
    client.logout()
    assert {client.get(address).status_code for address in found} == {302}
    client.force_login(boss)
    assert {client.get(address).status_code for address in found} == {200}


def test_an_edition_shows_unknown_assignments_last(page, team):
    factories.participation(edition=team.edition, network=None)
    groups = page.get(reverse("programme_edition", args=[team.edition.slug])).context["groups"]
    assert [group["network"] for group in groups] == [team.network, None]


@pytest.mark.parametrize("rows", [1, 4])
def test_an_editions_page_takes_the_same_queries_for_any_number_of_cities(page, rows, django_assert_num_queries):
    edition = factories.edition()
    for _number in range(rows):
        team = factories.participation(network=factories.network(edition=edition))
        factories.member(team, 1)
        factories.member(team, 2)
        factories.expert(team.network)
    address = reverse("programme_edition", args=[edition.slug])
    page.get(address)
    with django_assert_num_queries(9):
        page.get(address)


@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_of_meetings_takes_the_same_queries_for_any_number(page, rows, django_assert_num_queries):
    for _number in range(rows):
        factories.meeting(networks=[factories.network()])
    page.get(reverse("meeting_list"))
    with django_assert_num_queries(8):
        page.get(reverse("meeting_list"))


def test_a_city_is_added_and_cannot_be_added_twice(page, team):
    city = factories.city()
    address = reverse("participation_add", args=[team.edition.slug])
    data = {"city": city.pk, "network": team.network.pk, "source": "umowa"}
    assert page.post(address, data).url == reverse("participation", args=[team.edition.slug, city.slug])
    again = page.post(address, data)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["city"])


def test_reversed_dates_are_refused_with_a_sentence(page, team):
    data = {"network": "", "joined_day": "2", "joined_month": "2", "joined_year": "2022",
            "left_day": "1", "left_month": "2", "left_year": "2022"}  # fmt: skip
    answer = page.post(reverse("participation_change", args=[team.edition.slug, team.city.slug]), data)
    assert answer.status_code == 422
    team.refresh_from_db()
    assert team.network is not None


def test_a_network_of_another_edition_cannot_be_chosen(page, team):
    data = {"network": factories.network().pk}
    answer = page.post(reverse("participation_change", args=[team.edition.slug, team.city.slug]), data)
    assert list(answer.context["form"].errors) == ["network"]


def test_a_seat_is_given_handed_over_and_ended_by_the_pages(page, team):
    city_page = reverse("participation", args=[team.edition.slug, team.city.slug])
    give = reverse("seat_give", args=[team.edition.slug, team.city.slug, 1])
    person = {"name": "Nowa Osoba", "email": "nowa@miasto.example"}
    assert page.post(give, person).url == city_page
    assert page.post(give, person).status_code == 422
    seat = team.seats.get()
    other = {"name": "Inna Osoba", "email": "inna@miasto.example"}
    assert page.post(reverse("seat_hand_over", args=[seat.pk]), other).url == city_page
    latest = team.seats.get(until=None)
    assert page.post(reverse("seat_end", args=[latest.pk])).url == city_page
    assert team.seats.filter(until=None).count() == 0
    assert "Inna Osoba" in page.get(city_page).content.decode()


def test_an_edition_and_a_network_are_added_as_data(page):
    edition = {
        "name": "Edycja", "name_en": "Edition", "slug": "2030-2032", "number": "9", "starts_day": "1",
        "starts_month": "1", "starts_year": "2030", "ends_day": "1", "ends_month": "1", "ends_year": "2032",
        "plans_from_month": "1", "plans_from_year": "2030", "plans_until_month": "12", "plans_until_year": "2035",
    }  # fmt: skip
    assert page.post(reverse("edition_add"), edition).status_code == 302
    network = {
        "name": "Sieć", "name_en": "Network", "slug": "nowa", "code": "NOW", "topic": "T", "topic_en": "T",
        "colour": "#112233", "tint": "#eeeeee", "shape": "diamond", "position": "1",
    }  # fmt: skip
    add = reverse("network_add", args=["2030-2032"])
    assert page.post(add, {**network, "colour": "czerwony"}).status_code == 422
    assert page.post(add, network).status_code == 302
    change = reverse("network_change", args=["2030-2032", "nowa"])
    assert page.post(change, {**network, "slug": "inna", "name": "Zmieniona"}).status_code == 302
    assert ThematicNetwork.objects.values_list("slug", "name").get(code="NOW") == ("nowa", "Zmieniona")
    assert Edition.objects.get(slug="2030-2032").plans_until.isoformat() == "2035-12-01"


def test_making_an_edition_current_ends_that_of_the_former(page):
    former, new = factories.edition(is_current=True), factories.edition()
    form = page.get(reverse("edition_change", args=[new.slug])).context["form"]
    data = {name: value for name, value in form.initial.items() if isinstance(value, str | int)}
    for name in ("starts", "ends", "plans_from", "plans_until"):
        date = getattr(new, name)
        data |= {f"{name}_day": date.day, f"{name}_month": date.month, f"{name}_year": date.year}
    assert page.post(reverse("edition_change", args=[new.slug]), {**data, "is_current": "on"}).status_code == 302
    assert list(Edition.objects.filter(is_current=True)) == [new]
    assert former.pk != new.pk


def test_a_meeting_by_its_form(page, team):
    other = factories.participation(network=team.network)
    data = {
        "title": "Warsztat", "kind": "workshop", "mode": "on_site", "place": "Lublin", "networks": [team.network.pk],
        "first_day_day": "10", "first_day_month": "5", "first_day_year": "2022",
    }  # fmt: skip
    add = reverse("meeting_add", args=[team.edition.slug])
    assert page.post(add, {**data, "place": ""}).status_code == 422
    assert page.post(add, {**data, "start_time": "15:00", "end_time": "9:00"}).status_code == 422
    assert page.post(add, data).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.hours_known, meeting.attendances.count()) == (False, 2)
    change = {**data, "start_time": "9:30", "end_time": "15:00", "participations": [other.pk]}
    assert page.post(reverse("meeting_change", args=[meeting.pk]), change).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.hours_known, meeting.attendances.get().participation) == (True, other)
    assert "9.30" in page.get(reverse("meeting", args=[meeting.pk])).content.decode()


def test_a_meeting_of_an_edition_without_networks_and_cities(page):
    edition = factories.edition()
    add = reverse("meeting_add", args=[edition.slug])
    assert not {"networks", "hosts", "participations"} & set(page.get(add).context["form"].fields)
    data = {
        "title": "Otwarcie", "kind": "opening", "mode": "on_site", "place": "Warszawa",
        "first_day_day": "10", "first_day_month": "5", "first_day_year": "2022",
    }  # fmt: skip
    assert page.post(add, data).status_code == 302
    assert not Meeting.objects.get().networks.exists()


def test_names_are_english_on_english_pages(page, team):
    paths = [
        reverse("programme"),
        reverse("programme_edition", args=[team.edition.slug]),
        reverse("programme_network", args=[team.edition.slug, team.network.slug]),
        reverse("contact_add", args=[team.edition.slug, team.network.slug]),
    ]
    Edition.objects.update(name="Edycja po polsku", name_en="An edition")
    ThematicNetwork.objects.update(name="Polska sieć", name_en="A network")
    for path in paths:
        text = page.get(f"/en{path}").content.decode()
        assert "An edition" in text, path
        assert "Edycja po polsku" not in text, path
        assert "Polska sieć" not in text, path


def test_a_contact_of_a_city_in_another_network_is_refused(page, team):
    stranger = factories.participation()
    add = reverse("contact_add", args=[team.edition.slug, team.network.slug])
    data = {"name": "A", "email": "a@b.example"}
    assert page.post(add, {**data, "participation": stranger.pk}).status_code == 422
    assert page.post(add, {**data, "participation": team.pk}).status_code == 302
    contact = LeadContact.objects.get()
    assert page.post(reverse("contact_remove", args=[contact.pk])).status_code == 302
    assert LeadContact.objects.count() == 0


def test_a_milestone_is_added_changed_and_deleted(page, team):
    edition = team.edition
    add = reverse("milestone_add", args=[edition.slug])
    data = {"title": "Konferencja", "date_day": "28", "date_month": "3", "date_year": "2023"}
    assert page.post(add, {**data, "date_day": "31", "date_month": "2"}).status_code == 422
    assert page.post(add, data).status_code == 302
    milestone = edition.milestones.get()
    change = reverse("milestone_change", args=[milestone.pk])
    assert page.post(change, {**data, "title": "Konferencja zamknięcia"}).status_code == 302
    assert "Konferencja zamknięcia" in page.get(reverse("edition", args=[edition.slug])).content.decode()
    assert page.post(reverse("milestone_remove", args=[milestone.pk])).status_code == 302
    assert not edition.milestones.exists()


def upload(page, edition, content, name="lista.csv"):
    return page.post(reverse("import_upload", args=[edition.slug]), {"file": SimpleUploadedFile(name, content)})


def test_a_list_is_previewed_and_confirmed(page, team):
    answer = upload(page, team.edition, "miasto;teryt\nŻory;2479011\n".encode("cp1250"))
    assert answer.status_code == 302
    preview = page.get(answer.url)
    assert preview.context["counts"] == {"new": 1, "changed": 0, "unchanged": 0}
    assert not Participation.objects.filter(city__name="Żory").exists()
    done = page.post(answer.url, {"fingerprint": preview.context["plan"].fingerprint})
    assert done.url == reverse("programme_edition", args=[team.edition.slug])
    assert Participation.objects.filter(city__name="Żory").exists()
    assert page.get(answer.url).url == reverse("import_upload", args=[team.edition.slug])


def test_a_confirmation_of_something_else_is_refused(page, team):
    answer = upload(page, team.edition, b"miasto;teryt\nHel;2211011\n")
    refused = page.post(answer.url, {"fingerprint": "forged"})
    assert (refused.status_code, Participation.objects.filter(city__name="Hel").exists()) == (409, False)
    assert page.post(answer.url).status_code == 409


def test_bad_rows_are_listed_and_cannot_be_confirmed(page, team):
    answer = upload(page, team.edition, b"miasto;teryt\nHel;221101\n<script>;9\n")
    preview = page.get(answer.url)
    body = preview.content.decode()
    assert [row.line for row in preview.context["plan"].bad] == [3]
    assert "&lt;script&gt;" in body
    assert 'name="fingerprint"' not in body
    forced = page.post(answer.url, {"fingerprint": preview.context["plan"].fingerprint})
    assert (forced.status_code, Participation.objects.filter(city__name="Hel").exists()) == (422, False)


def test_a_list_that_cannot_be_read_is_named_at_its_field(page, team):
    for content in (b"PK\x03\x04broken", b"one,two\n1,2\n", b"x" * (3 * 1024 * 1024)):
        answer = upload(page, team.edition, content)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_a_list_belongs_to_its_sender(page, client, team):
    address = upload(page, team.edition, b"miasto;teryt\nHel;2211011\n").url
    client.force_login(factories.coordinator())
    assert client.get(address).url == reverse("import_upload", args=[team.edition.slug])


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_edition_at_once(boss):
    """Both forms found the number free; the second person reads a sentence."""
    fields = {"name": "Czwarta", "name_en": "Fourth", "slug": "czwarta", "number": "4", "source": "x"}
    for name, (day, year) in {"starts": ("1", "2030"), "ends": ("2", "2030")}.items():
        fields |= {f"{name}_day": day, f"{name}_month": "1", f"{name}_year": year}
    for name, year in {"plans_from": "2030", "plans_until": "2032"}.items():
        fields |= {f"{name}_month": "1", f"{name}_year": year}
    barrier, statuses = threading.Barrier(2), []

    def send():
        browser = Client()
        browser.force_login(boss)
        barrier.wait()
        statuses.append(browser.post(reverse("edition_add"), fields).status_code)
        connection.close()

    threads = [threading.Thread(target=send) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302, 422]
