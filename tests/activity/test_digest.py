"""The e-mail as it arrives through a real mail server: headers, both parts, links, and hostile names."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import html5lib
import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.enums import MailState, Rhythm, Verb
from activity.models import Mail, MailSettings
from activity.queries import unsubscribe_token
from activity.services import change_mail_settings
from activity.tasks import compose_due, send_due
from tests import factories
from tests.accounts.factories import signed_in, visitor
from tests.activity.smtp import Letter, Server, mail_server
from tests.activity.told import reader, tell, wants

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[Server]:
    with mail_server() as running:
        yield running


def arrived(server: Server) -> Letter:
    compose_due()
    send_due()
    (letter,) = server.letters
    return letter


def links(letter: Letter) -> list[str]:
    return re.findall(r"https?://\S+", letter.text)


def path_of(address: str) -> str:
    return urlsplit(address).path


def test_several_replies_in_one_thread_are_one_line_under_their_document(server: Server) -> None:
    person, anna, jan = reader(), factories.user(name="Anna Nowak"), factories.user(name="Jan Kowal")
    first, second = uuid4(), uuid4()
    for actor in (anna, jan, anna):
        tell(person, document=first, title="Pierwszy plan", thread="t1", place="Cele", path="/praca/a/", actor=actor)
    tell(person, document=first, title="Pierwszy plan", thread="t2", place="Działania", path="/praca/b/")
    tell(person, document=second, title="Drugi plan", verb=Verb.ACCEPTED, path="/praca/c/")
    letter = arrived(server)
    text = letter.text
    assert text.count("Cele") == 1
    assert "Reply to a remark: Cele (3×)" in text
    assert "Anna Nowak, Jan Kowal" in text
    assert text.count("Pierwszy plan") == text.count("Drugi plan") == 1
    assert letter.subject == "Accepted: Drugi plan (and 2 more)"
    for words in ("Cele", "Działania", "Pierwszy plan", "(3×)"):
        assert words in letter.html


def test_the_subject_says_what_is_most_important(server: Server) -> None:
    person = reader()
    tell(person, verb=Verb.OVERDUE, title="Spóźniony plan", waits=True)
    tell(person, verb=Verb.RETURNED, title="Zwrócony plan", waits=True)
    tell(person, verb=Verb.PUBLISHED, title="Nowy plan")
    letter = arrived(server)
    assert letter.subject == "Past its date: Spóźniony plan (and 2 more)"
    places = [letter.text.index(title) for title in ("Spóźniony", "Zwrócony", "Nowy")]
    assert places == sorted(places)


def test_headers_that_mail_programs_understand(server: Server, settings: Any) -> None:
    settings.PORTAL_ADDRESS = "https://portal.example"
    person, document = reader(), uuid4()
    tell(person, document=document)
    first = arrived(server)
    MailSettings.objects.update(last_mail_at=None)
    server.letters.clear()
    tell(person, document=document)
    second = arrived(server)
    assert first.message["Message-ID"] != second.message["Message-ID"]
    assert first.message["References"] == second.message["References"] == second.message["In-Reply-To"]
    message = first.message
    assert re.fullmatch(r"<[0-9a-f]{32}@portal\.example>", message["Message-ID"])
    assert message["To"] == person.email
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<https://portal\.example/en/powiadomienia/koniec/\S+>", message["List-Unsubscribe"].strip())
    assert message["Date"].datetime.tzinfo is not None
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    # No line is too long for a mail server, and nothing needs 8 bits.
    assert all(len(line) <= 998 for line in first.content.split(b"\r\n"))
    assert first.content.isascii()
    assert b"\n" not in first.content.replace(b"\r\n", b"")


@pytest.mark.parametrize(("language", "prefix"), [("pl", ""), ("en", "/en")])
def test_links_lead_to_the_place_in_the_persons_language(server: Server, language: str, prefix: str) -> None:
    person = reader(language=language)
    tell(person, path="/praca/powiadomienia/?filter=unseen#uwaga-1")
    letter = arrived(server)
    client = signed_in(person)
    place, inbox, preferences, stop = links(letter)
    answer = client.get(path_of(place))
    assert answer["Location"] == f"{prefix}/praca/powiadomienia/?filter=unseen#uwaga-1"
    for address in (inbox, preferences, stop):
        page = client.get(path_of(address))
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
    assert set(re.findall(r'href="(https?://[^"]+)"', letter.html)) == {place, inbox, preferences, stop}


def test_the_html_part_is_valid_says_its_language_and_loads_nothing(server: Server) -> None:
    tell(reader(language="pl"), reason="<script>alert(1)</script>")
    page = arrived(server).html
    html5lib.HTMLParser(strict=True).parse(page)
    assert '<html lang="pl">' in page
    assert re.search(r"<(img|script|link|iframe|style|form)\b", page) is None
    assert "url(" not in page
    assert "&lt;script&gt;" in page


HOSTILE = "Plan\r\nBcc: zly@example.com\r\n\r\n.\r\nMAIL FROM:<zly@example.com>"


@pytest.mark.parametrize(
    "title", [HOSTILE, "A\u2028Bcc: x@y.example", "\u202eodwrócony", "ą" * 250, "=?utf-8?q?=0ABcc:_x@y.example?="]
)
def test_names_and_titles_put_nothing_into_headers(server: Server, title: str) -> None:
    person = reader(name="Ewa\r\nBcc: zly@example.com"[:150])
    actor = factories.user(name="Jan\nX-Zly: 1")
    tell(person, title=title, place=title, thread="t", actor=actor, reason=f".\r\n{title}\r\n..\r\n")
    letter = arrived(server)
    assert letter.to == [person.email]
    assert letter.message["Bcc"] is None
    assert letter.message["X-Zly"] is None
    assert len(server.letters) == 1
    assert not re.search("[\r\n\u2028\u202e]", letter.subject)
    assert letter.message["To"] == person.email
    assert title.split()[-1][:200] in letter.text


def test_lines_that_begin_with_a_dot_arrive_as_they_were(server: Server) -> None:
    tell(reader(), reason=".\n..\n.koniec")
    assert "\n  .\n..\n.koniec" in arrived(server).text.replace("\r\n", "\n")


def test_people_who_left_get_nothing(server: Server) -> None:
    person = reader()
    tell(person)
    person.is_active = False
    person.save()
    compose_due()
    assert Mail.objects.exists() is False


def test_a_batch_asks_a_bounded_number_of_questions(server: Server) -> None:
    """A handful for all people together, and a handful for each e-mail, however many notices are in it."""

    def questions(people: int, notices: int) -> tuple[int, int]:
        readers = [reader() for _number in range(people)]
        for _number in range(notices):
            tell(*readers)
        with CaptureQueriesContext(connection) as composing:
            assert compose_due() == people
        with CaptureQueriesContext(connection) as sending:
            assert send_due() == people
        return len(composing), len(sending)

    composing, sending = questions(1, 1)
    assert questions(1, 12)[0] == composing
    more_composing, more_sending = questions(11, 3)
    assert more_composing - composing <= 10
    # Right before the end of its text, and right after the answer; and who has it, for twenty at once.
    assert more_sending - sending <= 10 * 2


# the link that ends e-mails


def stop_path(user: Any) -> str:
    return f"/powiadomienia/koniec/{unsubscribe_token(user)}/"


def test_one_click_ends_the_emails_without_signing_in_and_without_a_cookie() -> None:
    person = reader()
    client = Client(enforce_csrf_checks=True)
    assert client.get(stop_path(person)).status_code == 200
    assert MailSettings.objects.filter(user=person, rhythm=Rhythm.OFF).exists() is False
    answer = client.post(
        stop_path(person), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert MailSettings.objects.get(user=person).rhythm == Rhythm.OFF
    assert person.email not in answer.content.decode()
    assert client.post(stop_path(person)).status_code == 200
    tell(person)
    compose_due()
    assert Mail.objects.exists() is False


@pytest.mark.parametrize("forged", ["forged", "W10:1vVvVv:abc", "x" * 2000, "%00", "bnVsbA:1:1"])
def test_a_forged_link_ends_nothing(forged: str) -> None:
    person = reader()
    for method in ("get", "post"):
        assert getattr(visitor(), method)(f"/powiadomienia/koniec/{forged}/").status_code in (400, 404, 410)
    assert MailSettings.objects.filter(user=person).exists() is False


def test_a_link_signed_for_something_else_ends_nothing() -> None:
    person = reader()
    token = signing.dumps([person.pk, "0" * 16], salt="another.purpose")
    assert visitor().post(f"/powiadomienia/koniec/{token}/").status_code == 410


def test_an_old_link_ends_nothing(monkeypatch: Any) -> None:
    person = reader()
    path = stop_path(person)
    monkeypatch.setattr("activity.queries.tokens.DAYS", -1)
    assert visitor().post(path).status_code == 410
    assert MailSettings.objects.filter(user=person).exists() is False


def test_a_link_of_an_address_given_up_ends_nothing() -> None:
    person = reader()
    path = stop_path(person)
    person.email = f"nowy-{person.email}"
    person.save()
    assert visitor().post(path).status_code == 410


def test_a_link_of_another_person_ends_the_emails_of_that_person_alone() -> None:
    mine, other = reader(), reader()
    signed_in(mine).post(stop_path(other))
    assert list(MailSettings.objects.filter(rhythm=Rhythm.OFF).values_list("user", flat=True)) == [other.pk]


def test_the_page_of_settings_takes_and_refuses() -> None:
    person = reader()
    client = signed_in(person)
    good = {"rhythm": "weekly", "weekday": "4", "hour": "9", "quiet_from": "22:00:00", "quiet_until": "06:30:00"}
    assert client.post("/konto/powiadomienia/", good).status_code == 302
    saved = MailSettings.objects.get(user=person)
    assert (saved.rhythm, saved.weekday, saved.hour, str(saved.quiet_until)) == ("weekly", 4, 9, "06:30:00")
    page = client.get("/konto/powiadomienia/").content.decode()
    assert '<option value="06:30:00" selected>' in page
    for wrong in (
        {"rhythm": "hourly"},
        {"weekday": "9"},
        {"hour": "25"},
        {"quiet_until": ""},
        {"quiet_until": "22:00:00"},
    ):
        answer = client.post("/konto/powiadomienia/", {**good, **wrong})
        assert (answer.status_code, len(answer.context["form"].errors)) == (422, 1)
    assert client.get("/konto/").content.decode().count("/konto/powiadomienia/") == 1


def test_a_digest_of_a_day_is_one_email(server: Server) -> None:
    person = reader()
    change_mail_settings(by=person, rhythm=Rhythm.DAILY, weekday=0, hour=7, quiet_from=None, quiet_until=None)
    for _number in range(30):
        tell(person)
    compose_due()
    assert Mail.objects.exists() is False
    wants(person, rhythm=Rhythm.AT_ONCE)
    assert arrived(server).text.count("/praca/powiadomienia/") == 31
    assert Mail.objects.get().state == MailState.SENT
