"""An edition's bundle: for everybody, without what is withdrawn; asked for by coordinators and the clock."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Publication
from catalogue.queries.bundles import bundle_manifest
from catalogue.services import prepare_bundle, refresh_bundles, refresh_pdfs, withdraw
from core.exceptions import NotAllowed
from documents.models import Document
from publishing.enums import RenderingState
from publishing.models import Bundle, Rendering
from publishing.tasks import make_bundle, render
from tests import factories
from tests.catalogue.factories import accepted_initiative, published_initiative, published_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(monkeypatch, settings, tmp_path):
    """No broker; files in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path
    for task in (render, make_bundle):
        monkeypatch.setattr(task, "apply_async", lambda arguments, queue, **options: None)


@pytest.fixture
def shown():
    """A published MID and the plan of its network."""
    publication = published_initiative()
    published_plan(publication.network)
    return publication


def work():
    """What the workers do."""
    for rendering in Rendering.objects.filter(state=RenderingState.QUEUED):
        render(str(rendering.pk))
    for bundle in Bundle.objects.filter(state=RenderingState.QUEUED):
        make_bundle(str(bundle.pk))


def addresses(publication):
    slug = publication.network.edition.slug
    return [reverse(name, args=[slug]) for name in ("bundle", "bundle_pdf", "bundle_zip")]


def test_only_what_is_public_stands_in_the_manifest(shown):
    hidden = accepted_initiative(factories.participation(network=shown.network, edition=shown.network.edition))

    entries = bundle_manifest(shown.network.edition)["entries"]

    assert [entry["kind"] for entry in entries] == ["pu", "mid"]
    assert str(hidden.versions.get().pk) not in str(entries)


def test_a_coordinator_asks_and_everybody_reads(shown, client):
    page, pdf, archive = addresses(shown)
    edition = shown.network.edition
    assert (client.get(page).status_code, client.get(pdf).status_code) == (200, 404)
    assert b"<form method" not in client.get(page).content.split(b"<main")[1]
    prepare = reverse("bundle_prepare", args=[edition.slug])
    client.force_login(factories.coordinator())
    assert prepare in client.get(page).text
    assert client.post(prepare).status_code == 302
    client.logout()
    assert "hx-get" in client.get(page).text

    work()

    text = client.get(page).text
    assert "hx-get" not in text.split("<main")[1]
    assert shown.title in text.replace("\xa0", " ")
    assert b"".join(client.get(pdf).streaming_content)[:4] == b"%PDF"
    answer = client.get(archive)
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert client.get(archive, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_only_a_coordinator_asks(shown):
    with pytest.raises(NotAllowed):
        prepare_bundle(by=factories.user(), edition=shown.network.edition)


def test_the_fragment_is_the_page(shown, client):
    prepare_bundle(by=factories.coordinator(), edition=shown.network.edition)
    page = addresses(shown)[0]
    status = reverse("bundle_status", args=[shown.network.edition.slug])

    assert client.get(status)["Location"] == page
    fragment = client.get(status, headers={"hx-request": "true"}).text
    assert fragment.strip() in client.get(page).text


def test_a_withdrawn_document_leaves_the_bundle_at_once(shown, client):
    edition, by = shown.network.edition, factories.coordinator()
    prepare_bundle(by=by, edition=edition)
    work()
    page, pdf, archive = addresses(shown)
    answer = client.get(pdf)
    assert b"".join(answer.streaming_content)[:4] == b"%PDF"
    tag = answer["ETag"]

    withdraw(by=by, document=Document.objects.get(pk=shown.document_id), reason="Błąd w kwotach.")

    assert client.get(pdf, headers={"if-none-match": tag}).status_code == 404
    assert client.get(archive).status_code == 404
    assert shown.title not in client.get(page).text.replace("\xa0", " ")
    Publication.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    assert refresh_bundles() == 1
    work()
    assert b"".join(client.get(archive).streaming_content)[:2] == b"PK"
    assert Bundle.objects.count() == 1
    assert "mid" not in [entry["kind"] for entry in Bundle.objects.get().manifest["entries"]]


def test_the_clock_waits_until_publishing_calms_down(shown):
    assert refresh_bundles() == 0
    Publication.objects.update(updated_at=timezone.now() - timedelta(minutes=6))

    assert refresh_bundles() == 1
    work()
    assert refresh_bundles() == 0
    assert Bundle.objects.count() == 1


def test_the_clock_asks_for_pdfs_of_changed_templates_once(shown, monkeypatch):
    work()
    assert refresh_pdfs() == 0
    monkeypatch.setattr("publishing.rendering.page.template_hash", lambda: "changed")

    assert refresh_pdfs() == 2
    assert refresh_pdfs() == 0


def test_an_edition_without_documents_has_a_page_and_no_files(client):
    edition = factories.network().edition
    assert prepare_bundle(by=factories.coordinator(), edition=edition) is None
    assert client.get(reverse("bundle", args=[edition.slug])).status_code == 200
    assert client.get(reverse("bundle_zip", args=[edition.slug])).status_code == 404


def test_the_page_asks_few_queries(shown, client, django_assert_num_queries):
    prepare_bundle(by=factories.coordinator(), edition=shown.network.edition)
    work()
    with django_assert_num_queries(4):
        client.get(addresses(shown)[0])


def test_a_published_pdf_is_sent_once_to_those_who_keep_it(shown, client):
    work()
    address = reverse("initiative_pdf", args=[shown.slug])
    first = client.get(address)
    assert b"".join(first.streaming_content)[:4] == b"%PDF"
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"

    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304

    withdraw(by=factories.coordinator(), document=Document.objects.get(pk=shown.document_id), reason="Błąd.")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 410


def test_the_grey_variant_has_an_address_of_its_own(shown, client):
    address = reverse("initiative_grey", args=[shown.slug])
    assert client.get(address).status_code == 202
    work()
    assert b"".join(client.get(address).streaming_content)[:4] == b"%PDF"
    assert Rendering.objects.filter(variant="grey").count() == 1
