"""/praca/osoby/: the coordinator's pages of people."""

import pytest
from django.test import Client

from accounts.enums import PersonState, Role
from accounts.models import Invitation, User
from accounts.queries import filter_people, people_visible_to
from accounts.services import deactivate, invite
from tests import factories
from tests.accounts.factories import fresh_email, signed_in, visitor

pytestmark = pytest.mark.django_db

POSTS = ("wyslij-ponownie", "cofnij", "wylacz", "wlacz", "drugi-skladnik")


def test_people_come_in_polish_order() -> None:
    coordinator = factories.coordinator(name="Żaneta Żak")
    for name in ("Zofia Zając", "Łucja Łoś", "Lena Lis", "Ćwiek Ćma", "Celina Cis"):
        factories.user(name=name)
    names = [str(person) for person in people_visible_to(coordinator)]
    assert names == ["Celina Cis", "Ćwiek Ćma", "Lena Lis", "Łucja Łoś", "Zofia Zając", "Żaneta Żak"]


def test_other_people_see_only_themselves() -> None:
    factories.coordinator()
    for role in (Role.TEAM_MEMBER, Role.EXPERT, Role.PU_EDITOR, Role.MINISTRY):
        person = factories.user(role)
        assert list(people_visible_to(person)) == [person]


def test_filters_narrow_the_list() -> None:
    coordinator = factories.coordinator(name="Ewa Koordynatorska")
    expert = factories.user(Role.EXPERT, name="Jan Kowalski", unit="Bank Światowy")
    gone = factories.user(name="Jan Nowak")
    deactivate(by=coordinator, user=gone)
    waiting, _key = invite(by=coordinator, email=fresh_email(), name="Janina Zając", role=Role.MINISTRY)
    everybody = people_visible_to(coordinator)
    assert list(filter_people(everybody, words="jan")) == [expert, gone, waiting]
    assert list(filter_people(everybody, words="jan światowy")) == [expert]
    assert list(filter_people(everybody, role=Role.EXPERT)) == [expert]
    assert list(filter_people(everybody, state=PersonState.DEACTIVATED)) == [gone]
    assert list(filter_people(everybody, state=PersonState.INVITED)) == [waiting]
    assert list(filter_people(everybody, words="%")) == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_coordinators_see_the_pages(role: Role) -> None:
    person = factories.user()
    client = signed_in(factories.user(role))
    for address in ("", "zapros/", f"{person.pk}/"):
        assert client.get(f"/praca/osoby/{address}").status_code == 403
    for action in POSTS:
        assert client.post(f"/praca/osoby/{person.pk}/{action}/").status_code == 403
    person.refresh_from_db()
    assert person.is_active is True


def test_visitors_are_asked_to_sign_in() -> None:
    answer = visitor().get("/praca/osoby/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/zaloguj/?next=/praca/osoby/")


@pytest.mark.parametrize("action", POSTS)
def test_actions_are_posts(action: str) -> None:
    client = signed_in(factories.coordinator())
    assert client.get(f"/praca/osoby/{factories.user().pk}/{action}/").status_code == 405
    assert client.post(f"/praca/osoby/0/{action}/").status_code == 404


def test_a_form_without_its_key_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.coordinator())
    person = factories.user()
    assert client.post(f"/praca/osoby/{person.pk}/wylacz/").status_code == 403
    person.refresh_from_db()
    assert person.is_active is True


def test_a_coordinator_invites_by_the_page() -> None:
    email = fresh_email()
    sent = {"email": email, "name": "Anna Nowak", "role": "ministry", "unit": "", "language": "pl"}
    answer = signed_in(factories.coordinator()).post("/praca/osoby/zapros/", sent)
    user = User.objects.get(email=email)
    assert (answer.status_code, answer["Location"]) == (302, f"/praca/osoby/{user.pk}/")
    assert (user.role, user.is_active) == ("ministry", False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nie-email"},
        {"email": "a" * 250 + "@miasto.example"},
        {"name": ""},
        {"name": "A" * 151},
        {"role": "administrator"},
        {"language": "de"},
        {"email": "a@miasto.example\r\nBcc: wszyscy@miasto.example"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_bad_input_invites_nobody(wrong: dict[str, str]) -> None:
    sent = {"email": fresh_email(), "name": "Anna Nowak", "role": "ministry", "unit": "", "language": "pl", **wrong}
    assert signed_in(factories.coordinator()).post("/praca/osoby/zapros/", sent).status_code == 422
    assert Invitation.objects.exists() is False


def test_inviting_somebody_with_an_account_says_so_at_the_field() -> None:
    sent = {"email": factories.user().email, "name": "Anna", "role": "ministry", "unit": "", "language": "pl"}
    answer = signed_in(factories.coordinator()).post("/praca/osoby/zapros/", sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["email"]


def test_each_action_of_the_page_works() -> None:
    coordinator = factories.coordinator()
    client = signed_in(coordinator)
    waiting, _key = invite(by=coordinator, email=fresh_email(), name="Anna", role=Role.EXPERT)
    here = f"/praca/osoby/{waiting.pk}/"
    for action in ("wyslij-ponownie", "cofnij"):
        assert client.post(f"{here}{action}/")["Location"] == here
    assert client.post(f"{here}cofnij/").status_code == 409
    person = factories.user()
    here = f"/praca/osoby/{person.pk}/"
    for action in ("wylacz", "wlacz"):
        assert client.post(f"{here}{action}/")["Location"] == here
    assert client.post(f"/praca/osoby/{coordinator.pk}/wylacz/").status_code == 409


def test_the_list_asks_the_same_of_the_database_for_one_row_and_for_many(django_assert_num_queries: object) -> None:
    client = signed_in(factories.coordinator())
    client.get("/praca/osoby/")
    with django_assert_num_queries(5):
        client.get("/praca/osoby/")
    for _number in range(3):
        factories.user()
    with django_assert_num_queries(5):
        client.get("/praca/osoby/")


def test_bad_filters_are_left_out() -> None:
    client = signed_in(factories.coordinator())
    for query in ("?role=cesarz", "?state=nie", "?page=999", "?page=x", "?q=" + "a" * 300):
        assert client.get(f"/praca/osoby/{query}").status_code == 200


def test_a_person_changes_their_own_data() -> None:
    person = factories.user()
    answer = signed_in(person).post("/konto/", {"name": "Nowe Nazwisko", "unit": "Wydział", "language": "en"})
    person.refresh_from_db()
    assert (answer.status_code, person.name, person.unit, person.language) == (302, "Nowe Nazwisko", "Wydział", "en")


def test_nobody_gives_themselves_a_role() -> None:
    person = factories.user()
    signed_in(person).post(
        "/konto/", {"name": "A", "unit": "", "language": "pl", "role": "coordinator", "is_active": ""}
    )
    person.refresh_from_db()
    assert (person.role, person.is_active) == (Role.TEAM_MEMBER, True)


def test_hostile_names_are_shown_as_text() -> None:
    person = factories.user(name="<script>alert(1)</script>")
    content = signed_in(factories.coordinator()).get(f"/praca/osoby/{person.pk}/").content.decode()
    assert "<script>alert(1)" not in content
    assert "&lt;script&gt;alert(1)" in content
