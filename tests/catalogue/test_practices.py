"""The library of good practices: finding them, who used them, and proposing them to those who write."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue import services
from catalogue.models import PublishedPractice, SearchEntry
from catalogue.queries.proposed import proposed
from core.exceptions import NotAllowed, WrongState
from core.words import vector
from documents.enums import State
from documents.models import Document
from initiatives.models import NetworkLink
from tests import factories
from tests.catalogue.factories import accepted_initiative, accepted_plan, published_initiative, published_plan, write

pytestmark = pytest.mark.django_db
SUBJECT = "Na zielony plac w miejscu parkingu czekają mieszkańcy; potrzebny jest park kieszonkowy."


def library() -> list[PublishedPractice]:
    """Three public practices, the first about pocket parks, and one in a plan that is not published."""
    published_plan()
    shown = PublishedPractice.objects.get()
    others = (
        ("Autobusy na telefon", "Kursy na żądanie dla wsi.", "Graz"),
        ("Biuro w domu", "Sprawy seniorów.", "Gdynia"),
    )
    made = [shown]
    for number, (title, lead, place) in enumerate(others, 2):
        code = f"{shown.code[:-2]}{number:02d}"
        content = {**shown.content, "values": {**shown.content["values"], "code": code, "title": title}}
        made.append(
            PublishedPractice.objects.create(
                publication=shown.publication, code=code, title=title, place=place, country="Polska",
                year=2000 + number, city=factories.city() if number == 3 else None, lead=lead, content=content,
            )
        )  # fmt: skip
    for one in made[1:]:
        entry(one)
    accepted_plan()
    return made


def entry(practice: PublishedPractice) -> None:
    """What search knows of a practice."""
    heads = vector([(f"{practice.title} {practice.code}", "A"), (practice.lead, "B")])
    SearchEntry.objects.create(
        kind="practice", key=practice.code, title=practice.title, folded=practice.title.lower(), lead=practice.lead,
        publication=practice.publication, words=heads, heads=heads,
    )  # fmt: skip


def writing() -> tuple[Document, Client]:
    """A MID whose challenge is about a pocket park, and its author's client."""
    participation = factories.participation()
    author = factories.member(participation)
    document = factories.initiative(participation, by=author).document
    write(document, "challenge", statement="Park kieszonkowy zamiast parkingu", causes=[SUBJECT])
    client = Client()
    client.force_login(author)
    return document, client


def panel(client: Client, document: Document, query: str = "section=challenge") -> str:
    response = client.get(f"/praca/mid/{document.slug}/dobre-praktyki/panel/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_library_is_filtered(client: Client) -> None:
    made = library()
    for query, found in (
        ("", made), ("country=Polska", made[1:]), ("year=2002", made[1:2]), ("city=on", made[2:]),
        ("text=autobusy", made[1:2]), ("country=Francja&city=on", []), ("year=1999", made), ("year=unknown", made),
    ):  # fmt: skip
        filters = client.get(f"/dobre-praktyki/?{query}").context["filters"]
        assert filters.total == len(found), query
        assert {one.code for one in filters.rows} == {one.code for one in found}, query
    years = next(
        one for one in client.get("/dobre-praktyki/?sort=year").context["filters"].facets() if one.name == "year"
    )
    assert [(one.value, one.count) for one in years.options] == [("2003", 1), ("2002", 1)]


def test_used_in_names_published_plans_alone(client: Client) -> None:
    practice = library()[0]
    shown = published_initiative(practices=[practice.code], title="Zielone podwórka")
    accepted_initiative(practices=[practice.code], title="Tajny plan miasta")
    page = client.get(f"/dobre-praktyki/{practice.code}/")
    assert [plan.slug for plan in page.context["chain"].plans] == [shown.slug]
    assert "Tajny plan miasta" not in page.content.decode()


def test_a_team_is_proposed_what_it_writes_about() -> None:
    made = library()
    document, client = writing()
    text = panel(client, document)
    assert made[0].code in text
    assert made[1].code not in text
    assert "kieszonkowy" in text
    assert panel(client, document, "section=stakeholders").strip() == ""


def test_only_what_is_public_is_proposed() -> None:
    made = library()
    text = "park kieszonkowy zielony plac zamiast parkingu"
    assert [one.practice.code for one in proposed(text)] == [made[0].code]
    assert proposed(text, without=[made[0].code]) == []
    assert proposed("") == []
    assert proposed("park") == []
    services.withdraw(by=factories.coordinator(), document=made[0].publication.document, reason="Nowa wersja.")
    assert proposed(text) == []


def test_only_those_who_write_the_plan_see_the_panel() -> None:
    library()
    document, client = writing()
    address = f"/praca/mid/{document.slug}/dobre-praktyki/panel/?section=challenge"
    stranger = Client()
    assert stranger.get(address).status_code == 302
    stranger.force_login(factories.member(factories.participation(network=factories.network())))
    assert stranger.get(address).status_code == 404
    stranger.force_login(factories.coordinator())
    assert stranger.get(address).status_code == 403
    assert client.get(address.replace("challenge", "nie-ma")).status_code == 404


def test_a_code_is_added_once_and_in_history() -> None:
    practice = library()[0]
    document, client = writing()
    NetworkLink.objects.filter(document=document).update(practices=["CYF-D07"])
    address = f"/praca/mid/{document.slug}/dobre-praktyki/{practice.code}/dodaj/"
    for _twice in range(2):
        response = client.post(address)
        assert response.status_code == 302
        assert response.headers["Location"].endswith("siec-i-pu/#network_link_practices")
        assert NetworkLink.objects.get(document=document).practices == ["CYF-D07", practice.code]
    assert document.changes.filter(part_kind="network_link", field="practices").count() == 1
    assert practice.code not in panel(client, document)
    assert client.get(address).status_code == 405
    assert client.post(address.replace(practice.code, "CYF-D99")).status_code == 404


def test_who_may_not_add_a_code() -> None:
    practice = library()[0]
    document, _client = writing()
    with pytest.raises(NotAllowed):
        services.use_practice(by=factories.coordinator(), document=document, practice=practice)
    author = document.initiative.participation.seats.get().user
    Document.objects.filter(pk=document.pk).update(state=State.PUBLISHED)
    with pytest.raises(WrongState):
        services.use_practice(by=author, document=document, practice=practice)
    Document.objects.filter(pk=document.pk).update(state=State.DRAFT)
    services.withdraw(by=factories.coordinator(), document=practice.publication.document, reason="Nowa wersja.")
    practice.publication.refresh_from_db()
    with pytest.raises(WrongState):
        services.use_practice(by=author, document=document, practice=practice)


def test_more_practices_take_no_more_queries() -> None:
    made = library()
    document, client = writing()
    before = _queries(client, document)
    for number in range(20, 40):
        made[0].pk = None
        made[0].code = f"{made[0].code[:-2]}{number}"
        made[0].save()
        entry(made[0])
    assert _queries(client, document) == before
    assert panel(client, document).count("<form") == 3


def _queries(client: Client, document: Document) -> int:
    panel(client, document)
    with CaptureQueriesContext(connection) as queries:
        panel(client, document)
    return len(queries)
