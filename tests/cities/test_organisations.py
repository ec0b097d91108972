"""The shared directory of organisations: how names are found again, and how a coordinator keeps it in order."""

import pytest
from django.db import IntegrityError, transaction

from activity.models import Event
from cities.models import Organisation
from cities.policies import organisation_key
from cities.queries import spelled_organisations, suggested_organisations
from cities.services import (
    change_organisation,
    create_organisation,
    enter_organisations,
    forget_organisations,
    merge_organisations,
    separate_organisation,
)
from core.exceptions import InvalidInput, NotAllowed, WrongState
from tests import factories

pytestmark = pytest.mark.django_db


def names(**narrowed) -> list[str]:
    return list(Organisation.objects.filter(**narrowed).order_by("id").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zieleń Miejska", "ZIELEN  miejska"),
        ("„Zieleń” sp. z o.o.", "Zieleń Sp. z o. o."),
        ('Spółka "Łąka"', "spolka «laka»"),
        ("MOPS – Gdynia", "MOPS Gdynia"),
        (" Urząd\u00a0Miasta ", "urząd miasta"),
    ],
)
def test_case_marks_quotes_and_spaces_do_not_tell_names_apart(one, other):
    assert organisation_key(one) == organisation_key(other) != ""


def test_a_name_without_letters_has_no_key_and_is_not_entered():
    enter_organisations(city_id=None, names=["–", "„”", "  "])
    assert organisation_key("–„”") == ""
    assert names() == []


def test_a_name_is_entered_once_for_its_city():
    city = factories.city()
    enter_organisations(city_id=city.pk, names=["Zieleń Miejska", "MOPS"])
    enter_organisations(city_id=city.pk, names=["ZIELEŃ MIEJSKA", "mops"])
    assert names(city=city) == ["Zieleń Miejska", "MOPS"]


def test_a_name_of_the_whole_country_is_not_entered_for_a_city():
    create_organisation(by=factories.coordinator(), name="Bank Gospodarstwa Krajowego", city=None)
    enter_organisations(city_id=factories.city().pk, names=["bank gospodarstwa krajowego"])
    assert names() == ["Bank Gospodarstwa Krajowego"]


def test_suggestions_begin_with_the_own_city_then_the_country_then_others():
    own, other = factories.city(), factories.city()
    coordinator = factories.coordinator()
    create_organisation(by=coordinator, name="Aaa", city=other)
    enter_organisations(city_id=other.pk, names=["Zieleń"])
    create_organisation(by=coordinator, name="Mmm", city=None)
    enter_organisations(city_id=own.pk, names=["Zieleń", "Łąka"])
    assert suggested_organisations(own.pk) == ["Łąka", "Zieleń", "Mmm", "Aaa"]


def test_what_another_city_writes_in_its_draft_is_not_told_before_it_is_checked():
    own, other = factories.city(), factories.city()
    enter_organisations(city_id=other.pk, names=["Tajny Inwestor S.A."])
    assert suggested_organisations(own.pk) == []
    assert suggested_organisations(None) == []
    assert spelled_organisations(own.pk, ["tajny inwestor sa"]) == {}
    Organisation.objects.update(is_confirmed=True)
    assert suggested_organisations(own.pk) == ["Tajny Inwestor S.A."]


def test_the_own_spelling_wins_over_that_of_another_city():
    own, other = factories.city(), factories.city()
    enter_organisations(city_id=other.pk, names=["MOPS"])
    enter_organisations(city_id=own.pk, names=["Mops"])
    assert spelled_organisations(own.pk, ["mops", "nieznana"]) == {"mops": "Mops"}
    assert spelled_organisations(other.pk, ["mops"]) == {"mops": "MOPS"}


def test_a_fresh_name_that_nobody_uses_is_forgotten_but_not_a_checked_one():
    city = factories.city()
    enter_organisations(city_id=city.pk, names=["Ziel", "Zieleń"])
    Organisation.objects.filter(name="Zieleń").update(is_confirmed=True)
    forget_organisations(city_id=city.pk, names=["Ziel", "Zieleń"])
    assert names() == ["Zieleń"]


def test_after_a_renaming_the_former_name_leads_to_the_new_one():
    city, coordinator = factories.city(), factories.coordinator()
    made = create_organisation(by=coordinator, name="Zakład Zieleni", city=city)
    change_organisation(by=coordinator, organisation=made, name="Zieleń Miejska sp. z o.o.", city=city)
    assert spelled_organisations(city.pk, ["zakład zieleni"]) == {"zakład zieleni": "Zieleń Miejska sp. z o.o."}
    assert suggested_organisations(city.pk) == ["Zieleń Miejska sp. z o.o."]


def test_an_organisation_may_take_its_former_name_again():
    coordinator = factories.coordinator()
    made = create_organisation(by=coordinator, name="Pierwsza", city=None)
    change_organisation(by=coordinator, organisation=made, name="Druga", city=None)
    change_organisation(by=coordinator, organisation=made, name="Pierwsza", city=None)
    assert suggested_organisations(None) == ["Pierwsza"]
    assert spelled_organisations(None, ["druga"]) == {"druga": "Pierwsza"}


def test_a_name_that_the_city_has_already_is_to_be_merged():
    coordinator = factories.coordinator()
    create_organisation(by=coordinator, name="MOPS", city=None)
    second = create_organisation(by=coordinator, name="Ośrodek pomocy", city=None)
    with pytest.raises(InvalidInput):
        change_organisation(by=coordinator, organisation=second, name="mops", city=None)


def test_doubles_are_merged_along_the_whole_chain_and_separated_again():
    coordinator = factories.coordinator()
    first, second, third = (
        create_organisation(by=coordinator, name=name, city=None) for name in ("Jeden", "Dwa", "Trzy")
    )
    merge_organisations(by=coordinator, doubled=first, kept=second)
    merge_organisations(by=coordinator, doubled=second, kept=third)
    assert spelled_organisations(None, ["jeden", "dwa"]) == {"jeden": "Trzy", "dwa": "Trzy"}
    separate_organisation(by=coordinator, organisation=first)
    assert spelled_organisations(None, ["jeden", "dwa"]) == {"jeden": "Jeden", "dwa": "Trzy"}
    assert Event.objects.filter(target_kind="organisation").count() == 6


def test_an_entry_that_is_merged_already_takes_no_other():
    coordinator = factories.coordinator()
    first, second, third = (
        create_organisation(by=coordinator, name=name, city=None) for name in ("Jeden", "Dwa", "Trzy")
    )
    merge_organisations(by=coordinator, doubled=first, kept=second)
    with pytest.raises(WrongState):
        merge_organisations(by=coordinator, doubled=third, kept=first)
    with pytest.raises(InvalidInput):
        merge_organisations(by=coordinator, doubled=third, kept=third)
    with pytest.raises(WrongState):
        separate_organisation(by=coordinator, organisation=third)


def test_the_table_refuses_an_organisation_merged_into_itself():
    made = create_organisation(by=factories.coordinator(), name="Jeden", city=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=made.pk).update(merged_into=made)


def test_only_coordinators_keep_the_directory():
    made = create_organisation(by=factories.coordinator(), name="Jeden", city=None)
    person = factories.user()
    for attempt in (
        lambda: create_organisation(by=person, name="Dwa", city=None),
        lambda: change_organisation(by=person, organisation=made, name="Dwa", city=None),
        lambda: merge_organisations(by=person, doubled=made, kept=made),
        lambda: separate_organisation(by=person, organisation=made),
    ):
        with pytest.raises(NotAllowed):
            attempt()
