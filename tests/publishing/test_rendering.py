"""The way to a PDF: asked for once, made once, failures told, stuck work taken up, shown to the right people."""

import threading
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdfium2 import PdfDocument

from publishing.enums import RenderingState
from publishing.models import Rendering
from publishing.queries import rendering_for, versions_visible_to
from publishing.rendering.validity import faults
from publishing.services import request_rendering, requeue_stuck_renderings
from publishing.tasks import MAX_ATTEMPTS, render
from tests import factories as make
from tests.publishing.versions import frozen


def test_asking_twice_queues_once(version, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = request_rendering(version=version)
        second = request_rendering(version=version, urgent=False)

    assert first == second
    assert first.state == RenderingState.QUEUED
    assert queued == [(str(first.pk), "interactive")]


@pytest.mark.django_db(transaction=True)
def test_asking_at_the_same_moment_queues_once(queued):
    version = frozen()
    barrier = threading.Barrier(2)

    def ask():
        barrier.wait()
        try:
            request_rendering(version=version)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Rendering.objects.count() == 1
    assert len(queued) == 1


def test_the_task_makes_the_file(version, queued):
    rendering = request_rendering(version=version)

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert (rendering.state, rendering.attempts, rendering.reason) == (RenderingState.READY, 1, "")
    with rendering.file.open() as file:
        body = file.read()
    assert body.startswith(b"%PDF-1.7")
    assert faults(body) == []
    with closing(PdfDocument(body)) as pdf:
        assert rendering.page == rendering.pages == len(pdf)
    assert rendering.size == rendering.file.size
    assert rendering.seconds > 0


def test_a_second_run_changes_nothing(version, queued):
    rendering = request_rendering(version=version)
    render(str(rendering.pk))
    rendering.refresh_from_db()
    made_at = rendering.ready_at

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert (rendering.ready_at, rendering.attempts) == (made_at, 1)


def test_a_rendering_in_other_hands_is_left_alone(version, queued):
    rendering = request_rendering(version=version)
    Rendering.objects.filter(pk=rendering.pk).update(state=RenderingState.RENDERING, started_at=timezone.now())

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert (rendering.state, rendering.attempts) == (RenderingState.RENDERING, 0)


def test_a_task_of_a_deleted_rendering_does_nothing(db):
    render("00000000-0000-0000-0000-000000000000")


def test_work_of_a_killed_worker_is_taken_up(version, queued, django_capture_on_commit_callbacks):
    rendering = request_rendering(version=version)
    Rendering.objects.filter(pk=rendering.pk).update(
        state=RenderingState.RENDERING, attempts=1, started_at=timezone.now() - timedelta(minutes=5)
    )

    with django_capture_on_commit_callbacks(execute=True):
        assert requeue_stuck_renderings() == 1
        assert requeue_stuck_renderings() == 0
    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert queued == [(str(rendering.pk), "interactive")]
    assert (rendering.state, rendering.attempts) == (RenderingState.READY, 2)


def test_after_three_interrupted_attempts_it_fails_with_a_reason(version, queued):
    rendering = request_rendering(version=version)
    Rendering.objects.filter(pk=rendering.pk).update(attempts=MAX_ATTEMPTS)

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert rendering.state == RenderingState.FAILED
    assert rendering.reason != ""


def test_a_document_too_big_fails_with_a_reason_and_may_be_asked_again(
    version, queued, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("publishing.rendering.limits.MAX_ROWS", 3)
    rendering = request_rendering(version=version)

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert rendering.state == RenderingState.FAILED
    assert "3" in rendering.reason
    with django_capture_on_commit_callbacks(execute=True):
        again = request_rendering(version=version)
    assert (again.pk, again.state, again.attempts) == (rendering.pk, RenderingState.QUEUED, 0)
    assert queued == [(str(rendering.pk), "interactive")]


def test_without_pango_the_reason_says_so(version, queued, monkeypatch):
    def missing(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("publishing.tasks.pdf.import_module", missing)
    rendering = request_rendering(version=version)

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert rendering.state == RenderingState.FAILED
    assert "Pango" in rendering.reason


def test_only_people_of_the_document_see_its_pdf(version, queued):
    participation = version.document.initiative.participation
    assert list(versions_visible_to(make.member(participation))) == [version]
    assert list(versions_visible_to(make.expert(participation.network))) == [version]
    assert list(versions_visible_to(make.member(make.participation()))) == []
    assert list(versions_visible_to(make.user())) == []


@pytest.mark.parametrize("name", ["version_pdf", "version_pdf_state", "version_pdf_file"])
def test_the_wrong_person_finds_nothing(version, queued, client, name):
    request_rendering(version=version)
    address = reverse(name, args=[version.pk])

    assert client.get(address).status_code == 302
    client.force_login(make.member(make.participation()))
    assert client.get(address).status_code == 404


def test_a_member_asks_waits_and_downloads(version, queued, client: Client):
    client.force_login(make.member(version.document.initiative.participation))
    page = reverse("version_pdf", args=[version.pk])
    state = reverse("version_pdf_state", args=[version.pk])
    file = reverse("version_pdf_file", args=[version.pk])

    assert client.get(file).status_code == 404
    assert reverse("version_pdf_request", args=[version.pk]) in client.get(page).text
    assert client.post(reverse("version_pdf_request", args=[version.pk])).status_code == 302
    assert f'hx-get="{state}"' in client.get(page).text
    render(str(rendering_for(version).pk))
    fragment = client.get(state, headers={"hx-request": "true"}).text
    assert "hx-get" not in fragment
    assert file in fragment
    assert fragment.strip() in client.get(page).text
    answer = client.get(file)
    assert answer["content-type"] == "application/pdf"
    assert b"".join(answer.streaming_content)[:4] == b"%PDF"
    assert client.get(state).status_code == 302


def test_an_old_file_is_served_until_the_new_one_is_ready(version, queued, monkeypatch):
    old = request_rendering(version=version)
    render(str(old.pk))
    monkeypatch.setattr("publishing.rendering.page.template_hash", lambda: "changed")

    new = request_rendering(version=version)

    assert new.pk != old.pk
    assert rendering_for(version).pk == old.pk
    render(str(new.pk))
    assert rendering_for(version).pk == new.pk


def test_a_lost_file_is_made_again(version, queued, client, django_capture_on_commit_callbacks):
    """A portal restored from its database alone has no PDFs."""
    rendering = request_rendering(version=version)
    render(str(rendering.pk))
    rendering.refresh_from_db()
    rendering.file.storage.delete(rendering.file.name)
    client.force_login(make.coordinator())
    queued.clear()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.get(reverse("version_pdf_file", args=[version.pk]))
    assert response["Location"] == reverse("version_pdf", args=[version.pk])
    rendering.refresh_from_db()
    assert (rendering.state, queued) == (RenderingState.QUEUED, [(str(rendering.pk), "interactive")])
