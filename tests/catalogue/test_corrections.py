"""Corrections in public: addresses that last, the list of changes, withdrawn versions."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from catalogue import services
from catalogue.models import Publication, PublishedVersion
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import State
from documents.models import Document
from initiatives.models import Annex
from publishing.enums import RenderingState
from publishing.models import Rendering
from reviews.services import accept, submit_for_review
from tests import factories
from tests.catalogue.factories import accepted_initiative, lead, published_initiative, published_plan, write

pytestmark = pytest.mark.django_db


def corrected(document: Document, summary: str, *, reason: str = "") -> Publication:
    """The published document corrected, reviewed again and published."""
    coordinator = factories.coordinator()
    services.correct(by=coordinator, document=document, reason="Do poprawki.")
    return published_again(document, summary, reason=reason)


def published_again(document: Document, summary: str, *, reason: str = "") -> Publication:
    """An open document written on, reviewed and published."""
    document.refresh_from_db()
    author = document.initiative.participation.seats.get().user
    write(document, "summary", text=summary)
    submit_for_review(by=author, document=document)
    accept(by=lead(document), document=document)
    return services.publish(by=factories.coordinator(), document=document, reason=reason)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_while_a_correction_is_written_the_former_version_stays_in_public(client: Client) -> None:
    publication = published_initiative(summary="Sadzimy drzewa.")
    document = publication.document
    services.correct(by=factories.coordinator(), document=document, reason="Koszty są nieaktualne.")
    document.refresh_from_db()
    assert (document.state, document.public_version) == (State.DRAFT, publication.version)
    write(document, "summary", text="Tego jeszcze nikt nie przyjął.")
    shown = page(client, f"/mid/{publication.slug}/")
    assert "Sadzimy drzewa." in shown
    assert "Tego jeszcze nikt nie przyjął." not in shown


def test_only_coordinators_correct_and_only_what_is_published() -> None:
    publication = published_initiative()
    author = publication.document.initiative.participation.seats.get().user
    with pytest.raises(NotAllowed):
        services.correct(by=author, document=publication.document, reason="Koszty.")
    with pytest.raises(InvalidInput):
        services.correct(by=factories.coordinator(), document=publication.document, reason=" ")
    with pytest.raises(WrongState):
        services.correct(by=factories.coordinator(), document=accepted_initiative(), reason="Koszty.")


def test_a_correction_says_what_it_changed_and_the_former_version_keeps_an_address(client: Client) -> None:
    publication = published_initiative(summary="Sadzimy sto drzew.")
    slug = publication.slug
    corrected(publication.document, "Sadzimy dwieście drzew.", reason="Pomyłka w liczbie drzew.")
    shown = page(client, f"/mid/{slug}/")
    assert "Sadzimy dwieście drzew." in shown
    assert "Pomyłka w liczbie drzew." in shown
    assert f'href="/mid/{slug}/wersje/#wersja-2"' in shown
    former = page(client, f"/mid/{slug}/wersje/1/")
    assert "Sadzimy sto drzew." in former
    assert '<meta name="robots" content="noindex">' in former
    assert f'<link rel="latest-version" href="/mid/{slug}/">' in former
    changes = page(client, f"/mid/{slug}/wersje/")
    assert "sto" in changes
    assert "dwieście" in changes
    assert "Pomyłka w liczbie drzew." in changes
    present = page(client, f"/mid/{slug}/wersje/2/")
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/mid/{slug}/">' in present
    assert [client.get(f"/mid/{slug}/wersje/{number}/").status_code for number in (0, 3, 99999)] == [404] * 3


def test_a_withdrawn_document_takes_all_its_versions_and_files_along(client: Client) -> None:
    publication = published_initiative(summary="Sekretarzyk w parku.")
    slug = publication.slug
    corrected(publication.document, "Bez mebli.")
    services.withdraw(by=factories.coordinator(), document=publication.document, reason="Dane osobowe.")
    paths = [
        *(
            "",
            ".docx",
            ".json",
            ".xlsx",
            ".pdf",
            "/wersje/",
            "/wersje/1/",
            "/wersje/2/",
            "/wersje/1.json",
            "/wersje/1.pdf",
        ),
        *("/cytowanie.bib", "/wersje/1/cytowanie.ris", "/obraz.png"),
    ]
    for path in paths:
        for prefix in ("", "/en"):
            address = f"{prefix}/mid/{slug}{path or '/'}"
            response = client.get(address)
            assert response.status_code == 410, address
            # A browser keeps a 410 for ever unless it is told to ask again, and the document may come back.
            assert "no-cache" in response["Cache-Control"], address
            text = response.content.decode()
            assert ("Dane osobowe." in text, "Sekretarzyk" in text) == (True, False), address


def test_a_later_version_does_not_bring_back_what_was_withdrawn(client: Client) -> None:
    publication = published_initiative(summary="Sekretarzyk w parku.")
    slug, document, coordinator = publication.slug, publication.document, factories.coordinator()
    services.withdraw(by=coordinator, document=document, reason="Dane osobowe.")
    services.revise(by=coordinator, document=document, reason="Proszę usunąć dane.")
    published_again(document, "Bez mebli.")
    assert "Bez mebli." in page(client, f"/mid/{slug}/")
    former = client.get(f"/mid/{slug}/wersje/1/")
    assert former.status_code == 410
    assert "Dane osobowe." in former.content.decode()
    assert f'href="/mid/{slug}/"' in former.content.decode()
    assert client.get(f"/mid/{slug}/wersje/1.json").status_code == 410
    changes = page(client, f"/mid/{slug}/wersje/")
    assert ("Sekretarzyk" in changes, "Dane osobowe." in changes) == (False, True)


def test_restoring_brings_back_what_was_withdrawn_with_it(client: Client) -> None:
    publication = published_initiative()
    slug, document, coordinator = publication.slug, publication.document, factories.coordinator()
    corrected(document, "Druga wersja.")
    services.withdraw(by=coordinator, document=document, reason="Pomyłka.")
    services.restore(by=coordinator, document=document)
    assert [client.get(f"/mid/{slug}/wersje/{number}/").status_code for number in (1, 2)] == [200, 200]


def test_what_is_under_correction_can_be_withdrawn_and_restored(client: Client) -> None:
    publication = published_initiative()
    slug, document, coordinator = publication.slug, publication.document, factories.coordinator()
    services.correct(by=coordinator, document=document, reason="Koszty.")
    services.withdraw(by=coordinator, document=document, reason="Dane osobowe.")
    document.refresh_from_db()
    assert (document.state, document.public_version) == (State.DRAFT, None)
    assert client.get(f"/mid/{slug}/").status_code == 410
    with pytest.raises(WrongState):
        services.withdraw(by=coordinator, document=document, reason="Jeszcze raz.")
    services.restore(by=coordinator, document=document)
    document.refresh_from_db()
    assert (document.state, document.public_version) == (State.DRAFT, publication.version)
    assert client.get(f"/mid/{slug}/").status_code == 200


def test_a_former_version_keeps_its_pdf(client: Client, tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    publication = published_initiative()
    former = Rendering.objects.get()
    corrected(publication.document, "Druga wersja.")
    path = f"/mid/{publication.slug}/wersje/1.pdf"
    assert client.get(path).status_code == 202
    former.file.save("x.pdf", ContentFile(b"%PDF-1.7 former"), save=False)
    former.state, former.pages, former.size = RenderingState.READY, 3, 15
    former.save()
    response = client.get(path)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 former"  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == f'inline; filename="mid-{publication.slug}-1.pdf"'
    assert path in client.get(path, headers={"HX-Request": "true"}).content.decode()


def test_recommendations_of_a_plan_under_correction_stay_public(client: Client) -> None:
    publication = published_plan()
    services.correct(by=factories.coordinator(), document=publication.document, reason="Literówki.")
    code = publication.recommendations.get().code
    assert client.get(f"/rekomendacje/{code}/").status_code == 200
    ministry = Client()
    ministry.force_login(factories.ministry_member(publication.recommendations.get().lead_institution))
    assert code in page(ministry, "/praca/rekomendacje/")


def test_a_file_without_a_text_alternative_is_not_published(client: Client) -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    row = Annex.objects.create(document=document, title="Mapa drzew", file="annexes/mapa.png")
    version = document.versions.get()
    content = {**version.content, "parts": {**version.content["parts"], "annex": [annex(row)]}}
    reviewed = document.versions.create(
        number=2, purpose="submitted", title=version.title, content=content, content_hash="1"
    )
    document.rounds.update(version=reviewed)
    client.force_login(coordinator)
    path = f"/praca/publikacja/mid/{document.slug}/"
    assert f'href="/praca/mid/{document.slug}/annex/{row.pk}/"' in page(client, path)
    refused = client.post(f"{path}opublikuj/")
    assert refused.status_code == 409
    assert "Brakuje opisu alternatywnego jednego pliku: Z1 Mapa drzew." in refused.content.decode()
    assert (Publication.objects.count(), PublishedVersion.objects.count()) == (0, 0)


def annex(row: Annex) -> dict[str, object]:
    values = {"title": row.title, "kind": row.kind, "file": row.file.name, "alternative": " ", "licence": row.licence}
    return {"id": str(row.pk), "code": "Z1", "version": 1, "values": values, "labels": {}}


@pytest.mark.parametrize("number", [1, 3])
def test_pages_of_versions_ask_the_database_the_same(
    client: Client, django_assert_max_num_queries: object, number: int
) -> None:
    publication = published_initiative()
    for text in ["Druga.", "Trzecia."][: number - 1]:
        corrected(publication.document, text)
    for path in (f"/mid/{publication.slug}/", f"/mid/{publication.slug}/wersje/"):
        with django_assert_max_num_queries(8 + number):  # type: ignore[operator]
            client.get(path)
