"""Saved views: each person's own, few, with names of their own, and nothing but what the list knows."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from core.exceptions import InvalidInput
from tests import factories
from tracking.models import SavedView
from tracking.policies import MOST_VIEWS
from tracking.services import rename_view, save_view

pytestmark = pytest.mark.django_db
LIST = "/praca/rekomendacje/"
VIEWS = f"{LIST}widoki/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_saved_renamed_used_and_deleted() -> None:
    user = factories.ministry_member(factories.institution())
    client = signed_in(user)
    added = client.post(f"{VIEWS}dodaj/?kind=law&mine=on&view=cards&page=4&zly=1", {"name": "Prawne, nasze"})
    assert added.url == f"{LIST}?kind=law&mine=on&view=cards"
    view = SavedView.objects.get()
    assert (view.user, view.query) == (user, "kind=law&mine=on&view=cards")
    assert 'href="/praca/rekomendacje/?kind=law&amp;mine=on&amp;view=cards">Prawne, nasze</a>' in text(client, LIST)
    assert client.post(f"{VIEWS}{view.pk}/", {"name": "Nowa nazwa"}).url == VIEWS
    assert "Nowa nazwa" in text(client, VIEWS)
    assert client.post(f"{VIEWS}{view.pk}/usun/").url == VIEWS
    assert not SavedView.objects.exists()


def test_views_of_others_do_not_exist() -> None:
    owner, other = factories.coordinator(), factories.coordinator()
    view = save_view(by=owner, name="Tajny widok", query="kind=law")
    client = signed_in(other)
    assert "Tajny widok" not in text(client, LIST) + text(client, VIEWS)
    assert client.get(f"{VIEWS}{view.pk}/").status_code == 404
    assert client.post(f"{VIEWS}{view.pk}/", {"name": "Moja"}).status_code == 404
    assert client.post(f"{VIEWS}{view.pk}/usun/").status_code == 404
    with pytest.raises(SavedView.DoesNotExist):
        rename_view(by=other, view=view, name="Moja")
    assert SavedView.objects.get().name == "Tajny widok"
    assert save_view(by=other, name="Tajny widok", query="").pk != view.pk


def test_names_are_ones_own_once_and_not_empty() -> None:
    user = factories.coordinator()
    save_view(by=user, name="Widok", query="")
    second = save_view(by=user, name="Drugi", query="")
    for refused in (
        lambda: save_view(by=user, name="Widok", query=""),
        lambda: rename_view(by=user, view=second, name="Widok"),
    ):
        with pytest.raises(InvalidInput):
            refused()
    client = signed_in(user)
    for name in ("Widok", "", " ", "x" * 81):
        assert client.post(f"{VIEWS}dodaj/", {"name": name}).status_code == 422, name
    assert client.post(f"{VIEWS}{second.pk}/", {"name": "Widok"}).status_code == 422
    assert rename_view(by=user, view=second, name="Drugi").name == "Drugi"
    with pytest.raises(ValidationError):
        SavedView(user=user, name="Widok").full_clean()
    for values in ({"name": "Widok"}, {"name": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedView.objects.create(user=user, **values)


def test_no_more_than_thirty() -> None:
    user = factories.coordinator()
    for number in range(MOST_VIEWS):
        save_view(by=user, name=f"Widok {number}", query="")
    with pytest.raises(InvalidInput):
        save_view(by=user, name="Jeszcze jeden", query="")
    assert signed_in(user).post(f"{VIEWS}dodaj/", {"name": "Jeszcze jeden"}).status_code == 422


def test_hostile_names_and_queries_do_no_harm() -> None:
    user = factories.coordinator()
    client = signed_in(user)
    client.post(
        f"{VIEWS}dodaj/?text=%22%3E%3Cscript%3E&next=javascript:alert(1)", {"name": "<script>alert(1)</script>"}
    )
    assert SavedView.objects.get().query == "text=%22%3E%3Cscript%3E"
    for path in (LIST, VIEWS, f"{LIST}?view=cards", f"{LIST}macierz/"):
        assert "<script>alert(1)" not in text(client, path)
    long = "&".join(f"act={number}" * 40 for number in range(200))
    assert client.post(f"{VIEWS}dodaj/?{long}", {"name": "Długi"}).status_code == 302


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()
