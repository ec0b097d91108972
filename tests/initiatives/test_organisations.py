"""Plans and the directory of organisations: what is typed is spelled as there, and new names are entered."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cities.models import Organisation
from cities.services import create_organisation, merge_organisations
from core.exceptions import Refusal
from documents.enums import Purpose
from documents.forms import part_form
from documents.models import Change
from documents.services import delete_part, freeze, restore_part
from initiatives.models import Action
from initiatives.queries.organisations import organisations_found, uses_of_organisations
from tests import factories
from tests.documents.factories import ACTION, Team, team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def directory() -> list[str]:
    return list(Organisation.objects.order_by("id").values_list("name", flat=True))


def city_of(our: Team):
    return our.document.initiative.participation.city


def test_new_names_are_entered_in_the_city_of_the_plan():
    our = team()
    our.add("action", **{**ACTION, "lead": "Zieleń Miejska", "partners": ["MOPS", "Rada Osiedla"]})
    entries = Organisation.objects.order_by("name").values_list("name", "city", "is_confirmed", "is_sample")
    city = city_of(our).pk
    assert set(entries) == {
        ("Zieleń Miejska", city, False, False),
        ("MOPS", city, False, False),
        ("Rada Osiedla", city, False, False),
    }


def test_known_names_are_stored_as_the_directory_spells_them():
    our = team()
    create_organisation(by=factories.coordinator(), name="Zieleń Miejska sp. z o.o.", city=None)
    action = our.add(
        "action", **{**ACTION, "lead": "„ZIELEN miejska” Sp. z o. o.", "partners": ["zieleń miejska sp z o o", "X"]}
    )
    assert (action.lead, action.partners) == ("Zieleń Miejska sp. z o.o.", ["Zieleń Miejska sp. z o.o.", "X"])
    saved = our.save(our.anna, "action", action, action.version, partners=["x", "zielen miejska sp. z o.o."])
    assert saved.partners == ["X", "Zieleń Miejska sp. z o.o."]
    assert directory() == ["Zieleń Miejska sp. z o.o.", "X"]


def test_a_field_saved_while_it_is_typed_leaves_no_beginnings_of_names():
    our = team()
    action = our.add("action", **ACTION)
    for typed in ("Ziel", "Zieleń Mie", "Zieleń Miejska"):
        action = our.save(our.anna, "action", action, action.version, lead=typed)
    assert directory() == ["Zieleń Miejska"]


def test_a_name_that_another_action_has_stays_in_the_directory():
    our = team()
    our.add("action", **{**ACTION, "partners": ["MOPS"]})
    action = our.add("action", **{**ACTION, "lead": "MOPS"})
    our.save(our.anna, "action", action, action.version, lead="Urząd")
    assert directory() == ["MOPS", "Urząd"]


def test_another_spelling_of_the_same_name_changes_nothing():
    our = team()
    action = our.add("action", **{**ACTION, "lead": "Zieleń Miejska"})
    changes = Change.objects.count()
    our.save(our.anna, "action", action, action.version, lead="zieleń  miejska")
    action.refresh_from_db()
    assert (action.lead, action.version, Change.objects.count()) == ("Zieleń Miejska", 1, changes)


def test_a_refused_save_enters_nothing():
    our = team()
    with pytest.raises(Refusal):
        our.add("action", factories.user(), **{**ACTION, "lead": "Zieleń"})
    assert directory() == []


def test_a_row_that_comes_back_brings_its_names():
    our = team()
    action = our.add("action", **{**ACTION, "lead": "Zieleń"})
    delete_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=action.pk, base_version=1)
    Organisation.objects.all().delete()
    restore_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=action.pk)
    assert directory() == ["Zieleń"]


def test_frozen_words_do_not_change_when_organisations_are_merged():
    our, coordinator = team(), factories.coordinator()
    our.add("action", **{**ACTION, "lead": "Zakład Zieleni"})
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    kept = create_organisation(by=coordinator, name="Zieleń Miejska", city=None)
    merge_organisations(by=coordinator, doubled=Organisation.objects.get(name="Zakład Zieleni"), kept=kept)
    version.refresh_from_db()
    assert version.content["parts"]["action"][0]["values"]["lead"] == "Zakład Zieleni"
    assert Action.objects.get().lead == "Zakład Zieleni"


def test_the_form_suggests_the_directory_once_and_only_when_it_is_drawn(django_assert_num_queries):
    our = team()
    create_organisation(by=factories.coordinator(), name="Bank „Zieleń” & Syn", city=None)
    form = part_form(our.kind("action"), our.document)
    with django_assert_num_queries(2):
        page = str(form)
    assert page.count("<datalist") == 1
    assert page.count('<option value="Bank „Zieleń” &amp; Syn"></option>') == 1
    assert page.count('list="organisation-names"') == 3


def test_without_scripts_the_extra_box_adds_a_line():
    our = team()
    sent = {"title": "Drzewa", "kind": "investment", "priority": "2", "state": "planned"}
    client = Client()
    client.force_login(our.anna)
    address = reverse("initiative_part_add", args=[our.document.slug, "action"])
    client.post(address, {**sent, "partners": "MOPS\r\n", "partners_more": " Rada Osiedla "})
    assert Action.objects.get().partners == ["MOPS", "Rada Osiedla"]


def test_where_an_organisation_is_used():
    ours, others = team(), team()
    coordinator = factories.coordinator()
    ours.add("action", **{**ACTION, "lead": "MOPS", "partners": ["Fundacja"]})
    ours.add("action", **{**ACTION, "lead": "MOPS", "partners": ["MOPS"]})
    others.add("action", **{**ACTION, "lead": "MOPS"})
    fundacja, own = (Organisation.objects.get(name=name, city=city_of(ours)) for name in ("Fundacja", "MOPS"))
    kept = create_organisation(by=coordinator, name="Fundacja Krajowa", city=None)
    merge_organisations(by=coordinator, doubled=fundacja, kept=kept)
    uses = uses_of_organisations()
    assert [(use.document, use.actions) for use in uses[own.pk]] == [(ours.document, 2)]
    assert [(use.document, use.actions) for use in uses[kept.pk]] == [(ours.document, 1)]


def test_the_directory_is_narrowed_by_words_city_and_state():
    ours, others = team(), team()
    coordinator = factories.coordinator()
    ours.add("action", **{**ACTION, "lead": "MOPS", "partners": ["Zieleń Miejska"]})
    others.add("action", **{**ACTION, "lead": "Mops"})
    create_organisation(by=coordinator, name="Bank", city=None)

    def found(**narrowed) -> set[tuple[str, object]]:
        return set(organisations_found(coordinator, **narrowed).values_list("name", "city"))

    own, other = city_of(ours), city_of(others)
    assert found(words="ZIELEN") == {("Zieleń Miejska", own.pk)}
    assert found(city=other.slug) == {("Mops", other.pk)}
    assert found(city="country") == {("Bank", None)}
    assert found(show="doubled") == {("MOPS", own.pk), ("Mops", other.pk)}
    assert ("Bank", None) not in found(show="new")
    assert found(show="merged") == set()
    assert organisations_found(ours.anna).count() == 0


def test_a_coordinator_renames_and_merges_on_pages():
    coordinator = factories.coordinator()
    client = Client()
    client.force_login(coordinator)
    city = factories.city()
    client.post(reverse("organisation_add"), {"name": " Zieleń   Miejska ", "city": city.pk})
    made = Organisation.objects.get(name="Zieleń Miejska", city=city)
    other = create_organisation(by=coordinator, name="Zieleń", city=None)
    page = client.get(reverse("organisation_merge", args=[made.pk])).content.decode()
    assert "Zieleń (the whole country)" in page
    client.post(reverse("organisation_merge", args=[made.pk]), {"kept": other.pk})
    made.refresh_from_db()
    assert made.merged_into == other
    answer = client.post(reverse("organisation_add"), {"name": "zielen", "city": ""})
    assert answer.status_code == 422
    assert "Merge the two instead." in answer.content.decode()
    client.post(reverse("organisation_separate", args=[made.pk]))
    client.post(reverse("organisation_change", args=[made.pk]), {"name": "Łąka", "city": city.pk})
    assert set(client.get(reverse("organisation_list"), {"q": "laka"}).context["page"].object_list) == {made}


def test_the_list_takes_the_same_queries_for_one_and_for_many(django_assert_max_num_queries):
    coordinator = factories.coordinator()
    client = Client()
    client.force_login(coordinator)
    for _number in range(3):
        our = team()
        our.add("action", **{**ACTION, "lead": "MOPS", "partners": ["Rada", "Zieleń"]})
    with django_assert_max_num_queries(12):
        assert client.get(reverse("organisation_list")).status_code == 200
