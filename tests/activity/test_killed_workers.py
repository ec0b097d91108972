"""No e-mail twice and none lost, wherever a worker dies: real processes, killed, against a real mail server."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings

from activity.enums import MailState
from activity.models import Mail
from activity.tasks.sending import DOUBT, LEASE
from benchmarks.server import database_url
from tests.activity.outbox import hours_pass, passes
from tests.activity.smtp import Server, mail_server
from tests.activity.told import reader, tell
from tests.activity.worker import NOT_KNOWN, NOT_SENT, SENT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server() -> Iterator[Server]:
    with mail_server() as running:
        yield running


def worker(server: Server, step: str) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.activity.worker", step], env=environment, cwd=django_settings.BASE_DIR
    )


def killed(server: Server, step: str) -> None:
    assert worker(server, step).wait(timeout=100) == -signal.SIGKILL


@pytest.mark.parametrize("step", NOT_SENT)
def test_a_worker_that_dies_before_the_end_of_the_text_leaves_an_email_that_is_sent_once(
    server: Server, step: str
) -> None:
    tell(reader(), reason="Długi powód. " * 60)
    killed(server, step)
    assert server.letters == []
    if Mail.objects.filter(state=MailState.CLAIMED).exists():
        assert passes(server) == []
        hours_pass(LEASE)
    assert len(passes(server)) == 1
    hours_pass(DOUBT + LEASE)
    assert len(passes(server)) == 1
    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.parametrize("step", NOT_KNOWN)
def test_a_worker_that_dies_between_the_end_of_the_text_and_the_note_leaves_a_doubt(server: Server, step: str) -> None:
    """Here alone an e-mail can come twice: as the same bytes with the same Message-ID. It is never lost."""
    tell(reader())
    killed(server, step)
    taken = len(server.letters)
    assert taken == (0 if step == "handing" else 1)
    assert Mail.objects.get().state == MailState.HANDING
    hours_pass(LEASE)
    assert len(passes(server)) == taken
    hours_pass(DOUBT)
    letters = passes(server)
    assert len(letters) == taken + 1
    assert len({letter.message["Message-ID"] for letter in letters}) == 1
    assert len({letter.content for letter in letters}) == 1
    hours_pass(DOUBT + LEASE)
    assert len(passes(server)) == taken + 1


@pytest.mark.parametrize("step", SENT)
def test_a_worker_that_dies_after_the_note_leaves_nothing_to_do(server: Server, step: str) -> None:
    tell(reader())
    killed(server, step)
    hours_pass(DOUBT + LEASE)
    assert len(passes(server)) == 1


def test_a_batch_goes_on_where_its_worker_died(server: Server) -> None:
    people = [reader() for _number in range(5)]
    tell(*people)
    killed(server, "noted")
    assert len(server.letters) == 1
    hours_pass(LEASE)
    passes(server)
    assert sorted(letter.to[0] for letter in server.letters) == sorted(person.email for person in people)


def test_many_workers_at_once_send_each_email_once(server: Server) -> None:
    people = [reader() for _number in range(40)]
    for _number in range(2):
        tell(*people)
    running = [worker(server, "never") for _number in range(4)]
    assert [one.wait(timeout=90) for one in running] == [0, 0, 0, 0]
    assert sorted(letter.to[0] for letter in server.letters) == sorted(person.email for person in people)
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}
