"""The coordinator's pages of publishing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalogue import services
from catalogue.models import Publication, Schedule
from documents.enums import State
from documents.models import Document
from publishing.enums import RenderingState
from publishing.models import Rendering
from publishing.services import request_rendering
from tests import factories
from tests.catalogue.factories import accepted_initiative, published_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(factories.coordinator(name="Maria Nowak"))
    return client


def address(document: Document, move: str = "") -> str:
    return f"/praca/publikacja/mid/{document.slug}/{move}"


def in_days(days: int) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {"day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year), "time": "8:30"}


def test_a_publication_is_planned_shown_changed_and_cancelled(coordinator: Client) -> None:
    document = accepted_initiative()
    assert coordinator.get(address(document, "zaplanuj/")).status_code == 200
    response = coordinator.post(address(document, "zaplanuj/"), in_days(3))
    assert response.headers["Location"] == address(document)
    planned = Schedule.objects.get()
    local = timezone.localtime(planned.at)
    assert (local.date(), f"{local:%H:%M}") == (timezone.localdate() + timedelta(days=3), "08:30")
    page = coordinator.get(address(document)).content.decode()
    assert "o 8:30" in page
    assert "Maria Nowak" in page
    assert 'value="08:30"' in coordinator.get(address(document, "zaplanuj/")).content.decode()
    coordinator.post(address(document, "zaplanuj/"), in_days(5))
    planned.refresh_from_db()
    assert timezone.localtime(planned.at).date() == timezone.localdate() + timedelta(days=5)
    assert document.title in coordinator.get("/praca/publikacja/").content.decode()
    coordinator.post(address(document, "odwolaj-plan/"))
    assert Schedule.objects.count() == 0
    document.refresh_from_db()
    assert document.state == State.ACCEPTED


@pytest.mark.parametrize(
    "change",
    [
        {"time": "25:00"},
        {"time": ""},
        {"day_day": "32"},
        {"day_year": "2000"},
        {"day_year": "2999"},
        {"time": "'; drop table"},
    ],
)
def test_a_plan_that_cannot_be_is_asked_for_again(coordinator: Client, change: dict[str, str]) -> None:
    document = accepted_initiative()
    response = coordinator.post(address(document, "zaplanuj/"), {**in_days(3), **change})
    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()
    assert Schedule.objects.count() == 0


def test_what_the_clock_held_back_is_shown_with_its_reason(coordinator: Client) -> None:
    document = accepted_initiative()
    planner = factories.coordinator()
    planned = services.schedule(by=planner, document=document, at=timezone.now() + timedelta(days=1))
    Schedule.objects.filter(pk=planned.pk).update(problem="Obraz nie ma opisu.", at=datetime(2026, 1, 1, tzinfo=UTC))
    for path in (address(document), "/praca/publikacja/"):
        assert "Obraz nie ma opisu." in coordinator.get(path).content.decode()


def test_a_pdf_that_not_everybody_can_read_is_not_published_and_says_why(coordinator: Client) -> None:
    document = accepted_initiative()
    request_rendering(version=document.versions.get())
    Rendering.objects.update(state=RenderingState.FAILED, reason="Tabela nie ma nagłówków.")
    assert "Tabela nie ma nagłówków." in coordinator.get(address(document)).content.decode()
    response = coordinator.post(address(document, "opublikuj/"))
    assert response.status_code == 409
    assert 'role="alert"' in response.content.decode()
    assert Publication.objects.count() == 0
    Rendering.objects.update(state=RenderingState.READY)
    assert coordinator.post(address(document, "opublikuj/")).status_code == 302
    assert Publication.objects.count() == 1


def test_a_published_document_whose_pdf_failed_is_in_the_list(coordinator: Client) -> None:
    published_initiative()
    Rendering.objects.update(state=RenderingState.FAILED, reason="Tabela nie ma nagłówków.")
    assert "Tabela nie ma nagłówków." in coordinator.get("/praca/publikacja/").content.decode()


def test_a_correction_is_opened_and_its_reason_asked_for(coordinator: Client) -> None:
    document = published_initiative().document
    assert coordinator.post(address(document, "popraw/"), {"reason": " "}).status_code == 422
    assert coordinator.post(address(document, "popraw/"), {"reason": "Koszty."}).status_code == 302
    document.refresh_from_db()
    assert document.state == State.DRAFT
    page = coordinator.get(address(document)).content.decode()
    assert f'href="{address(document, "wycofaj/")}"' in page
    assert coordinator.get(address(document, "wycofaj/")).status_code == 200
    too_long = coordinator.post(address(document, "wycofaj/"), {"reason": "x" * 501})
    assert too_long.status_code == 422


@pytest.mark.parametrize("who", ["member", "expert"])
def test_others_do_not_see_the_lists_of_coordinators(client: Client, who: str) -> None:
    document = accepted_initiative()
    participation = document.initiative.participation
    user = participation.seats.get().user if who == "member" else factories.expert(participation.network)
    client.force_login(user)
    assert client.get("/praca/publikacja/").status_code == 403
    assert client.post(address(document, "zaplanuj/"), in_days(3)).status_code == 403
    assert client.post(address(document, "odwolaj-plan/")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    coordinator: Client, django_assert_max_num_queries: object, count: int
) -> None:
    for _number in range(count):
        published_initiative()
        services.schedule(
            by=factories.coordinator(), document=accepted_initiative(), at=timezone.now() + timedelta(days=1)
        )
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        coordinator.get("/praca/publikacja/")
