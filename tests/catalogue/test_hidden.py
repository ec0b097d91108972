"""What is not published cannot be reached by anybody from outside, by any path; what is withdrawn shows only why."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from catalogue import services
from catalogue.models import Publication, PublishedRecommendation, PublishedVersion
from documents.models import Document
from initiatives.models import Annex
from networks.models import LeadContact, MeetingMaterial
from publishing.enums import RenderingState
from publishing.models import Rendering
from publishing.services import request_rendering
from tests import factories
from tests.catalogue.factories import accepted_initiative, accepted_plan, published_initiative, published_plan

pytestmark = pytest.mark.django_db
SECRET = "Sekretarzyk"


def public_texts(client: Client, document: Document) -> str:
    """Everything that a list, a count, a search or a file for robots says, in both languages."""
    participation = getattr(getattr(document, "initiative", None), "participation", None)
    network = participation.network if participation else document.improvement_plan.network
    paths = [
        *(
            "/",
            "/mid/",
            "/plany-ulepszen/",
            "/rekomendacje/",
            "/dobre-praktyki/",
            "/miasta/",
            "/miasta/mapa/",
            "/dzialania/",
            "/sieci/",
            "/mapa-strony/",
        ),
        *(f"/sieci/{network.slug}/", f"/edycje/{network.edition.slug}/", "/sitemap.xml", "/szukaj/?q=drzewo"),
        *(
            f"/szukaj/?q={SECRET}",
            f"/mid/?text={SECRET}",
            f"/dzialania/?text={SECRET}",
            f"/dobre-praktyki/?text={SECRET}",
        ),
    ]
    if participation:
        paths.append(f"/miasta/{participation.city.slug}/")
    pages = [client.get(prefix + path) for path in paths for prefix in ("", "/en")]
    assert {page.status_code for page in pages} == {200}
    return "\n".join(page.content.decode() for page in pages)


def test_an_accepted_initiative_is_nowhere(client: Client) -> None:
    document = accepted_initiative(title=f"{SECRET} miasta", summary=f"{SECRET} w planie")
    request_rendering(version=document.versions.get())
    slug = document.slug
    for path in (f"/mid/{slug}/", f"/mid/{slug}.pdf", f"/mid/{slug}/pdf/", f"/en/mid/{slug}/"):
        assert client.get(path).status_code == 404, path
    text = public_texts(client, document)
    assert f"{SECRET} miasta" not in text
    assert f"{SECRET} w planie" not in text
    assert slug not in text
    assert Publication.objects.count() == 0


def test_an_accepted_plan_is_nowhere(client: Client) -> None:
    document = accepted_plan()
    code = document.improvement_plan.network.code
    for path in (f"/plany-ulepszen/{document.slug}/", f"/plany-ulepszen/{document.slug}.pdf",
                 f"/rekomendacje/{code}-R01/", f"/dobre-praktyki/{code}-D01/"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    assert "Fundusz na doradztwo" not in public_texts(client, document)


def test_later_drafts_of_a_published_document_stay_inside(client: Client) -> None:
    publication = published_initiative(title="Jawny tytuł")
    document = publication.document
    Document.objects.filter(pk=document.pk).update(title=SECRET)
    page = client.get(f"/mid/{document.slug}/").content.decode()
    assert "Jawny tytuł" in page
    assert SECRET not in page


def test_internal_fields_are_not_public(client: Client) -> None:
    publication = published_initiative(contact=f"{SECRET} 600 700 800")
    assert SECRET not in client.get(f"/mid/{publication.slug}/").content.decode()
    assert "600 700 800" not in public_texts(client, publication.document)
    assert client.get("/szukaj/", {"q": SECRET}).context["answer"].hits == []


def test_people_are_not_named_in_public(client: Client) -> None:
    participation = factories.participation()
    factories.member(participation, seat=2, name=f"Anna {SECRET}")
    factories.expert(participation.network, name=f"Jan {SECRET}")
    publication = published_initiative(participation)
    LeadContact.objects.create(network=participation.network, name=SECRET, email="tajne@miasto.example")
    assert SECRET not in client.get(f"/mid/{publication.slug}/").content.decode()
    text = public_texts(client, publication.document)
    assert f"Anna {SECRET}" not in text
    assert f"Jan {SECRET}" not in text
    assert "tajne@miasto.example" not in text


def test_meetings_keep_their_links_and_internal_materials(client: Client) -> None:
    network = factories.network()
    meeting = factories.meeting(networks=[network], link="https://zoom.example/tajne")
    factories.meeting(networks=[network], title=f"{SECRET} narada", is_public=False)
    MeetingMaterial.objects.create(meeting=meeting, title=SECRET, link="https://pliki.example/tajne")
    MeetingMaterial.objects.create(meeting=meeting, title="Program", link="https://pliki.example/jawne", is_public=True)
    file = MeetingMaterial.objects.create(meeting=meeting, title="Slajdy", file="materials/slajdy.pdf", is_public=True)
    page = client.get(f"/sieci/{network.slug}/").content.decode()
    assert "tajne" not in page
    assert SECRET not in page
    assert "https://pliki.example/jawne" in page
    assert f'href="/spotkania/materialy/{file.pk}/"' in page


def test_a_withdrawn_initiative_shows_only_the_reason(client: Client) -> None:
    publication = published_initiative(title=f"{SECRET} miasta", summary=f"{SECRET} w planie")
    coordinator = factories.coordinator()
    services.withdraw(by=coordinator, document=publication.document, reason="Miasto prosi o poprawki.")
    for path in (f"/mid/{publication.slug}/", f"/en/mid/{publication.slug}/", f"/mid/{publication.slug}.pdf"):
        response = client.get(path)
        assert response.status_code == 410, path
        assert "Miasto prosi o poprawki." in response.content.decode()
        assert SECRET not in response.content.decode()
    assert client.get(f"/mid/{publication.slug}/pdf/").status_code == 404
    text = public_texts(client, publication.document)
    assert f"{SECRET} miasta" not in text
    assert f"{SECRET} w planie" not in text


def test_a_withdrawn_plan_takes_its_recommendations_along(client: Client) -> None:
    publication = published_plan()
    code = PublishedRecommendation.objects.get().code
    services.withdraw(by=factories.coordinator(), document=publication.document, reason="Nowa wersja.")
    for path in (f"/rekomendacje/{code}/", f"/dobre-praktyki/{code.replace('-R', '-D')}/"):
        response = client.get(path)
        assert response.status_code == 410, path
        assert "Fundusz na doradztwo" not in response.content.decode()
        assert "Nowa wersja." in response.content.decode()
    assert "Fundusz na doradztwo" not in public_texts(client, publication.document)


@pytest.mark.parametrize(
    "path",
    ["/mid/../../etc/passwd/", "/mid/%2e%2e%2f/", "/mid/' or 1=1/", "/mid/<script>/", "/mid/" + "x" * 3000 + "/",
     "/mid/x.pdf", "/mid/ł/", "/miasta/%00/", "/sieci/x/", "/edycje/x/", "/rekomendacje/CYF-R99/", "/rekomendacje/%00/",
     "/dobre-praktyki/CYF-D99/", "/plany-ulepszen/x.pdf", "/mid/x/zalaczniki/11111111-1111-1111-1111-111111111111/"],
)  # fmt: skip
def test_hostile_addresses_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get("/en" + path).status_code == 404


def test_annexes_are_those_of_the_published_version(client: Client, tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    name = default_storage.save("annexes/plan.pdf", ContentFile(b"%PDF-1.7 plan"))
    later = default_storage.save("annexes/later.pdf", ContentFile(b"%PDF-1.7 later"))
    publication = published_initiative()
    row = Annex.objects.create(document=publication.document, title="Plan", file=name)
    path = f"/mid/{publication.slug}/zalaczniki/{row.pk}/"
    assert client.get(path).status_code == 404
    version = publication.version
    content = {**version.content, "parts": {**version.content["parts"], "annex": [_annex(row, name)]}}
    newer = document_version(publication, content)
    Publication.objects.filter(pk=publication.pk).update(version=newer)
    PublishedVersion.objects.create(publication=publication, version=newer, number=2, published_at=timezone.now())
    Annex.objects.filter(pk=row.pk).update(file=later)
    response = client.get(path)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 plan"  # type: ignore[attr-defined]
    assert response.headers["Content-Disposition"].startswith("attachment")


def _annex(row: Annex, name: str) -> dict[str, object]:
    values = {"title": row.title, "kind": row.kind, "file": name, "alternative": "", "licence": row.licence}
    return {"id": str(row.pk), "code": "Z1", "version": 1, "values": values, "labels": {}}


def document_version(publication: Publication, content: dict[str, object]) -> object:
    return publication.document.versions.create(
        number=2, purpose="manual", title=publication.title, content=content, content_hash="1", created_by_label="x"
    )


def test_the_pdf_is_the_published_version_s(client: Client, tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    publication = published_initiative()
    path = f"/mid/{publication.slug}.pdf"
    waiting = client.get(path)
    assert waiting.status_code == 202
    assert f'hx-get="/mid/{publication.slug}/pdf/"' in waiting.content.decode()
    assert Rendering.objects.count() == 1
    rendering = Rendering.objects.get()
    rendering.file.save("x.pdf", ContentFile(b"%PDF-1.7"), save=False)
    rendering.state, rendering.size, rendering.ready_at = RenderingState.READY, 8, datetime.datetime.now(datetime.UTC)
    rendering.save()
    ready = client.get(path)
    assert b"".join(ready.streaming_content) == b"%PDF-1.7"  # type: ignore[attr-defined]
    assert ready.headers["Content-Type"] == "application/pdf"
    assert ready.headers["Content-Disposition"] == f'inline; filename="mid-{publication.slug}-1.pdf"'


def test_a_failed_pdf_is_asked_for_again_only_by_a_button(client: Client) -> None:
    publication = published_initiative()
    Rendering.objects.update(state=RenderingState.FAILED, reason="Brak miejsca na dysku.")
    assert "Brak miejsca na dysku." in client.get(f"/mid/{publication.slug}.pdf").content.decode()
    assert Rendering.objects.get().state == RenderingState.FAILED
    response = client.post(f"/mid/{publication.slug}/pdf/")
    assert response.headers["Location"] == f"/mid/{publication.slug}.pdf"
    assert Rendering.objects.get().state == RenderingState.QUEUED
