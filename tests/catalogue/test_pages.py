"""Every public page in both languages, what it must say, and the coordinator's pages of publishing."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.services import publish, withdraw
from documents.enums import State
from initiatives.models import Initiative
from networks.models import LeadContact
from tests import factories
from tests.catalogue.factories import accepted_initiative, published_initiative, published_plan, write
from tests.improvement_plans.factories import answer

pytestmark = pytest.mark.django_db
STATIC = ["/", "/miasta/", "/sieci/", "/mid/", "/plany-ulepszen/", "/rekomendacje/", "/dobre-praktyki/", "/szukaj/",
          "/deklaracja-dostepnosci/", "/prywatnosc/", "/mapa-strony/", "/kontakt/"]  # fmt: skip
A11Y_IDS = ["wstep", "podmiot", "url", "data-publikacja", "data-aktualizacja", "status", "data-sporzadzenie",
            "kontakt", "osoba", "email", "telefon", "procedura", "architektura", "aplikacje"]  # fmt: skip


@pytest.mark.parametrize("path", STATIC)
def test_an_empty_portal_still_has_all_pages(client: Client, path: str) -> None:
    for prefix, language in (("", "pl"), ("/en", "en")):
        response = client.get(prefix + path)
        assert response.status_code == 200
        text = response.content.decode()
        assert f'<html lang="{language}"' in text
        assert text.count("<h1") == 1
        assert client.head(prefix + path).status_code == 200
        assert client.post(prefix + path).status_code == 405


def test_things_in_the_english_interface_are_marked_as_polish(client: Client) -> None:
    publication, plan = published_initiative(), published_plan()
    code = plan.network.code
    paths = [f"/mid/{publication.slug}/", f"/plany-ulepszen/{plan.slug}/", f"/rekomendacje/{code}-R01/",
             f"/dobre-praktyki/{code}-D01/", f"/miasta/{publication.city.slug}/"]  # fmt: skip
    for path in paths:
        assert 'lang="pl"' not in re.sub(r'hreflang="pl"|lang="pl" hreflang', "", _main(client, path))
        assert re.search(r'<h1[^>]*>.*?lang="pl"', _main(client, "/en" + path), re.DOTALL), path


def _main(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


def test_networks_have_english_names_in_the_english_interface(client: Client) -> None:
    factories.network(name="Sieć Zielona", name_en="Green City Network")
    assert "Green City Network" in _main(client, "/en/sieci/")
    assert "Green City Network" not in _main(client, "/sieci/")


def test_the_page_of_an_initiative(client: Client) -> None:
    publication = published_initiative(title="Cień i woda")
    text = _main(client, f"/mid/{publication.slug}/")
    assert 'id="sekcja-dzialania"' in text
    assert 'href="#sekcja-dzialania"' in text
    assert f'href="/mid/{publication.slug}.pdf"' in text
    assert f"http://127.0.0.1:8000/mid/{publication.slug}/" in text
    assert f'href="/miasta/{publication.city.slug}/"' in text
    assert f'href="/sieci/{publication.network.slug}/"' in text


def test_the_public_fate_of_a_recommendation(client: Client) -> None:
    ministry = factories.institution(name="Ministerstwo Klimatu")
    plan = published_plan(institution=ministry)
    code = f"{plan.network.code}-R01"
    staff = factories.ministry_member(ministry, name="Jan Tajny")
    recommendation = plan.recommendations.get().recommendation
    said = "Przyjmujemy <b>w całości</b>."
    answer(staff, recommendation, ministry, text=said, url="https://gov.example/dowod")
    response = client.get(f"/rekomendacje/{code}/")
    text = response.content.decode()
    assert "Ministerstwo Klimatu" in text
    assert "Przyjmujemy &lt;b&gt;w całości&lt;/b&gt;." in text
    assert "https://gov.example/dowod" in text
    assert "Jan Tajny" not in text
    assert client.get(f"/rekomendacje/{code.lower()}/").status_code == 200


def test_a_barrier_says_how_many_published_plans_met_it(client: Client) -> None:
    plan = published_plan()
    barrier = f"{plan.network.code}-B01"
    for _number in range(2):
        participation = factories.participation(network=plan.network)
        document = accepted_initiative(participation)
        version = document.versions.get()
        links = [{**version.content["parts"]["network_link"][0]}]
        links[0]["values"] = {**links[0]["values"], "barriers": [barrier]}
        _publish_with(document, {**version.content["parts"], "network_link": links})
    chain = client.get(f"/rekomendacje/{plan.network.code}-R01/").context["chain"]
    assert [(one.row.code, len(one.cities)) for one in chain.barriers] == [(barrier, 2)]


def _publish_with(document: object, parts: dict[str, object]) -> None:
    version = document.versions.get()  # type: ignore[attr-defined]
    accepted = document.versions.create(  # type: ignore[attr-defined]
        number=2,
        purpose="manual",
        title=version.title,
        content={**version.content, "parts": parts},
        content_hash="2",
        created_by_label="x",
    )
    document.rounds.update(version=accepted)  # type: ignore[attr-defined]
    publish(by=factories.coordinator(), document=document)  # type: ignore[arg-type]


def test_a_city_without_facts_says_so(client: Client) -> None:
    city = factories.city(name="Nowa", latitude=None, longitude=None)
    factories.participation(city=city, network=None)
    text = _main(client, f"/miasta/{city.slug}/")
    assert "portal-network--unknown" in text
    assert client.get("/").status_code == 200


def test_contacts_are_shown_only_when_the_person_agreed(client: Client) -> None:
    network = factories.network()
    LeadContact.objects.create(network=network, name="Jawna", email="jawna@miasto.example", is_public=True)
    LeadContact.objects.create(network=network, name="Skryta", email="skryta@miasto.example")
    text = _main(client, f"/sieci/{network.slug}/")
    assert "jawna@miasto.example" in text
    assert "skryta@miasto.example" not in text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_accessibility_statement_has_every_id_once(client: Client, prefix: str) -> None:
    text = client.get(f"{prefix}/deklaracja-dostepnosci/").content.decode()
    for name in A11Y_IDS:
        assert text.count(f'id="a11y-{name}"') == 1, name
    assert "catalogue-owner-gap" in text


def test_the_statement_shows_what_the_owner_gave(client: Client, settings: object) -> None:
    settings.PORTAL_OWNER = {**settings.PORTAL_OWNER, "published": "2026-12-01"}  # type: ignore[attr-defined]
    text = client.get("/deklaracja-dostepnosci/").content.decode()
    assert '<time id="a11y-data-publikacja" datetime="2026-12-01">' in text


def test_the_statement_can_be_reached_from_the_home_page(client: Client) -> None:
    assert 'href="/deklaracja-dostepnosci/"' in client.get("/").content.decode()


@pytest.mark.parametrize(("page", "is_named"), [("/mid/x/", True), ("//evil.example", False), ("javascript:x", False)])
def test_a_problem_is_reported_about_a_page_of_the_portal(client: Client, page: str, is_named: bool) -> None:
    assert bool(client.get("/kontakt/", {"page": page}).context["about"]) is is_named


def test_robots_are_kept_out_of_the_desk_and_told_of_all_pages(client: Client) -> None:
    publication = published_initiative()
    assert "Disallow: /praca/" in client.get("/robots.txt").content.decode()
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"http://127.0.0.1:8000/mid/{publication.slug}/" in places
    assert f"http://127.0.0.1:8000/en/mid/{publication.slug}/" in places
    assert not [place for place in places if "/praca/" in place]


def test_a_coordinator_publishes_withdraws_and_restores_in_the_browser(client: Client) -> None:
    document = accepted_initiative()
    client.force_login(factories.coordinator())
    page = reverse("publication", args=["mid", document.slug])
    assert "publication_publish" not in page
    assert client.get(page).status_code == 200
    assert client.post(reverse("publication_publish", args=["mid", document.slug])).status_code == 302
    assert client.get(f"/mid/{document.slug}/").status_code == 200
    withdraw = reverse("publication_withdraw", args=["mid", document.slug])
    assert client.get(withdraw).status_code == 200
    empty = client.post(withdraw, {"reason": " "})
    assert (empty.status_code, "reason" in empty.context["form"].errors) == (422, True)
    assert client.post(withdraw, {"reason": "Pomyłka."}).status_code == 302
    assert client.get(f"/mid/{document.slug}/").status_code == 410
    assert client.post(reverse("publication_restore", args=["mid", document.slug])).status_code == 302
    assert client.get(f"/mid/{document.slug}/").status_code == 200
    client.post(withdraw, {"reason": "Nowe dane."})
    revise = reverse("publication_revise", args=["mid", document.slug])
    assert client.post(revise, {"reason": "Dopisać koszty."}).status_code == 302
    document.refresh_from_db()
    assert document.state == State.DRAFT


def test_a_move_that_the_state_does_not_allow_is_refused(client: Client) -> None:
    document = accepted_initiative()
    client.force_login(factories.coordinator())
    assert client.post(reverse("publication_restore", args=["mid", document.slug])).status_code == 409
    assert client.get(reverse("publication_withdraw", args=["mid", document.slug])).status_code == 409
    assert client.get(reverse("publication", args=["osoby", document.slug])).status_code == 404
    assert client.get(reverse("publication_publish", args=["mid", document.slug])).status_code == 405


@pytest.mark.parametrize("name", ["publication", "publication_publish", "publication_withdraw", "publication_restore"])
def test_publishing_is_for_coordinators(client: Client, name: str) -> None:
    document = accepted_initiative()
    participation = Initiative.objects.get(document=document).participation
    path = reverse(name, args=["mid", document.slug])
    method = client.get if name in {"publication", "publication_withdraw"} else client.post
    assert method(path).headers["Location"].startswith("/konto/")
    client.force_login(factories.member(factories.participation()))
    assert method(path).status_code == 404
    client.force_login(participation.seats.get().user)
    assert method(path).status_code == 403
    document.refresh_from_db()
    assert document.state == State.ACCEPTED


def test_hostile_texts_are_shown_as_texts(client: Client) -> None:
    participation = factories.participation(city=factories.city(name="<i>Miasto</i>"))
    author = factories.member(participation)
    document = factories.initiative(participation, by=author).document
    write(document, "record", title="x")
    publication = published_initiative(title='<script>alert("x")</script>', summary="<img src=x onerror=alert(1)>")
    for path in ("/", "/mid/", f"/mid/{publication.slug}/", "/miasta/", "/szukaj/?q=alert"):
        text = client.get(path).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<i>Miasto" not in text


def test_the_number_found_is_said_to_htmx(client: Client) -> None:
    response = client.get("/mid/", headers={"HX-Request": "true"})
    assert json.loads(response.headers["HX-Trigger"])["portal:announce"]["value"]


def test_a_plan_of_a_city_leads_to_what_it_names_while_that_is_public(client: Client) -> None:
    network = factories.network()
    plan = published_plan(network)
    publication = published_initiative(
        factories.participation(network=network), barriers=[f"{network.code}-B01"], practices=[f"{network.code}-D01"]
    )

    page = client.get(f"/mid/{publication.slug}/").content.decode()
    assert f'href="/bariery/{network.code}-B01/"' in page
    assert f'href="/dobre-praktyki/{network.code}-D01/"' in page

    withdraw(by=factories.coordinator(), document=plan.document, reason="Poprawki")
    assert f"/dobre-praktyki/{network.code}-D01/" not in client.get(f"/mid/{publication.slug}/").content.decode()
