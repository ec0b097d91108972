"""Delivery reports: which end the e-mails to an address, and which do not."""

import mailbox
import random
import tracemalloc
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from activity.enums import FailureSource, MailState, Verb
from activity.exchange.bounces import LOOKED_AT, messages_in, read_report
from activity.models import Event, FailingAddress, Mail, Notice
from activity.services import tell_of_failing_addresses, use_address_again
from activity.tasks import compose_due, send_due
from core.exceptions import NotAllowed
from tests import factories
from tests.accounts.factories import signed_in
from tests.activity import bounces
from tests.activity.told import reader, tell

pytestmark = pytest.mark.django_db


def sent_to(user: User) -> Mail:
    tell(user)
    compose_due()
    send_due()
    mail = Mail.objects.get(user=user)
    assert mail.state == MailState.SENT
    return mail


def mbox(path: Path, *messages: str | bytes) -> Path:
    """A mailbox as a mail server writes it."""
    with open(path, "wb") as file:
        for message in messages:
            content = message.encode() if isinstance(message, str) else message
            file.write(b"From MAILER-DAEMON Tue Nov  3 12:00:00 2026\n" + content + b"\n\n")
    return path


def read(path: Path) -> str:
    output = StringIO()
    call_command("read_bounces", str(path), stdout=output)
    return output.getvalue()


@pytest.mark.parametrize("form", ["standard", "QMAIL", "EXIM"])
def test_a_failure_ends_the_emails_to_an_address(form: str, tmp_path: Path) -> None:
    person, coordinator = reader(), factories.coordinator()
    mail = sent_to(person)
    template = bounces.standard("{address}", "{message_id}") if form == "standard" else getattr(bounces, form)
    report = template.format(address=person.email, message_id=mail.message_id)
    assert "Addresses that fail: 1" in read(mbox(tmp_path / "box", report))
    failing = FailingAddress.objects.get()
    assert (failing.user, failing.email, failing.source) == (person, person.email, FailureSource.BOUNCE)
    assert failing.reason
    tell(person)
    compose_due()
    assert Mail.objects.filter(user=person).count() == 1
    told = Notice.objects.get(user=coordinator)
    assert (told.event.verb, told.path) == (Verb.ADDRESS_FAILED, f"/praca/osoby/{person.pk}/poczta/")


def test_coordinators_are_told_once_and_a_mailbox_may_be_read_again(tmp_path: Path) -> None:
    person = reader()
    factories.coordinator()
    mail = sent_to(person)
    box = mbox(
        tmp_path / "box",
        bounces.standard(person.email, mail.message_id),
        bounces.standard(person.email, mail.message_id, status="5.2.1"),
    )
    assert "Addresses that fail: 1 (known to fail already: 1)" in read(box)
    assert "Read before: 2" in read(box)
    tell_of_failing_addresses()
    assert Event.objects.filter(verb=Verb.ADDRESS_FAILED).count() == 1
    assert use_address_again(by=person, user=person)
    assert "Addresses that fail: 0" in read(box)
    assert FailingAddress.objects.filter(cleared_at=None).exists() is False


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "delayed", "status": "4.4.1"},
        {"action": "delivered", "status": "2.0.0"},
        {"action": "failed", "status": "4.2.2"},
        {"action": "failed", "status": "5.7.1"},
        {"action": "failed", "status": "5.3.4"},
        {"action": "failed", "status": "nonsense"},
        {"action": "relayed", "status": "5.1.1"},
    ],
)
def test_delays_successes_and_what_is_about_us_end_nothing(fields: Any, tmp_path: Path) -> None:
    person = reader()
    mail = sent_to(person)
    assert "No failures: 1" in read(mbox(tmp_path / "box", bounces.standard(person.email, mail.message_id, **fields)))
    assert FailingAddress.objects.exists() is False


@pytest.mark.parametrize("form", ["OUT_OF_OFFICE", "ANSWER"])
def test_answers_of_people_end_nothing(form: str, tmp_path: Path) -> None:
    person = reader()
    mail = sent_to(person)
    message = getattr(bounces, form).format(address=person.email, message_id=mail.message_id)
    read(mbox(tmp_path / "box", message))
    assert FailingAddress.objects.exists() is False


def test_a_report_about_no_email_of_ours_ends_nothing(tmp_path: Path) -> None:
    """Whoever knows only an address cannot end its e-mails."""
    victim = reader()
    mail = sent_to(victim)
    guessed = f"<{'0' * 32}@127.0.0.1>"
    in_references = bounces.standard(victim.email, guessed).replace("Return-Path: <>", f"References: {mail.message_id}")
    box = mbox(tmp_path / "box", bounces.standard(victim.email, guessed), in_references)
    assert "Not about an e-mail of the portal: 2" in read(box)
    assert FailingAddress.objects.exists() is False


def test_the_address_is_the_one_that_we_wrote_to_whatever_the_report_says(tmp_path: Path) -> None:
    person, victim = reader(), reader()
    mail = sent_to(person)
    read(mbox(tmp_path / "box", bounces.standard(victim.email, mail.message_id)))
    assert FailingAddress.objects.get().email == person.email


def test_a_maildir_and_a_single_message_are_read_too(tmp_path: Path) -> None:
    first, second = reader(), reader()
    box = mailbox.Maildir(tmp_path / "maildir", create=True)
    box.add(bounces.standard(first.email, sent_to(first).message_id).encode())
    alone = tmp_path / "one.eml"
    alone.write_text(bounces.standard(second.email, sent_to(second).message_id))
    assert "Addresses that fail: 1" in read(tmp_path / "maildir")
    assert "Addresses that fail: 1" in read(alone)


def test_what_is_no_mailbox_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(CommandError):
            read(path)
    (tmp_path / "empty").write_bytes(b"")
    assert "No failures: 1" in read(tmp_path / "empty")


def test_hostile_truncated_and_huge_messages_stop_no_other(tmp_path: Path) -> None:
    person = reader()
    good = bounces.standard(person.email, sent_to(person).message_id)
    nested = (
        "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000
    )
    hostile: list[str | bytes] = [
        good[: len(good) // 2].replace(person.email, "x@y.example")[:300],
        b"\x00\xff\xfe" * 5000,
        "Content-Type: multipart/report; boundary=\n\n--\n--\n",
        "Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n",
        "Content-Type: text/plain; charset=no-such-charset\nReturn-Path: <>\n\n550 5.1.1",
        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\nReturn-Path: <>\n\n550!!!!",
        "From: =?utf-8?q?\n =?=\n <<<>>>\nSubject: " + "=?utf-8?b?" * 5000 + "\n\n",
        nested,
        b"Subject: huge\n\n" + b"550 5.1.1 user unknown " * (LOOKED_AT // 10),
        "Message-ID: " + "<" * 100_000 + "\n\n",
    ]
    output = read(mbox(tmp_path / "box", *hostile, good))
    assert "Addresses that fail: 1 " in output
    assert FailingAddress.objects.get().email == person.email


def test_a_mailbox_is_parted_as_the_library_parts_it(tmp_path: Path) -> None:
    dice = random.Random(7)
    lines = [b"From a", b"", b"Subject: x", b">From b", b"From: c", b"tekst From d", b"\r", b"x" * 200_000]
    for number in range(60):
        path = tmp_path / f"box{number}"
        path.write_bytes(b"From a\n" + b"\n".join(dice.choice(lines) for _line in range(dice.randrange(20))) + b"\n")
        box = mailbox.mbox(path, create=False)
        wanted = [box.get_bytes(key)[:LOOKED_AT].replace(b"\r\n", b"\n").rstrip() for key in box.iterkeys()]
        box.close()
        assert [one.replace(b"\r\n", b"\n").rstrip() for one in messages_in(path)] == wanted


def test_a_line_of_a_hundred_megabytes_takes_little_memory_and_stops_no_other(tmp_path: Path) -> None:
    person = reader()
    good = bounces.standard(person.email, sent_to(person).message_id)
    box = mbox(tmp_path / "box", b"Subject: " + b"5" * 100_000_000, good)
    tracemalloc.start()
    try:
        assert "Addresses that fail: 1 " in read(box)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_too_large_and_too_many_is_said_in_one_sentence(tmp_path: Path, monkeypatch: Any) -> None:
    large = tmp_path / "large"
    with open(large, "wb") as file:
        file.write(b"From a\n")
        file.truncate(257 * 1024**2)
    with pytest.raises(CommandError, match="larger than 256 MB"):
        read(large)
    monkeypatch.setattr("activity.exchange.bounces.MOST", 2)
    with pytest.raises(CommandError, match="more than 2 messages"):
        read(mbox(tmp_path / "many", "a", "b", "c"))


@pytest.mark.parametrize("sign", ["\n", " ", ">", "\t\n", "5.", "message-id: ", "\r\n>"])
def test_a_message_without_end_is_read_in_one_go(sign: str) -> None:
    # What is read again from every line takes an hour at this length.
    report = read_report(b"From: MAILER-DAEMON\n\n" + (sign * LOOKED_AT)[:LOOKED_AT].encode())
    assert report.message_ids == ()


def test_no_cut_and_no_flipped_byte_raises_or_ends_the_emails_of_another_address() -> None:
    person = reader()
    report = bounces.standard(person.email, f"<{'ab' * 16}@127.0.0.1>").encode()
    dice = random.Random(5)
    for _number in range(400):
        damaged = bytearray(report[: dice.randrange(len(report))])
        for _flip in range(dice.randrange(6)):
            if damaged:
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        read_report(bytes(damaged))


def test_who_may_say_that_an_address_works() -> None:
    person, other, coordinator = reader(), reader(), factories.coordinator()
    failing = FailingAddress.objects.create(user=person, email=person.email, source="bounce", reason="550")
    with pytest.raises(NotAllowed):
        use_address_again(by=other, user=person)
    assert signed_in(other).post("/konto/powiadomienia/adres/").status_code == 302
    failing.refresh_from_db()
    assert failing.cleared_at is None
    page = signed_in(person).get("/konto/powiadomienia/")
    assert page.context["failing"] == failing
    client = signed_in(coordinator)
    assert "550" in client.get(f"/praca/osoby/{person.pk}/poczta/").content.decode()
    assert client.post(f"/praca/osoby/{person.pk}/poczta/znowu/")["Location"] == f"/praca/osoby/{person.pk}/poczta/"
    failing.refresh_from_db()
    assert failing.cleared_by_label == str(coordinator)
    FailingAddress.objects.create(user=person, email=person.email, source="server", reason="550")
    signed_in(person).post("/konto/powiadomienia/adres/")
    assert FailingAddress.objects.filter(cleared_at=None).exists() is False


def test_a_new_address_is_written_to() -> None:
    person = reader()
    FailingAddress.objects.create(user=person, email=person.email, source="bounce", reason="550")
    person.email = f"nowy-{person.email}"
    person.save()
    tell(person)
    compose_due()
    assert Mail.objects.get().address == person.email
