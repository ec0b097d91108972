"""What may go wrong on the way to a PDF, and what becomes of it."""

import errno
import threading
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from core.exceptions import NotAllowed, WrongState
from documents.models import Version
from publishing.enums import RenderingState, RenderingVariant
from publishing.models import Rendering
from publishing.queries import failure_of, rendering_for
from publishing.rendering.memory import limited_memory
from publishing.services import (
    ask_for_pdf,
    cancel_rendering,
    prune_renderings,
    request_rendering,
    requeue_stuck_renderings,
)
from publishing.tasks import MAX_ATTEMPTS, render
from publishing.tasks.jobs import Notes
from tests import factories as make
from tests.publishing.versions import frozen

NO_HEADING_ORDER = '<html lang="pl"><title>Plan</title><h1>Plan</h1><h3>Za głęboko</h3>'


class FullDisk(FileSystemStorage):
    """Takes half a file, as a full disk does."""

    def _save(self, name, content):
        super()._save(name, content)
        raise OSError(errno.ENOSPC, "No space left on device")


def full_disk(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.publishing.test_jobs.FullDisk"}}


def at_once(count, action):
    """Run `action` in so many threads that begin together."""
    barrier = threading.Barrier(count)

    def run():
        barrier.wait()
        try:
            action()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_ten_people_who_ask_at_once_get_one_rendering(queued):
    version = frozen()

    at_once(10, lambda: request_rendering(version=version))

    assert Rendering.objects.count() == 1
    assert queued == [(str(Rendering.objects.get().pk), "interactive")]


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_message_make_it_once(queued):
    rendering = request_rendering(version=frozen())

    at_once(2, lambda: render(str(rendering.pk)))

    rendering.refresh_from_db()
    assert (rendering.state, rendering.attempts) == (RenderingState.READY, 1)


def test_the_person_who_asked_cancels_what_is_queued(version, queued):
    by = make.coordinator()
    rendering = ask_for_pdf(by=by, version=version)

    cancel_rendering(by=by, rendering=rendering)
    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert (rendering.state, rendering.attempts) == (RenderingState.CANCELLED, 0)
    assert ask_for_pdf(by=by, version=version).state == RenderingState.QUEUED


def test_nobody_cancels_what_others_wait_for(version, queued):
    by, other = make.coordinator(), make.coordinator()
    rendering = ask_for_pdf(by=by, version=version)
    with pytest.raises(NotAllowed):
        cancel_rendering(by=other, rendering=rendering)

    ask_for_pdf(by=other, version=version)
    with pytest.raises(NotAllowed):
        cancel_rendering(by=by, rendering=rendering)


def test_nobody_cancels_what_the_portal_wants_or_what_is_ready(version, queued):
    by = make.coordinator()
    rendering = ask_for_pdf(by=by, version=version)
    request_rendering(version=version)
    with pytest.raises(NotAllowed):
        cancel_rendering(by=by, rendering=rendering)

    render(str(rendering.pk))
    with pytest.raises(WrongState):
        cancel_rendering(by=by, rendering=rendering)


def test_what_is_cancelled_on_its_way_ends_at_the_next_page(version, queued, monkeypatch):
    by = make.coordinator()
    rendering = ask_for_pdf(by=by, version=version)
    pages = []

    class ThinkAgain(Notes):
        def __call__(self, page, pages_):
            pages.append(page)
            if len(pages) == 1:
                cancel_rendering(by=by, rendering=rendering)
            self.noted_at = 0.0
            super().__call__(page, pages_)

    monkeypatch.setattr("publishing.tasks.pdf.Notes", ThinkAgain)
    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert (rendering.state, rendering.file.name, pages) == (RenderingState.CANCELLED, "", [1])


def test_progress_counts_pages(version, queued, monkeypatch):
    noted = []
    monkeypatch.setattr("publishing.tasks.jobs.NOTE_EVERY", 0)
    original = Notes.__call__
    monkeypatch.setattr(Notes, "__call__", lambda self, *n: (noted.append(n), original(self, *n))[1])
    rendering = request_rendering(version=version)

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert [page for page, _pages in noted[: rendering.pages]] == list(range(1, rendering.pages + 1))
    assert noted[-1] == (rendering.pages, rendering.pages)


def test_a_full_disk_is_tried_again_with_a_pause_and_told_in_the_end(version, settings, monkeypatch):
    pauses = []
    monkeypatch.setattr(render, "apply_async", lambda arguments, queue, countdown: pauses.append(countdown))
    full_disk(settings)
    rendering = request_rendering(version=version)

    states = []
    for _ in range(MAX_ATTEMPTS):
        render(str(rendering.pk))
        rendering.refresh_from_db()
        states.append(rendering.state)

    assert states == [RenderingState.QUEUED, RenderingState.QUEUED, RenderingState.FAILED]
    assert pauses == [5, 30]
    assert "dysk" in failure_of(version) or "disk" in failure_of(version)
    assert not default_storage.exists("pdf") or default_storage.listdir("pdf")[1] == []


def test_a_fault_of_the_document_is_not_tried_again(version, queued, monkeypatch):
    monkeypatch.setattr("publishing.tasks.pdf.document_html", lambda *arguments: NO_HEADING_ORDER)
    rendering = request_rendering(version=version)

    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert (rendering.state, rendering.attempts, rendering.file.name) == (RenderingState.FAILED, 1, "")
    assert failure_of(version) == rendering.reason
    assert "HEADING" in rendering.reason.upper() or "nagłów" in rendering.reason.lower()


def test_an_inaccessible_new_rendering_leaves_the_old_one_in_service(version, queued, monkeypatch):
    old = request_rendering(version=version)
    render(str(old.pk))
    monkeypatch.setattr("publishing.rendering.page.template_hash", lambda: "changed")
    monkeypatch.setattr("publishing.tasks.pdf.document_html", lambda *arguments: NO_HEADING_ORDER)

    render(str(request_rendering(version=version).pk))

    assert rendering_for(version).pk == old.pk
    assert failure_of(version) != ""


def test_without_a_broker_the_work_waits_for_the_clock(version, monkeypatch, django_capture_on_commit_callbacks):
    sent = []

    def away(arguments, queue, **options):
        raise BrokerError("connection refused")

    monkeypatch.setattr(render, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        rendering = request_rendering(version=version)
    rendering.refresh_from_db()
    assert (rendering.state, rendering.sent_at) == (RenderingState.QUEUED, None)

    Rendering.objects.update(updated_at=timezone.now() - timedelta(minutes=1))
    monkeypatch.setattr(render, "apply_async", lambda arguments, queue, **options: sent.append(arguments[0]))
    with django_capture_on_commit_callbacks(execute=True):
        assert requeue_stuck_renderings() == 1
    assert sent == [str(rendering.pk)]


def test_a_worker_that_was_thought_dead_does_not_overwrite_the_next_one(version, queued, monkeypatch):
    rendering = request_rendering(version=version)
    started = timezone.now() + timedelta(seconds=1)

    class Overtaken(Notes):
        def __call__(self, page, pages):
            Rendering.objects.filter(pk=rendering.pk).update(started_at=started)
            self.noted_at = 0.0
            super().__call__(page, pages)

    monkeypatch.setattr("publishing.tasks.pdf.Notes", Overtaken)
    render(str(rendering.pk))

    rendering.refresh_from_db()
    assert (rendering.state, rendering.started_at) == (RenderingState.RENDERING, started)


def test_a_changed_template_that_prints_the_same_page_costs_no_rendering(version, queued, monkeypatch):
    old = request_rendering(version=version)
    render(str(old.pk))
    monkeypatch.setattr("publishing.rendering.page.template_hash", lambda: "changed")
    new = request_rendering(version=version)
    monkeypatch.setattr("publishing.tasks.pdf.load_engine", lambda: pytest.fail("rendered again"))

    render(str(new.pk))

    old.refresh_from_db()
    new.refresh_from_db()
    assert (new.state, new.file.name, new.pages) == (RenderingState.READY, old.file.name, old.pages)


def test_variants_are_files_of_their_own(version, queued):
    for variant in (RenderingVariant.STANDARD, RenderingVariant.GREY):
        render(str(request_rendering(version=version, variant=variant).pk))

    assert Rendering.objects.filter(state=RenderingState.READY).values("file").distinct().count() == 2
    assert rendering_for(version, variant=RenderingVariant.GREY).variant == RenderingVariant.GREY
    assert rendering_for(version, variant=RenderingVariant.REMARKS) is None


def test_a_process_cannot_grow_beyond_its_ceiling():
    with pytest.raises(MemoryError), limited_memory(64):
        bytearray(256 * 1024 * 1024)

    assert len(bytearray(256 * 1024 * 1024)) == 256 * 1024 * 1024


def test_pruning_keeps_what_is_served(version, queued, monkeypatch):
    """The newest finished one of the newest Version stays, older ones go after a month, and shared files with none."""
    old = request_rendering(version=version)
    render(str(old.pk))
    monkeypatch.setattr("publishing.rendering.page.template_hash", lambda: "changed")
    new = request_rendering(version=version)
    render(str(new.pk))
    new.refresh_from_db()
    assert prune_renderings(kept=Version.objects.none()) == 0

    Rendering.objects.update(updated_at=timezone.now() - timedelta(days=40))

    assert prune_renderings(kept=Version.objects.none()) == 1
    assert list(Rendering.objects.all()) == [new]
    assert default_storage.exists(new.file.name)


def test_pruning_drops_older_versions_unless_they_are_public(version, queued):
    render(str(request_rendering(version=version).pk))
    name = Rendering.objects.get().file.name
    title = f"{version.title}, poprawiony"
    Version.objects.create(
        document=version.document, number=2, purpose=version.purpose, title=title, content=version.content
    )
    Rendering.objects.update(updated_at=timezone.now() - timedelta(days=40))
    Rendering.objects.update(created_at=timezone.now() - timedelta(days=40))
    assert prune_renderings(kept=Version.objects.filter(pk=version.pk)) == 0
    assert prune_renderings(kept=Version.objects.none()) == 1
    assert not default_storage.exists(name)
