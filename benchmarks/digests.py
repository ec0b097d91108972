"""The e-mails of 300 people with 20 notices each: made, and sent over one connection to a real mail server on loopback.

The server runs in a process of its own and keeps what it takes; it is asked afterwards how much that was.
"""

import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from activity.enums import Rhythm, Verb
from activity.models import Event, MailSettings, Notice
from activity.tasks import compose_due, send_due
from benchmarks.server import own_database
from tests import factories

TITLE = "The daily e-mails of 300 people, 20 notices each, through SMTP on loopback"
HEADERS = ("what", "seconds", "processor", "queries a person", "peak MB")
PEOPLE, NOTICES, DOCUMENTS = 300, 20, 5
#: after the hour of the daily e-mail, so that the notices wait for the next day
MOMENT = (timezone.localtime() - timedelta(days=2)).replace(hour=8)
VERBS = (Verb.REMARKED, Verb.REPLIED, Verb.REPLIED, Verb.SUGGESTED)


def measure() -> Iterator[tuple[str, ...]]:
    """The rows of the table. Works in a database of its own that is dropped afterwards."""
    with own_database(), _mail_server() as (port, count):
        _fill()
        chosen = {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": port,
        }
        with override_settings(**chosen):
            idle = _timed("a minute in which nothing is due", lambda: compose_due(now=MOMENT + timedelta(hours=1)), 0)
            made = _timed("made", compose_due, PEOPLE)
            sent = _timed("sent", lambda: send_due(seconds=600), PEOPLE)
        yield idle[0]
        yield made[0]
        yield sent[0]
        yield ("together", f"{made[1] + sent[1]:.1f}", f"{made[2] + sent[2]:.1f}", "", "")
        if count() != PEOPLE:
            raise ValueError(f"{count()} e-mails arrived")
        yield ("e-mails that arrived", str(PEOPLE), "", "", "")


def _timed(what: str, work: Callable[[], int], expected: int) -> tuple[tuple[str, ...], float, float]:
    began, worked = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as queries:
        done = work()
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    if done != expected:
        raise ValueError(f"{done} e-mails instead of {expected}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = (what, f"{seconds:.1f}", f"{processor:.1f}", f"{len(queries) / PEOPLE:.1f}", f"{peak:.0f}")
    return row, seconds, processor


def _fill() -> None:
    """Notices of yesterday about five documents of the network whose experts all these people are."""
    network = factories.network()
    documents = [factories.initiative(factories.participation(network=network)).document for _n in range(DOCUMENTS)]
    people = [
        factories.expert(network, email=f"osoba{number}@miasto.example", language="pl") for number in range(PEOPLE)
    ]
    MailSettings.objects.bulk_create([MailSettings(user=person, rhythm=Rhythm.DAILY) for person in people])
    actor = factories.user(name="Anna Nowak")
    events = [_event(actor, document.pk, number) for number, document in enumerate(documents * 4)]
    Event.objects.bulk_create(events)
    notices = [
        Notice(event=event, user=person, path=f"/praca/ocena/plan/#uwaga-{event.pk}", waits=not number % 5)
        for person in people
        for number, event in enumerate(events[:NOTICES])
    ]
    Notice.objects.bulk_create(notices, batch_size=1000)
    Notice.objects.update(created_at=MOMENT)
    # A worker reads the addresses once in its life.
    reverse("notice_list")


def _event(actor: User, document: object, number: int) -> Event:
    return Event(
        actor=actor,
        actor_label=str(actor),
        verb=VERBS[number % len(VERBS)],
        target_kind="mid",
        target_id=str(document),
        target_label=f"Zielone podwórka i cień na przystankach {number % DOCUMENTS}",
        document_id=document,
        data={
            "thread": f"{document}-{number % 2}",
            "place": f"Działanie {number % 7}",
            "note": "Brakuje wskaźników. " * 5,
        },
    )


@contextmanager
def _mail_server() -> Iterator[tuple[int, Callable[[], int]]]:
    """A port on which a mail server listens, and a function that says how many e-mails it has taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.mail_server", str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        answers, questions = server.stdout, server.stdin
        answers.readline()

        def count() -> int:
            questions.write("\n")
            questions.flush()
            return int(answers.readline())

        try:
            yield port, count
        finally:
            server.kill()
