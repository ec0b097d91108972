"""One person with two windows: a decision made on an old page never settles words that the page did not show."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from documents.models import HeldText
from documents.queries import rows
from documents.services import copy_held, delete_part, save_fields
from tests.documents.factories import STAKEHOLDER, Team, team
from tests.torture.html_forms import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def type_in_title(our: Team, title: str, *, settles: UUID | None = None) -> HeldText:
    """Bartek's save of the title, which Anna has changed since version 1."""
    record = our.single("record")
    saved = save_fields(by=our.bartek, document=our.document, kind=our.kind("record"), part_id=record.pk,
                        base_version=1, new_values={"title": title}, settles=settles)  # fmt: skip
    return saved.held["title"]


def open_page(our: Team, held: HeldText) -> tuple[Client, str, dict[str, str]]:
    """A signed-in browser, the address of the page, and what its first form posts."""
    client = Client()
    client.force_login(our.bartek)
    url = reverse("initiative_held_text", args=[our.document.slug, held.pk])
    forms, _text = read_page(client.get(url, {"fragment": "1"}).content.decode())
    return client, url, dict(forms[0].pairs)


@pytest.mark.parametrize("choice", ["theirs", "discard", "edited", "mine"])
def test_words_typed_on_in_the_other_window_are_shown_before_anything_is_settled(choice):
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Tekst Anny")
    held = type_in_title(our, "Tekst Bartka")
    client, url, posted = open_page(our, held)
    type_in_title(our, "Tekst Bartka i jeszcze więcej", settles=held.pk)
    answer = client.post(url, {**posted, "choice": choice, "title": "Tekst Bartka"})
    assert answer.status_code == 409
    assert "Tekst Bartka i jeszcze więcej" in answer.content.decode()
    held.refresh_from_db()
    assert (held.mine, held.settled_at) == ("Tekst Bartka i jeszcze więcej", None)
    assert our.single("record").title == "Tekst Anny"


def test_in_a_dialog_the_newer_text_is_asked_for():
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Tekst Anny")
    held = type_in_title(our, "Tekst Bartka")
    client, url, posted = open_page(our, held)
    type_in_title(our, "Tekst Bartka i jeszcze więcej", settles=held.pk)
    answer = client.post(url, {**posted, "choice": "theirs"}, headers={"X-Fragment": "1"})
    assert (answer.status_code, answer.json()["status"]) == (409, "clash")


def test_a_copy_of_a_deleted_row_has_the_texts_of_both_windows():
    our = team()
    row = our.add("stakeholder", **STAKEHOLDER)
    kind = our.kind("stakeholder")
    delete_part(by=our.anna, document=our.document, kind=kind, part_id=row.pk, base_version=1)
    for words in ("Słowa z okna.", "Słowa z karty."):
        saved = save_fields(by=our.bartek, document=our.document, kind=kind, part_id=row.pk, base_version=1,
                            new_values={"role_delivery": words})  # fmt: skip
    copy_held(by=our.bartek, held=saved.held["role_delivery"])
    assert [one.role_delivery for one in rows(our.document, kind)] == ["Słowa z okna. Słowa z karty."]
    assert not HeldText.objects.filter(settled_at=None).exists()
