"""The list of cities: facts, figures, addresses."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cities.enums import SizeClass
from cities.models import City, PopulationFigure
from cities.policies import size_class, teryt_problem
from cities.services import create_city, set_population, update_city
from core.exceptions import InvalidInput, NotAllowed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("population", "size"),
    [
        (None, SizeClass.UNKNOWN),
        (1, SizeClass.SMALL),
        (20_000, SizeClass.SMALL),
        (20_001, SizeClass.MEDIUM),
        (500_000, SizeClass.LARGE),
        (500_001, SizeClass.METROPOLIS),
    ],
)
def test_size_classes(population, size):
    assert size_class(population) == size


@pytest.mark.parametrize(
    "teryt", ["", "226101", "2261011x", "9961011", "2261014", "2261010", "2200011", "2261001", "٢٢٦١٠١١"]
)
def test_a_wrong_code_has_a_reason(teryt):
    assert teryt_problem(teryt, {"22": "pomorskie"})


def test_a_city_gets_its_address_voivodeship_and_kind_from_name_and_code():
    boss = factories.coordinator()
    first = create_city(by=boss, name="Świdnica", teryt="0219011")
    second = create_city(by=boss, name="Świdnica", teryt="0809052")
    assert (first.slug, first.voivodeship_id, first.gmina_kind) == ("swidnica", "02", 1)
    assert (second.slug, second.voivodeship.name, second.gmina_kind) == ("swidnica-2", "lubuskie", 2)
    with pytest.raises(InvalidInput):
        create_city(by=boss, name="Inna", teryt="0219011")


def test_only_a_coordinator_changes_cities():
    city, person = factories.city(), factories.user()
    with pytest.raises(NotAllowed):
        create_city(by=person, name="A", teryt="0219011")
    with pytest.raises(NotAllowed):
        update_city(by=person, city=city, values={"name": "B"})
    with pytest.raises(NotAllowed):
        set_population(by=person, city=city, value=1, year=2023, source="GUS")


def test_a_figure_of_the_same_year_is_replaced_and_the_newest_sets_the_size():
    boss, city = factories.coordinator(), factories.city()
    set_population(by=boss, city=city, value=600_000, year=2020, source="GUS")
    set_population(by=boss, city=city, value=30_000, year=2023, source="GUS")
    set_population(by=boss, city=city, value=31_000, year=2023, source="GUS BDL")
    set_population(by=boss, city=city, value=5, year=None, source="GeoNames")
    city.refresh_from_db()
    assert (city.population_figures.first().value, city.size_class) == (31_000, SizeClass.MEDIUM)
    assert city.population_figures.count() == 3


def test_the_database_keeps_codes_coordinates_and_figures_in_order():
    city = factories.city(population=10)
    for values in ({"teryt": "12"}, {"latitude": 10.0}, {"latitude": None}, {"longitude": 30.0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            City.objects.filter(pk=city.pk).update(**values)
    for values in ({"value": 5, "year": 2023}, {"value": 0, "year": 1999}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PopulationFigure.objects.create(city=city, source="x", **values)


def test_a_city_without_coordinates_is_fine():
    assert factories.city(latitude=None, longitude=None).pk


def test_cities_stand_in_polish_order():
    for name in ("Żory", "Zabrze", "Świdwin", "Słupsk", "Świdnica", "Łódź", "Lublin"):
        factories.city(name=name)
    names = list(City.objects.values_list("name", flat=True))
    assert names == ["Lublin", "Łódź", "Słupsk", "Świdnica", "Świdwin", "Zabrze", "Żory"]


def test_pages_are_the_coordinators(client):
    city = factories.city(population=1234)
    found = [
        reverse("city_register"),
        reverse("city_add"),
        *(reverse(name, args=[city.slug]) for name in ("city_facts", "city_change", "city_population")),
    ]
    assert {client.get(address).status_code for address in found} == {302}
    for role in ("team_member", "expert", "pu_editor", "ministry"):
        client.force_login(factories.user(role))
        assert {client.get(address).status_code for address in found} == {403}
    client.force_login(factories.coordinator())
    assert {client.get(address).status_code for address in found} == {200}


def test_a_city_is_added_changed_and_counted_by_the_pages(client):
    client.force_login(factories.coordinator())
    new = {"name": "Sopot", "teryt": "2264011", "latitude": "54,44", "longitude": "18,56", "source": "TERC"}
    assert client.post(reverse("city_add"), {**new, "latitude": "10"}).status_code == 422
    assert client.post(reverse("city_add"), {**new, "longitude": ""}).status_code == 422
    assert client.post(reverse("city_add"), {**new, "teryt": "2264014"}).status_code == 422
    assert client.post(reverse("city_add"), new).url == reverse("city_facts", args=["sopot"])
    assert client.post(reverse("city_add"), new).status_code == 422
    assert client.post(reverse("city_change", args=["sopot"]), {"name": "Sopot Zdrój"}).status_code == 302
    figure = {"value": "32 962", "year": "2023", "source": "GUS"}
    assert client.post(reverse("city_population", args=["sopot"]), {**figure, "year": "2999"}).status_code == 422
    assert client.post(reverse("city_population", args=["sopot"]), {**figure, "value": "-5"}).status_code == 422
    assert client.post(reverse("city_population", args=["sopot"]), figure).status_code == 302
    sopot = City.objects.get()
    assert (sopot.name, sopot.slug, sopot.latitude, sopot.size_class) == ("Sopot Zdrój", "sopot", None, "medium")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number_of_cities(client, rows, django_assert_num_queries):
    client.force_login(factories.coordinator())
    for _number in range(rows):
        factories.city(population=100)
    client.get(reverse("city_register"))
    with django_assert_num_queries(6):
        client.get(reverse("city_register"))
