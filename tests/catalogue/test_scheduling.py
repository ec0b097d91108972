"""Publishing at a moment: planning, changing, cancelling, and what the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from activity.models import Event, Notice
from catalogue import services
from catalogue.models import Publication, PublishedVersion, Schedule, SearchEntry
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents import services as document_services
from documents.enums import State
from documents.models import Document
from publishing.enums import RenderingState
from publishing.models import Rendering
from reviews.services import accept, submit_for_review
from tests import factories
from tests.catalogue.factories import accepted_initiative, lead, published_initiative, write

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


class Clock:
    """What time Django believes it is."""

    now = NOW

    def move_to(self, moment: datetime) -> None:
        self.now = moment


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(timezone, "now", lambda: made.now)
    return made


def test_nothing_is_public_before_the_moment_and_everything_after_it(client: Client, clock: Clock) -> None:
    document = accepted_initiative(title="Sekretarzyk")
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    clock.move_to(NOON - timedelta(seconds=1))
    assert services.publish_due() == 0
    assert (Publication.objects.count(), SearchEntry.objects.filter(kind="mid").count()) == (0, 0)
    pages = ["/", "/mid/", "/sitemap.xml", "/szukaj/?q=sekretarzyk"]
    assert ["Sekretarzyk" in client.get(page).content.decode() for page in pages] == [False] * 4
    assert client.get(f"/mid/{document.slug}/").status_code == 404
    clock.move_to(NOON)
    assert services.publish_due() == 1
    document.refresh_from_db()
    assert (document.state, document.public_version) == (State.PUBLISHED, document.versions.get())
    assert Publication.objects.get().published_at == NOON
    assert Schedule.objects.count() == 0
    assert Event.objects.get(verb=Verb.PUBLISHED).actor == coordinator
    assert "Sekretarzyk" in client.get(f"/mid/{document.slug}/").content.decode()
    assert services.publish_due() == 0


def test_planning_is_recorded_told_and_brings_the_pdf_before_the_moment() -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    event = Event.objects.get(verb=Verb.SCHEDULED)
    assert (event.actor, event.data) == (coordinator, {"version": 1, "at": "2026-03-03T13:00:00+01:00"})
    assert Notice.objects.filter(event=event).count() == 2
    assert Rendering.objects.get().version == document.versions.get()


def test_the_plan_is_changed_and_cancelled(clock: Clock) -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    services.schedule(by=coordinator, document=document, at=NOON + timedelta(days=1))
    clock.move_to(NOON)
    assert services.publish_due() == 0
    services.cancel_schedule(by=coordinator, document=document)
    clock.move_to(NOON + timedelta(days=2))
    assert services.publish_due() == 0
    document.refresh_from_db()
    assert document.state == State.ACCEPTED
    with pytest.raises(WrongState):
        services.cancel_schedule(by=coordinator, document=document)


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=400)])
def test_a_moment_that_has_passed_or_is_too_far_is_refused(at: datetime) -> None:
    with pytest.raises(InvalidInput):
        services.schedule(by=factories.coordinator(), document=accepted_initiative(), at=at)
    assert Schedule.objects.count() == 0


def test_only_coordinators_plan_and_only_accepted_documents() -> None:
    document = accepted_initiative()
    author = document.initiative.participation.seats.get().user
    with pytest.raises(NotAllowed):
        services.schedule(by=author, document=document, at=NOON)
    services.schedule(by=factories.coordinator(), document=document, at=NOON)
    with pytest.raises(NotAllowed):
        services.cancel_schedule(by=author, document=document)
    with pytest.raises(WrongState):
        services.schedule(by=factories.coordinator(), document=factories.initiative().document, at=NOON)


def test_publishing_now_ends_the_plan(clock: Clock) -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    services.publish(by=coordinator, document=document)
    assert Schedule.objects.count() == 0


def held_back(document: Document, clock: Clock) -> str:
    """What the clock says of a publication that it could not make."""
    clock.move_to(NOON)
    assert services.publish_due() == 0
    assert services.publish_due() == 0
    assert Publication.objects.filter(document=document, withdrawn_at=None).count() == 0
    assert Event.objects.filter(verb=Verb.HELD_BACK).count() == 1
    return Schedule.objects.get(document=document).problem


def test_a_document_that_was_reopened_is_held_back_and_its_planner_is_told(clock: Clock) -> None:
    document = accepted_initiative()
    coordinator, other = factories.coordinator(), factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    document_services.reopen(by=coordinator, document=document, reason="Błąd.")
    problem = held_back(document, clock)
    assert problem == "Dokument jest teraz w stanie „Do poprawy”, nie jest już przyjęty."
    notices = Notice.objects.filter(event__verb=Verb.HELD_BACK)
    assert {notice.user for notice in notices} == {coordinator, other}
    assert {notice.path for notice in notices} == {f"/praca/publikacja/mid/{document.slug}/"}


def test_a_newer_version_is_not_published_by_an_older_plan(clock: Clock) -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    document_services.reopen(by=coordinator, document=document, reason="Błąd.")
    again(document, "Po poprawce")
    assert held_back(document, clock) == "Od zaplanowania publikacji przyjęto nowszą wersję."


@pytest.mark.parametrize("lost", [{"role": "expert"}, {"is_active": False}], ids=["role", "account"])
def test_a_coordinator_who_lost_the_right_publishes_nothing(clock: Clock, lost: dict[str, object]) -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    User.objects.filter(pk=coordinator.pk).update(**lost)
    assert held_back(document, clock) == "Publikować i wycofywać może tylko koordynator programu."


def test_a_pdf_that_fails_holds_the_publication_back(clock: Clock) -> None:
    document = accepted_initiative()
    services.schedule(by=factories.coordinator(), document=document, at=NOON)
    Rendering.objects.update(state=RenderingState.FAILED, reason="Obraz nie ma opisu.")
    assert held_back(document, clock) == "Nie udało się przygotować pliku PDF tej wersji: Obraz nie ma opisu."


def test_one_document_held_back_does_not_keep_the_others(clock: Clock) -> None:
    first, second = accepted_initiative(), accepted_initiative()
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=first, at=NOON - timedelta(minutes=1))
    services.schedule(by=coordinator, document=second, at=NOON)
    document_services.reopen(by=coordinator, document=first, reason="Błąd.")
    clock.move_to(NOON)
    assert services.publish_due() == 1
    assert Publication.objects.get().document == second


def test_planning_again_after_a_problem_publishes(clock: Clock) -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    services.schedule(by=coordinator, document=document, at=NOON)
    Rendering.objects.update(state=RenderingState.FAILED, reason="Obraz nie ma opisu.")
    held_back(document, clock)
    Rendering.objects.update(state=RenderingState.READY)
    services.schedule(by=coordinator, document=document, at=NOON + timedelta(hours=1))
    clock.move_to(NOON + timedelta(hours=1))
    assert services.publish_due() == 1


def test_a_planned_correction_leaves_the_former_version_until_the_moment(clock: Clock) -> None:
    publication = published_initiative(title="Przed poprawką")
    document, coordinator = publication.document, factories.coordinator()
    services.correct(by=coordinator, document=document, reason="Koszty.")
    again(document, "Po poprawce")
    services.schedule(by=coordinator, document=document, at=NOON, reason="Poprawiono koszty.")
    publication.refresh_from_db()
    assert (publication.title, publication.version.number) == ("Przed poprawką", 1)
    clock.move_to(NOON)
    assert services.publish_due() == 1
    publication.refresh_from_db()
    assert (publication.title, publication.version.number) == ("Po poprawce", 2)
    assert list(PublishedVersion.objects.values_list("number", "reason")) == [(2, "Poprawiono koszty."), (1, "")]


def test_withdrawing_cancels_the_planned_correction(clock: Clock) -> None:
    publication = published_initiative()
    document, coordinator = publication.document, factories.coordinator()
    services.correct(by=coordinator, document=document, reason="Koszty.")
    again(document, "Po poprawce")
    services.schedule(by=coordinator, document=document, at=NOON)
    services.withdraw(by=coordinator, document=document, reason="Dane osobowe.")
    clock.move_to(NOON)
    assert services.publish_due() == 0
    publication.refresh_from_db()
    document.refresh_from_db()
    assert (publication.withdrawn_at, document.state) == (NOW, State.ACCEPTED)


def test_coordinators_hear_once_of_a_public_document_whose_pdf_fails() -> None:
    publication = published_initiative()
    Rendering.objects.update(state=RenderingState.FAILED, reason="Obraz nie ma opisu.")
    assert services.report_failed_pdfs() == 1
    assert services.report_failed_pdfs() == 0
    notice = Notice.objects.get(event__verb=Verb.PDF_FAILED)
    assert (notice.path, notice.event.data["reason"]) == (
        f"/praca/publikacja/mid/{publication.slug}/",
        "Obraz nie ma opisu.",
    )


def again(document: Document, title: str) -> None:
    """The document written on, submitted and accepted once more."""
    document.refresh_from_db()
    author = document.initiative.participation.seats.get().user
    write(document, "record", title=title)
    document.title = title
    document.save(update_fields=["title"])
    submit_for_review(by=author, document=document)
    accept(by=lead(document), document=document)
    document.refresh_from_db()
