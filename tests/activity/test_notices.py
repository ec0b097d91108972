"""Notices: who is told, where they lead, when they are seen, what the e-mail says."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from activity.enums import MailState, Verb
from activity.models import Event, Mail, Notice
from activity.periodic import mail_notices_due
from activity.queries import notices_of, unseen_count
from activity.services import notify, record, see, see_all
from activity.tasks import mail_notices
from tests import factories
from tests.accounts.factories import fresh_email, signed_in, visitor

pytestmark = pytest.mark.django_db


def event(by: User | None = None, **fields: Any) -> Event:
    defaults = {"verb": Verb.RETURNED, "target_kind": "mid", "target_id": 1, "target_label": "Zielone podwórka"}
    return record(by=by or factories.user(name="Anna Nowak"), **{**defaults, **fields})


def notice(user: User, path: str = "/praca/", **fields: Any) -> Notice:
    happened = event(**fields)
    notify(event=happened, users=[user], path=path)
    return Notice.objects.get(event=happened, user=user)


def test_everybody_is_told_once_but_not_the_actor_and_not_the_switched_off() -> None:
    actor, reader, gone = factories.user(), factories.user(), factories.user(is_active=False)
    happened = event(by=actor)
    notify(event=happened, users=[actor, reader, reader, gone], path="/praca/")
    notify(event=happened, users=[reader], path="/praca/")
    assert list(Notice.objects.values_list("user", flat=True)) == [reader.pk]


@pytest.mark.parametrize(
    "path",
    [
        "https://zly.example/",
        "//zly.example/",
        "/\\zly.example/",
        "zly.example",
        "javascript:alert(1)",
        "",
        "/a b",
        "/\n/zly.example",
        "/a\\b",
    ],
)
def test_a_notice_never_leads_out_of_the_portal(path: str) -> None:
    reader = factories.user()
    with pytest.raises(ValueError, match="inside the portal"):
        notify(event=event(), users=[reader], path=path)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(event=event(), user=reader, path=path)


def test_a_notice_may_lead_to_an_exact_place() -> None:
    path = "/praca/ocena/gdansk-2021-2023/?section=aims#wiersz-0b0e1d1c"
    assert notice(factories.user(), path).path == path


def test_opening_a_notice_marks_it_seen_and_leads_there() -> None:
    reader = factories.user()
    here = notice(reader, "/praca/mid/gdansk-2021-2023/")
    answer = signed_in(reader).get(f"/praca/powiadomienia/{here.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/praca/mid/gdansk-2021-2023/")
    here.refresh_from_db()
    first_seen = here.seen_at
    assert first_seen is not None
    signed_in(reader).get(f"/praca/powiadomienia/{here.pk}/")
    here.refresh_from_db()
    assert here.seen_at == first_seen


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Purpose": "preview"},
        {"X-Moz": "prefetch"},
    ],
)
def test_looking_ahead_marks_nothing(headers: dict[str, str]) -> None:
    reader = factories.user()
    here = notice(reader)
    client = signed_in(reader)
    assert client.get(f"/praca/powiadomienia/{here.pk}/", headers=headers).status_code == 302
    assert client.head(f"/praca/powiadomienia/{here.pk}/").status_code == 302
    here.refresh_from_db()
    assert here.seen_at is None
    client.get(f"/praca/powiadomienia/{here.pk}/")
    here.refresh_from_db()
    assert here.seen_at is not None


def test_a_notice_opens_in_the_language_of_the_page() -> None:
    reader = factories.user()
    here = notice(reader, "/praca/powiadomienia/")
    answer = signed_in(reader).get(f"/en/praca/powiadomienia/{here.pk}/")
    assert answer["Location"] == "/en/praca/powiadomienia/"


def test_nobody_opens_the_notices_of_another_person() -> None:
    here = notice(factories.user())
    stranger = factories.coordinator()
    assert signed_in(stranger).get(f"/praca/powiadomienia/{here.pk}/").status_code == 404
    assert visitor().get(f"/praca/powiadomienia/{here.pk}/").status_code == 302
    see(by=stranger, notice=here)
    here.refresh_from_db()
    assert here.seen_at is None


def test_all_are_seen_at_once_but_only_mine() -> None:
    reader, other = factories.user(), factories.user()
    for person in (reader, reader, other):
        notice(person)
    assert signed_in(reader).get("/praca/powiadomienia/przejrzane/").status_code == 405
    assert signed_in(reader).post("/praca/powiadomienia/przejrzane/")["Location"] == "/praca/powiadomienia/"
    assert (unseen_count(reader), unseen_count(other)) == (0, 1)
    assert see_all(by=reader) == 0


def test_the_unseen_come_first_then_the_newest() -> None:
    reader = factories.user()
    first, second, third = (notice(reader, f"/praca/{number}/") for number in range(3))
    see(by=reader, notice=third)
    assert list(notices_of(reader)) == [second, first, third]


def test_the_count_is_one_query_and_none_for_visitors(django_assert_num_queries: Any, rf: Any) -> None:
    reader = factories.user()
    notice(reader)
    with django_assert_num_queries(1):
        assert unseen_count(reader) == 1
    with django_assert_num_queries(0):
        assert unseen_count(AnonymousUser()) == 0


def test_the_list_asks_the_same_of_the_database_for_one_and_for_three(django_assert_num_queries: Any) -> None:
    reader = factories.user()
    client = signed_in(reader)
    notice(reader)
    with django_assert_num_queries(8):
        client.get("/praca/powiadomienia/")
    notice(reader)
    notice(reader)
    with django_assert_num_queries(8):
        client.get("/praca/powiadomienia/")


def test_the_page_names_what_who_and_why() -> None:
    reader = factories.user()
    notice(reader, data={"reason": "Brakuje wskaźników."})
    content = signed_in(reader).get("/praca/powiadomienia/").content.decode()
    for words in ("Zielone podwórka", "Anna Nowak", "Brakuje wskaźników."):
        assert words in content


def told(settings: Any, capture: Any, reader: User, **fields: Any) -> Any:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with capture(execute=True):
        notice(reader, "/praca/mid/gdansk-2021-2023/", **fields)
        assert mail.outbox == []
    return mail.outbox


def test_the_email_leaves_after_commit_and_leads_to_the_place(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    reader = factories.user(email=fresh_email(), language="en")
    (letter,) = told(
        settings, django_capture_on_commit_callbacks, reader, data={"reason": "Brakuje <wskaźników> & dat."}
    )
    here = Notice.objects.get()
    assert letter.to == [reader.email]
    assert letter.subject == "Returned for changes: Zielone podwórka"
    assert f"{settings.PORTAL_ADDRESS}/en/praca/powiadomienia/{here.pk}/" in letter.body
    assert "Brakuje <wskaźników> & dat." in letter.body
    assert here.mailed_at is not None


def test_nothing_is_mailed_twice(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    told(settings, django_capture_on_commit_callbacks, factories.user())
    mail_notices(Event.objects.get().pk)
    mail_notices_due.run()
    assert len(mail.outbox) == 1


def test_a_title_with_a_line_break_stays_one_subject(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    (letter,) = told(
        settings,
        django_capture_on_commit_callbacks,
        factories.user(language="en"),
        target_label="A\r\nBcc: b@c.example",
    )
    assert letter.subject == "Returned for changes: A Bcc: b@c.example"


def test_one_bad_address_stops_nobody_else(settings: Any) -> None:
    first, second = factories.user(email=fresh_email()), factories.user(email=fresh_email())
    happened = event()
    notify(event=happened, users=[first, second], path="/praca/")
    settings.EMAIL_BACKEND = "tests.activity.mailbox.RefusingBackend"
    settings.REFUSED_ADDRESS = first.email
    mail_notices.run(happened.pk)
    assert list(Mail.objects.filter(state=MailState.SENT).values_list("user", flat=True)) == [second.pk]
    assert Mail.objects.get(user=first).error == "refused"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Mail.objects.filter(user=first).update(due_at=timezone.now())
    mail_notices_due.run()
    assert [letter.to for letter in mail.outbox] == [[first.email]]


def test_a_lost_email_is_sent_later_but_not_weeks_later() -> None:
    lost, old = (notice(factories.user(email=fresh_email())) for _number in range(2))
    for here, age in ((lost, timedelta(hours=1)), (old, timedelta(days=16))):
        Notice.objects.filter(pk=here.pk).update(created_at=timezone.now() - age)
    mail_notices_due.run()
    mail_notices_due.run()
    assert [letter.to for letter in mail.outbox] == [[lost.user.email]]
