"""Importing a list: all of it or nothing, one after another."""

import threading

import pytest
from django.db import connection

from activity.models import Event
from cities.models import City
from core.exceptions import InvalidInput, NotAllowed, WrongState
from networks.exchange import Outcome, plan_import
from networks.models import Participation
from networks.services import import_participations
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "miasto;teryt;sieć;liczba mieszkańców;rok;źródło\nSopot;2264011;Zielona;32962;2023;GUS\nHel;2211011;;3200;;\n"


@pytest.fixture
def edition():
    made = factories.edition()
    factories.network(edition=made, name="Zielona")
    return made


def test_new_cities_take_part_with_network_and_population(edition):
    plan = import_participations(by=factories.coordinator(), edition=edition, content=LIST.encode())
    assert plan.count(Outcome.NEW) == 2
    sopot = Participation.objects.get(city__name="Sopot")
    assert (sopot.network.name, sopot.source, sopot.city.voivodeship_id, sopot.city.size_class) == (
        "Zielona", "GUS", "22", "medium",
    )  # fmt: skip
    hel = Participation.objects.get(city__name="Hel")
    assert (hel.network, hel.city.slug, hel.city.latitude) == (None, "hel", None)
    figure = sopot.city.population_figures.get()
    assert (figure.value, figure.year, figure.source) == (32962, 2023, "GUS")


def test_a_dry_run_writes_nothing(edition):
    plan = plan_import(edition, LIST.encode())
    assert (plan.count(Outcome.NEW), plan.bad, City.objects.count(), Event.objects.count()) == (2, (), 0, 0)


def test_the_same_list_again_changes_nothing(edition):
    coordinator = factories.coordinator()
    import_participations(by=coordinator, edition=edition, content=LIST.encode())
    events = Event.objects.count()
    again = import_participations(by=coordinator, edition=edition, content=LIST.encode())
    assert (again.count(Outcome.UNCHANGED), again.changes_something, Event.objects.count()) == (2, False, events)


def test_an_official_network_replaces_a_sample_assignment(edition):
    city = factories.city(name="Sopot", teryt="2264011", voivodeship_id="22")
    other = factories.network(edition=edition)
    factories.participation(edition=edition, network=other, city=city, network_is_sample=True)
    plan = import_participations(by=factories.coordinator(), edition=edition, content=LIST.encode())
    changed = Participation.objects.get(city=city)
    assert (changed.network.name, changed.network_is_sample) == ("Zielona", False)
    difference = plan.rows[0].differences[0]
    assert (difference.before, difference.after) == (other.name, "Zielona")


def test_what_the_list_does_not_say_stays(edition):
    city = factories.city(name="Sopot", teryt="2264011", voivodeship_id="22", population=30000)
    network = edition.networks.get()
    factories.participation(edition=edition, network=network, city=city, source="leaflet")
    factories.participation(edition=edition, network=network)
    plan = import_participations(by=factories.coordinator(), edition=edition, content=b"city,teryt\nSopot,2264011\n")
    kept = Participation.objects.get(city=city)
    assert (plan.untouched, kept.network, kept.source, city.population_figures.count()) == (1, network, "leaflet", 1)


@pytest.mark.parametrize(
    "row",
    ["Sopot;2261011", "Gdańsk;2264011", "Hel;2211011;Czerwona"],
    ids=["code of another city", "another code of a city", "unknown network"],
)
def test_one_bad_row_keeps_all_out(edition, row):
    factories.city(name="Gdańsk", teryt="2261011", voivodeship_id="22")
    content = f"miasto;teryt;sieć\nPuck;2211031;\n{row}\n".encode()
    assert [bad.line for bad in plan_import(edition, content).bad] == [3]
    with pytest.raises(InvalidInput):
        import_participations(by=factories.coordinator(), edition=edition, content=content)
    assert not City.objects.filter(name="Puck").exists()


def test_dates_reversed_against_what_is_stored_keep_all_out(edition):
    city = factories.city(name="Sopot", teryt="2264011", voivodeship_id="22")
    factories.participation(edition=edition, network=None, city=city)
    content = b"miasto;teryt;odeszlo\nPuck;2211031;\nSopot;2264011;2020-01-01\n"
    with pytest.raises(InvalidInput, match="3"):
        import_participations(by=factories.coordinator(), edition=edition, content=content)
    assert not City.objects.filter(name="Puck").exists()


def test_a_plan_that_is_no_longer_true_is_refused(edition):
    seen = plan_import(edition, LIST.encode()).fingerprint
    factories.participation(edition=edition, network=None)
    with pytest.raises(WrongState):
        import_participations(by=factories.coordinator(), edition=edition, content=LIST.encode(), expected=seen)


def test_only_a_coordinator_imports(edition):
    for stranger in (factories.user(), factories.expert(edition.networks.get())):
        with pytest.raises(NotAllowed):
            import_participations(by=stranger, edition=edition, content=LIST.encode())


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_once_queue_up(edition):
    people = [factories.coordinator(), factories.coordinator()]
    outcomes = []

    def work(person):
        try:
            plan = import_participations(by=person, edition=edition, content=LIST.encode())
            outcomes.append(plan.count(Outcome.NEW))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [0, 2]
    assert Participation.objects.filter(edition=edition).count() == 2
