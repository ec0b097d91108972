"""The outbox against a real mail server: what it takes, refuses, takes later, and says nothing of."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from activity.enums import MailState, Rhythm
from activity.models import FailingAddress, Mail
from activity.tasks import compose_due, send_due
from activity.tasks.sending import DOUBT, LEASE, MAX_DOUBTS, claim_due
from tests.activity.outbox import hours_pass, passes
from tests.activity.smtp import Server, mail_server
from tests.activity.told import reader, tell, wants

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[Server]:
    with mail_server() as running:
        yield running


def test_a_worker_that_was_too_slow_stops_before_the_end_of_the_text(server: Server, monkeypatch: Any) -> None:
    tell(reader())
    compose_due()
    (slow,) = claim_due()
    hours_pass(LEASE)
    (quick,) = claim_due()
    assert quick.pk == slow.pk
    claims = iter([[slow], [quick]])
    monkeypatch.setattr("activity.tasks.sending.claim_due", lambda: next(claims, []))
    assert send_due() == 1
    assert len(server.letters) == 1


def test_one_connection_carries_many_emails(server: Server) -> None:
    tell(*[reader() for _number in range(10)])
    assert len(passes(server)) == 10
    assert server.connections == 1


def test_what_a_worker_took_and_did_not_try_is_free_again(server: Server) -> None:
    tell(*[reader() for _number in range(4)])
    compose_due()
    server.rcpt = lambda address: "421 away"
    assert send_due() == 0
    assert set(Mail.objects.values_list("state", "claim")) == {(MailState.READY, None)}
    assert set(Mail.objects.values_list("attempts", flat=True)) == {0}


def test_a_slow_worker_gives_back_what_it_has_left(server: Server, monkeypatch: Any) -> None:
    tell(*[reader() for _number in range(3)])
    compose_due()
    monkeypatch.setattr("activity.tasks.sending.LEASE", timedelta(0))
    rounds = []
    monkeypatch.setattr("activity.tasks.sending.claim_due", lambda: rounds.append(1) or claim_due())
    assert send_due() == 3
    assert len(rounds) == 4
    assert len({letter.to[0] for letter in server.letters}) == len(server.letters) == 3


def test_a_server_that_closes_the_connection_after_some_emails_gets_a_new_one(server: Server) -> None:
    tell(*[reader() for _number in range(4)])
    count = iter(range(100))
    server.mail = lambda address: "421 too many" if next(count) == 2 else "250 OK"
    assert len(passes(server)) == 4
    assert server.connections == 2


def test_an_address_that_is_refused_gets_nothing_more(server: Server) -> None:
    gone, other = reader(), reader()
    server.rcpt = lambda address: "550 5.1.1 no such user" if address == gone.email else "250 OK"
    tell(gone, other)
    assert [letter.to for letter in passes(server)] == [[other.email]]
    failing = FailingAddress.objects.get()
    assert (failing.email, failing.user, failing.reason) == (gone.email, gone, "550 5.1.1 no such user")
    assert Mail.objects.get(user=gone).state == MailState.REFUSED
    server.rcpt = lambda address: "250 OK"
    tell(gone)
    assert server.to(gone.email) == []
    passes(server)
    assert Mail.objects.filter(user=gone).count() == 1


def test_a_server_that_does_not_like_us_says_nothing_about_the_address(server: Server) -> None:
    tell(reader())
    server.rcpt = lambda address: "554 5.7.1 your server is on a list"
    passes(server)
    assert Mail.objects.get().state == MailState.REFUSED
    assert FailingAddress.objects.exists() is False


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_what_the_server_takes_later_is_sent_later(server: Server, where: str) -> None:
    slow, other = reader(), reader()
    if where == "rcpt":
        server.rcpt = lambda address: "450 4.2.0 try again" if address == slow.email else "250 OK"
    else:
        server.data = lambda letter: "451 4.3.0 try again" if slow.email in letter.to else "250 OK"
    tell(slow, other)
    assert [letter.to for letter in passes(server)] == [[other.email]]
    waiting = Mail.objects.get(user=slow)
    assert (waiting.state, waiting.attempts) == (MailState.READY, 1)
    assert timezone.now() < waiting.due_at < timezone.now() + timedelta(minutes=2)
    server.rcpt = server.data = lambda anything: "250 OK"
    assert len(passes(server)) == 1
    Mail.objects.filter(pk=waiting.pk).update(due_at=timezone.now())
    passes(server)
    assert len(server.to(slow.email)) == 1


def test_pauses_grow_and_end() -> None:
    tell(reader())
    compose_due()
    pauses = []
    with mail_server(rcpt=lambda address: "450 later") as server:
        for _number in range(9):
            Mail.objects.update(due_at=timezone.now())
            passes(server)
            pauses.append(round((Mail.objects.get().due_at - timezone.now()).total_seconds() / 60))
        assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256]
        Mail.objects.update(due_at=timezone.now(), created_at=timezone.now() - timedelta(days=5))
        passes(server)
    assert Mail.objects.get().state == MailState.GIVEN_UP


def test_a_server_that_is_away_loses_nothing(settings: Any) -> None:
    people = [reader() for _number in range(5)]
    tell(*people)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    assert send_due() == 0
    compose_due()
    assert send_due() == 0
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.READY}
    # Two were tried; the others did not wait for nothing.
    assert Mail.objects.filter(due_at__gt=timezone.now()).count() == 2
    Mail.objects.update(due_at=timezone.now())
    with mail_server() as server:
        assert len(passes(server)) == 5


def test_a_doubt_that_comes_again_and_again_ends(server: Server) -> None:
    tell(reader())
    compose_due()
    for _number in range(MAX_DOUBTS + 1):
        assert len(claim_due()) == 1
        Mail.objects.update(state=MailState.HANDING)
        hours_pass(DOUBT)
    assert claim_due() == []
    assert Mail.objects.get().state == MailState.GIVEN_UP


def test_who_left_or_ended_the_emails_gets_none_that_was_on_its_way(server: Server) -> None:
    left, ended, moved = reader(), reader(), reader()
    tell(left, ended, moved)
    compose_due()
    left.is_active = False
    left.save()
    wants(ended, rhythm=Rhythm.OFF)
    moved.email = "nowy@miasto.example"
    moved.save()
    send_due()
    assert [letter.to for letter in server.letters] == [["nowy@miasto.example"]]
    assert Mail.objects.filter(state=MailState.DROPPED).count() == 2


def test_what_was_said_is_forgotten_once_it_is_sent(server: Server) -> None:
    tell(reader(), reason="Poufny powód")
    passes(server)
    sent = Mail.objects.get()
    assert (sent.text, sent.html, sent.claim, sent.error) == ("", "", None, "")
