"""Pages of plans, institutions and answers."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from documents.enums import State
from documents.models import Document
from improvement_plans.models import Barrier, FormerName, ImprovementPlan, Institution, InstitutionMember
from tests import factories
from tests.improvement_plans.factories import fill_plan, published_plan

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def names(page) -> list[str]:
    return [recommendation.code for recommendation in page.context["page"].object_list]


COORDINATOR_PAGES = ["plan_board", "institution_list", "institution_add"]


@pytest.mark.parametrize("name", COORDINATOR_PAGES)
def test_pages_of_coordinators(name: str) -> None:
    url = reverse(name)
    assert Client().get(url).status_code == 302
    for role in Role:
        expected = 200 if role == Role.COORDINATOR else 403
        assert signed_in(factories.user(role)).get(url).status_code == expected


def test_pages_of_one_institution_are_of_coordinators() -> None:
    institution = factories.institution()
    clerk = factories.ministry_member(institution)
    member = InstitutionMember.objects.get(user=clerk)
    former = FormerName.objects.create(institution=institution, name="Dawna")
    pages = [reverse(name, args=[institution.slug]) for name in ("institution", "institution_change", "member_add")]
    posts = [reverse("member_end", args=[member.pk]), reverse("former_name_remove", args=[former.pk])]
    for url in pages:
        assert Client().get(url).status_code == 302
        assert signed_in(clerk).get(url).status_code == 403
        assert signed_in(factories.coordinator()).get(url).status_code == 200
    for url in posts:
        assert Client().post(url).status_code == 302
        assert signed_in(clerk).post(url).status_code == 403
        assert signed_in(factories.coordinator()).get(url).status_code == 405
        assert signed_in(factories.coordinator()).post(url).status_code == 302
    assert InstitutionMember.objects.get().until is not None
    assert FormerName.objects.count() == 0


def test_a_coordinator_keeps_institutions_by_forms() -> None:
    client = signed_in(factories.coordinator())
    values = {"name": "Ministerstwo Łąk", "short_name": "MŁąk", "kind": "ministry", "teryt": ""}
    assert client.post(reverse("institution_add"), values).url == reverse("institution", args=["mlak"])
    assert client.post(reverse("institution_add"), values).status_code == 422
    renamed = {
        **values,
        "name": "Ministerstwo Pól",
        "renamed_on_day": "1",
        "renamed_on_month": "1",
        "renamed_on_year": "2024",
    }
    assert client.post(reverse("institution_change", args=["mlak"]), renamed).status_code == 302
    institution = Institution.objects.get()
    assert (institution.name, institution.former_names.get().name) == ("Ministerstwo Pól", "Ministerstwo Łąk")
    person = {"email": "nowa@urzad.example", "name": "Nowa Osoba"}
    assert client.post(reverse("member_add", args=["mlak"]), person).status_code == 302
    assert client.post(reverse("member_add", args=["mlak"]), person).status_code == 422
    assert "nowa@urzad.example" in client.get(reverse("institution", args=["mlak"])).content.decode()


def test_a_coordinator_begins_a_plan_on_the_board() -> None:
    network = factories.network()
    url = reverse("plan_create", args=[network.slug])
    assert signed_in(factories.pu_editor(network)).post(url).status_code == 403
    client = signed_in(factories.coordinator())
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 409
    assert ImprovementPlan.objects.get().network == network
    assert network.slug in client.get(reverse("plan_board")).content.decode()


def test_the_workbench_of_a_plan() -> None:
    plan = factories.plan()
    editor = factories.pu_editor(plan.network)
    fill_plan(plan.document, by=editor)
    section = reverse("plan_section", args=[plan.network.slug, "bariery"])
    assert signed_in(editor).get(reverse("plan_workbench", args=[plan.network.slug])).status_code == 200
    assert signed_in(editor).get(section).status_code == 200
    assert signed_in(factories.pu_editor(factories.network())).get(section).status_code == 404
    assert signed_in(factories.user()).get(section).status_code == 404
    assert signed_in(factories.ministry_member(factories.institution())).get(section).status_code == 404


def test_codes_are_checked_when_a_row_is_added() -> None:
    plan = factories.plan()
    editor = factories.pu_editor(plan.network)
    fill_plan(plan.document, by=editor)
    url = reverse("plan_part_add", args=[plan.network.slug, "barrier"])
    letters = plan.network.code
    values = {"title": "Druga", "description": "<p>Opis.</p>", "kind": "law", "scale": "national", "weight": "3"}
    client = signed_in(editor)
    for code in (f"{letters}-B01", "QQQ-B02", f"{letters}-R02", f"{letters}-B2", ""):
        assert client.post(url, {**values, "code": code, "barrier_code": code}).status_code == 422
    assert Barrier.objects.count() == 1


@pytest.mark.parametrize(("name", "state"), [("plan_reopen", State.ACCEPTED), ("plan_revise", State.WITHDRAWN)])
def test_opening_a_plan_again(name: str, state: str) -> None:
    plan = factories.plan()
    Document.objects.filter(pk=plan.document_id).update(state=state)
    url = reverse(name, args=[plan.network.slug])
    client = signed_in(factories.coordinator())
    assert signed_in(factories.pu_editor(plan.network)).get(url).status_code == 403
    assert signed_in(factories.user()).get(url).status_code == 404
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Nowe prawo."}).url == reverse("plan_workbench", args=[plan.network.slug])
    assert client.get(url).status_code == 409


def test_codes_for_a_mid_come_from_the_published_plan_only() -> None:
    plan, _recommendation, _editor = published_plan()
    client = signed_in(factories.user())
    url = reverse("plan_codes_panel", args=[plan.network.slug])
    letters = plan.network.code
    assert Client().get(url).status_code == 302
    page = client.get(url).content.decode()
    assert (f"{letters}-B01" in page, f"{letters}-D01" in page, "<html" in page) == (True, True, False)
    Document.objects.filter(pk=plan.document_id).update(state=State.DRAFT)
    assert f"{letters}-B01" not in client.get(url).content.decode()
    assert client.get(reverse("plan_codes_panel", args=["nie-ma"])).status_code == 404


def test_lists_take_the_same_queries_for_one_row_and_for_three() -> None:
    coordinator = factories.coordinator()
    client = signed_in(coordinator)
    urls = [reverse(name) for name in ("institution_list", "plan_board")]
    counts = []
    for _step in range(2):
        for _one in range(1 if not counts else 2):
            _plan, recommendation, _editor = published_plan()
            recommendation.institutions.add(factories.institution())
        counts.append([_queries(client, url) for url in urls])
    assert counts[0] == counts[1]


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)
