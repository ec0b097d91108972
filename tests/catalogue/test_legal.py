"""Pages about the portal itself: the statement by the ministry's conditions, the glossary, official signs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.rendering.glossary import TERMS, terms
from catalogue.views.mark import mark_file
from core.text import polish_key

pytestmark = pytest.mark.django_db
#: technical conditions, version 2.0 of 31 July 2024: what every statement must have
OBLIGATORY = (
    "wstep", "podmiot", "zakres", "url", "data-publikacja", "data-aktualizacja", "status", "kontakt", "email",
    "telefon", "procedura", "data-sporzadzenie", "architektura", "komunikacja",
)  # fmt: skip
DATES = {
    "published": "2026-12-01", "updated": "2027-01-02", "declared": "2026-12-01", "reviewed": "2027-03-01",
}  # fmt: skip


def statement(client: Client, settings: Any, prefix: str = "", **owner: str) -> str:
    settings.PORTAL_OWNER = {**settings.PORTAL_OWNER, **owner}
    return client.get(f"{prefix}/deklaracja-dostepnosci/").content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_obligatory_identifier_stands_once(client: Client, settings: Any, prefix: str) -> None:
    text = statement(client, settings, prefix)
    assert [name for name in OBLIGATORY if text.count(f'id="a11y-{name}"') != 1] == []


def test_dates_are_marked_for_programs(client: Client, settings: Any) -> None:
    text = statement(client, settings, **DATES)
    for name, day in (
        ("publikacja", DATES["published"]), ("aktualizacja", DATES["updated"]),
        ("sporzadzenie", DATES["declared"]), ("przeglad", DATES["reviewed"]),
    ):  # fmt: skip
        assert f'<time id="a11y-data-{name}" datetime="{day}">' in text


def test_what_is_not_there_has_no_identifier(client: Client, settings: Any) -> None:
    """A review that has not been, an auditor who was not, an analysis of costs that nobody made."""
    text = statement(client, settings)
    for name in ("data-przeglad", "audytor", "ocena"):
        assert f'id="a11y-{name}"' not in text


@pytest.mark.parametrize(
    ("status", "words"), [("full", "w pełni zgodna"), ("partial", "częściowo zgodna"), ("none", "niezgodna")]
)
def test_the_status_is_the_owners(client: Client, settings: Any, status: str, words: str) -> None:
    text = statement(client, settings, status=status)
    found = re.search(r'<strong id="a11y-status">([^<]*)</strong>', text)
    assert found
    assert found[1] == words
    assert ("Co nie jest dostępne" in text) is (status != "full")


def test_the_statement_is_named_on_every_page(client: Client) -> None:
    for path, address in (("/", "/deklaracja-dostepnosci/"), ("/en/mid/", "/en/deklaracja-dostepnosci/")):
        text = client.get(path).content.decode()
        assert f'<meta name="deklaracja-dostępności" content="http://127.0.0.1:8000{address}">' in text
        assert f'<a href="{address}">' in text


def test_the_glossary_explains_every_term_in_both_languages(client: Client) -> None:
    for prefix in ("", "/en"):
        text = client.get(f"{prefix}/slownik/").content.decode()
        assert text.count("<dfn>") == len(TERMS)
        assert text.count('lang="en"' if not prefix else 'lang="pl"') >= len(TERMS)
    assert len({term.anchor for term in TERMS}) == len(TERMS)


def test_the_glossary_keeps_to_the_polish_alphabet() -> None:
    names = [term.polish for term in terms()]
    assert names == sorted(names, key=polish_key)
    assert names[-1] == "zespół miejski"


@pytest.fixture
def signs(settings: Any, tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "fe.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "secret.txt").write_text("secret")
    settings.PORTAL_MARKS = ["Fundusze Europejskie", "Bank Światowy"]
    settings.PORTAL_MARK_FILES = {"Fundusze Europejskie": "fe.svg", "Bank Światowy": "missing.svg"}
    settings.PORTAL_MARKS_DIR = tmp_path
    mark_file.cache_clear()
    yield tmp_path
    mark_file.cache_clear()


def test_a_sign_is_a_picture_with_its_text_or_a_labelled_place(client: Client, signs: Path) -> None:
    text = client.get("/").content.decode()
    assert '<img src="/znaki/fe.svg" alt="Fundusze Europejskie"' in text
    assert "missing.svg" not in text
    assert "Bank Światowy" in text
    answer = client.get("/znaki/fe.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "max-age=86400" in answer["Cache-Control"]
    answer.close()


def test_only_signs_are_given_out(client: Client, signs: Path, settings: Any) -> None:
    settings.PORTAL_MARK_FILES |= {"Tekst": "secret.txt", "Wyżej": "../secret.txt"}
    for name in ("secret.txt", "missing.svg", "other.svg", "..%2Fsecret.txt"):
        assert client.get(f"/znaki/{name}").status_code == 404, name
    assert b"<svg" in client.get(reverse("mark", args=["fe.svg"])).getvalue()
