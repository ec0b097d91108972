"""Requests that no browser sends, and pages that no cache keeps."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/szukaj/?q=%00", "/rekomendacje/?network=a%00b", "/konto/zaloguj/?next=%00"])
def test_a_zero_byte_in_a_query_is_a_bad_request(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/mid/%00/", "/konto/zaproszenie/%00/", "/konto/email/%00/", "/praca/rekomendacje/%00/odpowiedz/"]
)
def test_a_zero_byte_in_a_path_finds_nothing(client, address):
    client.force_login(factories.coordinator())
    assert client.get(address).status_code in (200, 404)


def test_a_broken_address_of_the_page_is_a_bad_request(client):
    response = client.get("/praca/", headers={"HX-Request": "true", "HX-Current-URL": "http://[::1"})
    assert response.status_code == 400


@pytest.mark.parametrize("name", ["desk", "profile", "notice_list", "home"])
def test_no_cache_keeps_what_a_signed_in_person_sees(client, name):
    client.force_login(factories.coordinator())
    kept = client.get(reverse(name))["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))


def test_public_pages_may_be_kept_when_nobody_is_signed_in(client):
    assert "no-store" not in client.get(reverse("home")).get("Cache-Control", "")
    assert "public" in client.get(reverse("theme_css"))["Cache-Control"]


def test_whatever_can_be_read_answers_to_head(client):
    document = factories.initiative().document
    client.force_login(factories.coordinator())
    for page in ("workbench", "preview", "versions"):
        assert client.head(reverse(f"initiative_{page}", args=[document.slug])).status_code == 200
