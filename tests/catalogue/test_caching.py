"""Public pages are kept for people who are not signed in, and never longer than they are true."""

import gzip
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalogue import services
from catalogue.models import PublicChange
from catalogue.queries import stamp
from networks.models import LeadContact
from tests import factories
from tests.catalogue.factories import published_initiative, published_plan

pytestmark = pytest.mark.django_db


def test_a_kept_page_asks_the_database_once(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    publication = published_initiative()
    path = f"/mid/{publication.slug}/"
    first = client.get(path)
    with django_assert_num_queries(1):
        second = client.get(path)
    assert second.content == first.content
    assert (second.status_code, second["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert second["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert second["Vary"] == first["Vary"]
    assert "Content-Security-Policy" in second


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    path = f"/mid/{published_initiative().slug}/"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.get(path, headers={"If-None-Match": 'W/"another"'}).status_code == 200


def test_a_page_is_packed_once_and_unpacked_for_who_cannot_read_it(client: Client) -> None:
    path = f"/mid/{published_initiative().slug}/"
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in packed["Vary"]


def test_the_two_languages_are_kept_apart(client: Client) -> None:
    slug = published_initiative().slug
    assert [client.get(f"{prefix}/mid/{slug}/").content.count(b'<html lang="en"') for prefix in ("", "/en") * 2] == [
        0,
        1,
        0,
        1,
    ]


def test_withdrawing_and_publishing_again_are_seen_at_once(client: Client) -> None:
    publication = published_initiative()
    paths = [f"/mid/{publication.slug}/", "/", "/mid/", "/sitemap.xml"]
    coordinator = factories.coordinator()
    before = [client.get(path) for path in paths]
    assert [publication.slug in page.content.decode() for page in before] == [True] * 4
    services.withdraw(by=coordinator, document=publication.document, reason="Pomyłka.")
    after = [
        client.get(path, headers={"If-None-Match": page["ETag"]}) for path, page in zip(paths, before, strict=True)
    ]
    assert [page.status_code for page in after] == [410, 200, 200, 200]
    assert [f"/mid/{publication.slug}/" in page.content.decode() for page in after[1:]] == [False] * 3
    services.restore(by=coordinator, document=publication.document)
    assert [client.get(path).content for path in paths] == [page.content for page in before]


def test_signed_in_people_get_their_own_page_and_leave_nothing_behind(client: Client) -> None:
    publication = published_initiative()
    path = f"/mid/{publication.slug}/"
    member = Client()
    member.force_login(factories.coordinator(name="Jan Tajny"))
    own = member.get(path)
    assert "Jan Tajny" in own.content.decode()
    assert "no-store" in own["Cache-Control"]
    assert "Jan Tajny" not in client.get(path).content.decode()
    client.get(path)
    assert "Jan Tajny" in member.get(path, headers={"If-None-Match": client.get(path)["ETag"]}).content.decode()


def test_a_message_that_waits_is_shown_and_not_kept(client: Client) -> None:
    path = f"/mid/{published_initiative().slug}/"
    client.cookies = SimpleCookie({"messages": "x"})
    assert "ETag" not in client.get(path)


@pytest.mark.parametrize(
    "extra",
    [
        {"query_params": {"x": "1"}},
        {"headers": {"HX-Request": "made-up"}},
        {"headers": {"HX-Request": "true", "HX-History-Restore-Request": "true"}},
    ],
    ids=["query", "header", "history"],
)
def test_made_up_requests_fill_no_memory(client: Client, extra: dict[str, dict[str, str]]) -> None:
    path = f"/mid/{published_initiative().slug}/"
    keys = []
    kept = cache.set
    try:
        cache.set = lambda key, *args, **kwargs: (keys.append(key), kept(key, *args, **kwargs))
        first = client.get(path, **extra)
        headers = {**extra.get("headers", {}), "If-None-Match": first["ETag"]}
        assert client.get(path, **{**extra, "headers": headers}).status_code == 304
        assert keys == []
    finally:
        cache.set = kept


@pytest.mark.parametrize("end", [".docx", ".xlsx", "/obraz.png"])
def test_a_file_is_made_once_whatever_the_request_makes_up(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, end: str
) -> None:
    publication = published_initiative()
    path = f"/mid/{publication.slug}{end}"
    first = client.get(path)
    client.cookies = SimpleCookie({"sessionid": "made-up"})
    with django_assert_num_queries(1):
        second = client.get(path, {"x": "1"}, headers={"HX-Request": "true"})
    assert (second.status_code, second.content) == (200, first.content)
    services.withdraw(by=factories.coordinator(), document=publication.document, reason="Pomyłka.")
    assert client.get(path, {"x": "1"}).status_code == 410


def test_a_part_for_htmx_and_the_whole_page_are_not_taken_for_one_another(client: Client) -> None:
    whole = client.get("/mid/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    part = client.get("/mid/", headers={"HX-Request": "true"})
    assert (b"<html" in whole.content, b"<html" in part.content) == (True, False)


def test_a_prefix_from_a_header_brings_no_other_page_under_an_address(client: Client) -> None:
    # As a server passes on a request for /mid/ whose sender says that the portal lies below /mid.
    home = client.get("/", SCRIPT_NAME="/mid")
    assert home.status_code == 200
    assert client.get("/mid/").content != home.content


def test_a_version_has_one_address(client: Client) -> None:
    path = f"/mid/{published_initiative().slug}/wersje"
    assert [client.get(f"{path}/{number}/").status_code for number in ("1", "01", "0", "9" * 40)] == [
        200,
        404,
        404,
        404,
    ]


@override_settings(CACHES={"default": {"BACKEND": "core.cache.ForgivingCache", "LOCATION": "redis://127.0.0.1:1/0"}})
def test_without_the_cache_pages_are_made_anew(client: Client) -> None:
    assert client.get(f"/mid/{published_initiative().slug}/").status_code == 200


def test_the_stamp_follows_every_table_that_pages_are_made_of() -> None:
    plan = published_plan()
    network = plan.network
    states = [stamp()]
    network.topic = "Nowy temat"
    network.save()
    states.append(stamp())
    contact = LeadContact.objects.create(network=network, name="Anna", email="anna@bank.example")
    states.append(stamp())
    contact.delete()
    states.append(stamp())
    factories.city()
    states.append(stamp())
    services.withdraw(by=factories.coordinator(), document=plan.document, reason="Pomyłka.")
    states.append(stamp())
    assert len({state for state, _at in states}) == 6
    assert [at for _state, at in states] == sorted(at for _state, at in states)


def test_writing_a_draft_leaves_the_stamp(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    participation = factories.participation()
    author = factories.member(participation)
    document = factories.initiative(participation, by=author).document
    before = stamp()
    factories.fill_mid(document, by=author)
    with django_assert_num_queries(1):
        assert stamp() == before


def test_old_notes_of_changes_are_swept_and_the_newest_stays() -> None:
    for _number in range(3):
        factories.city()
    newest = PublicChange.objects.latest("id")
    state = stamp()
    assert services.sweep_changes(most=100) == 0
    assert stamp() == state
    assert services.sweep_changes(most=2) == PublicChange.objects.filter(at__gt=timezone.now()).count() + 2
    assert PublicChange.objects.get() == newest
    assert stamp() != state
