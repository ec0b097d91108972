"""The private calendar: whose it is, what is in it by present rights, and whether calendar programs can read it."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from activity.exchange import calendar as exchange
from activity.exchange.calendar import Entry, calendar_of
from activity.models import CalendarFeed
from activity.queries import secret_hash
from activity.services import renew_calendar, revoke_calendar
from initiatives.models import CommunicationActivity
from networks.models import Specialist, TeamSeat
from reviews.enums import RoundState
from reviews.models import Round
from reviews.services import add_thread, submit_for_review
from tests import factories
from tests.accounts.factories import signed_in, visitor

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2026, 11, 3, 12, 0, 0, tzinfo=datetime.UTC)


def entry(**fields: Any) -> Entry:
    return Entry(
        **{
            "uid": "one",
            "start": datetime.date(2026, 11, 30),
            "summary": "S",
            "changed_at": MOMENT,
            "path": "/",
            **fields,
        }
    )


def only(monkeypatch: Any, *entries: Entry) -> None:
    """A calendar with these entries alone."""
    monkeypatch.setattr(exchange, "_sources", {"test": lambda user: entries})


def fetched(secret: str, **headers: str) -> Any:
    return visitor().get(f"/kalendarz/{secret}.ics", headers=headers)


def events(content: bytes) -> dict[str, Any]:
    """The events of a file that the icalendar parser takes, by UID."""
    calendar = Calendar.from_ical(content)
    assert [error for component in calendar.walk() for error in component.errors] == []
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def summaries(user: User) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in events(calendar_of(user)).values())


def test_the_address_is_long_shown_once_and_stored_hashed() -> None:
    person = factories.user()
    client = signed_in(person)
    shown = client.post("/konto/powiadomienia/kalendarz/").context["address"]
    secret = shown.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43
    assert CalendarFeed.objects.get(user=person).secret_hash == secret_hash(secret)
    assert secret not in str(CalendarFeed.objects.values())
    assert secret not in client.get("/konto/powiadomienia/").content.decode()
    assert client.get("/en/konto/powiadomienia/kalendarz/")["Location"] == "/en/konto/powiadomienia/"
    assert fetched(secret).status_code == 200
    assert CalendarFeed.objects.get().read_at is not None


def test_a_new_address_ends_the_old_one_and_revoking_ends_both() -> None:
    person = factories.user()
    first = renew_calendar(by=person)
    second = renew_calendar(by=person)
    assert [fetched(secret).status_code for secret in (first, second)] == [404, 200]
    assert signed_in(person).post("/konto/powiadomienia/kalendarz/koniec/").status_code == 302
    assert fetched(second).status_code == 404
    assert revoke_calendar(by=person) is False


def test_who_is_switched_off_gets_nothing_more() -> None:
    person = factories.user()
    secret = renew_calendar(by=person)
    person.is_active = False
    person.save()
    assert fetched(secret).status_code == 404


@pytest.mark.parametrize("secret", ["x", "..%2F", "a" * 5000, "%00", "ą"])
def test_a_guess_finds_nothing(secret: str) -> None:
    assert fetched(secret).status_code in (400, 404)


def test_guesses_and_fetches_are_limited() -> None:
    secret = renew_calendar(by=factories.user())
    # On a busy machine a minute may end between two tries: of 122 more than 60 are in one of two.
    fetches = [fetched(secret).status_code for _number in range(122)]
    guesser = visitor()
    guesses = [guesser.get("/kalendarz/guess.ics").status_code for _number in range(122)]
    assert (set(fetches), set(guesses)) == ({200, 429}, {404, 429})
    assert fetches.index(429) >= 60
    assert guesses.index(429) >= 60


def test_what_did_not_change_is_not_sent_again(monkeypatch: Any) -> None:
    only(monkeypatch, entry())
    secret = renew_calendar(by=factories.user())
    first = fetched(secret)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in first["Cache-Control"]
    assert not first.cookies
    again = fetched(secret, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    only(monkeypatch, entry(changed_at=MOMENT + datetime.timedelta(seconds=1)))
    assert fetched(secret, if_none_match=first["ETag"]).status_code == 200


def test_times_days_and_sequences(monkeypatch: Any) -> None:
    winter = datetime.datetime(2026, 11, 30, 9, 0, tzinfo=timezone.get_default_timezone())
    summer = datetime.datetime(2026, 6, 30, 9, 0, tzinfo=timezone.get_default_timezone())
    hour = datetime.timedelta(hours=1)
    only(
        monkeypatch,
        entry(uid="day"),
        entry(uid="days", end=datetime.date(2026, 12, 1)),
        entry(uid="winter", start=winter, end=winter + hour),
        entry(uid="summer", start=summer, end=summer + hour),
    )
    user = factories.user()
    found = events(calendar_of(user))
    assert (found["day"].decoded("DTSTART"), found["day"].decoded("DTEND")) == (
        datetime.date(2026, 11, 30),
        datetime.date(2026, 12, 1),
    )
    assert found["days"].decoded("DTEND") == datetime.date(2026, 12, 2)
    assert found["winter"].decoded("DTSTART") == datetime.datetime(2026, 11, 30, 8, 0, tzinfo=datetime.UTC)
    assert found["summer"].decoded("DTSTART") == datetime.datetime(2026, 6, 30, 7, 0, tzinfo=datetime.UTC)
    assert found["day"].decoded("LAST-MODIFIED") == MOMENT
    only(monkeypatch, entry(uid="day", changed_at=MOMENT + hour))
    assert int(events(calendar_of(user))["day"]["SEQUENCE"]) > int(found["day"]["SEQUENCE"])
    assert Calendar.from_ical(calendar_of(user))["X-WR-TIMEZONE"] == "Europe/Warsaw"


def test_hostile_words_stay_words(monkeypatch: Any) -> None:
    words = "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\x00\x0b;,:\\\u2028" + "ż" * 300
    only(monkeypatch, entry(summary=words, description=words, place=words, category=words))
    content = calendar_of(factories.user())
    assert len(events(content)) == 1
    assert b"\x00" not in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def review() -> tuple[Any, User, User, Round]:
    """A plan under review with a due date: its participation, a member of its team, the expert of its network."""
    network = factories.network()
    participation = factories.participation(network=network)
    member, expert = factories.member(participation), factories.expert(network)
    document = factories.initiative(participation).document
    factories.fill_mid(document, by=member)
    submitted = submit_for_review(by=member, document=document)
    Round.objects.filter(pk=submitted.pk).update(due_on=datetime.date(2026, 12, 1))
    return participation, member, expert, Round.objects.get(pk=submitted.pk)


def test_dates_of_a_review_are_for_those_who_take_part() -> None:
    _participation, member, expert, shown = review()
    title = shown.document.title
    add_thread(by=expert, document=shown.document, section="actions", text="Tajne słowa")
    for person in (member, expert):
        person.language = "en"
        content = calendar_of(person)
        found = events(content)[f"round-{shown.pk}-review"]
        assert (str(found["SUMMARY"]), found.decoded("DTSTART")) == (
            f"Review until: {title}",
            datetime.date(2026, 12, 1),
        )
        assert str(found["URL"]).endswith(f"/en/praca/ocena/{shown.document.slug}/")
        assert "Tajne" not in content.decode()
    for stranger in (factories.expert(factories.network()), factories.member(factories.participation())):
        assert f"round-{shown.pk}-review" not in events(calendar_of(stranger))
    Round.objects.filter(pk=shown.pk).update(
        state=RoundState.RETURNED, reasons="R", closed_at=timezone.now(), answer_due_on=datetime.date(2026, 12, 20)
    )
    found = events(calendar_of(member))
    assert found[f"round-{shown.pk}-answers"].decoded("DTSTART") == datetime.date(2026, 12, 20)
    assert f"round-{shown.pk}-review" not in found


def test_who_leaves_a_team_or_a_network_loses_its_dates_at_the_next_fetch() -> None:
    participation, member, expert, shown = review()
    secrets = [renew_calendar(by=person) for person in (member, expert)]
    for secret in secrets:
        assert f"round-{shown.pk}-review" in events(fetched(secret).content)
    TeamSeat.objects.filter(participation=participation).update(until=timezone.localdate())
    Specialist.objects.filter(user=expert).update(until=timezone.localdate())
    for secret in secrets:
        assert events(fetched(secret).content) == {}


def test_meetings_and_milestones_of_my_own_networks() -> None:
    network, other = factories.network(), factories.network()
    member = factories.member(factories.participation(network=network))
    mine = factories.meeting(networks=[network], link="https://tajne.example/pokoj")
    foreign = factories.meeting(networks=[other])
    milestone = network.edition.milestones.create(date=datetime.date(2026, 12, 15), title="Koniec", title_en="The end")
    month = network.edition.milestones.create(date=datetime.date(2027, 2, 10), title="Luty", is_approximate=True)
    content = calendar_of(member)
    found = events(content)
    assert str(mine.pk) in found
    assert str(foreign.pk) not in found
    assert "tajne.example" not in content.decode()
    assert str(found[f"milestone-{milestone.pk}"]["SUMMARY"]) == "Koniec"
    span = found[f"milestone-{month.pk}"]
    assert (span.decoded("DTSTART"), span.decoded("DTEND")) == (datetime.date(2027, 2, 1), datetime.date(2027, 3, 1))
    if other.edition_id != network.edition_id:
        assert f"milestone-{milestone.pk}" not in events(
            calendar_of(factories.member(factories.participation(network=other)))
        )
    assert {str(mine.pk), str(foreign.pk)} <= set(events(calendar_of(factories.coordinator())))


def test_communication_of_my_own_city() -> None:
    participation, other = factories.participation(), factories.participation()
    member, stranger = factories.member(participation), factories.member(other)
    document = factories.initiative(participation).document
    row = CommunicationActivity.objects.create(
        document=document,
        audience="Mieszkańcy",
        message="Sadzimy drzewa",
        channel="press",
        start=datetime.date(2026, 11, 1),
        end=datetime.date(2026, 12, 1),
    )
    undated = CommunicationActivity.objects.create(document=document, audience="Radni", message="M", channel="press")
    found = events(calendar_of(member))
    assert (found[str(row.pk)].decoded("DTSTART"), found[str(row.pk)].decoded("DTEND")) == (
        datetime.date(2026, 11, 1),
        datetime.date(2027, 1, 1),
    )
    assert "Sadzimy drzewa" in str(found[str(row.pk)]["DESCRIPTION"])
    assert str(undated.pk) not in found
    assert str(row.pk) not in events(calendar_of(stranger))
    row.deleted_at = timezone.now()
    row.save()
    assert str(row.pk) not in events(calendar_of(member))


def test_a_calendar_asks_the_same_of_the_database_for_one_thing_and_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    network = factories.network()
    member = factories.member(factories.participation(network=network))
    for number in range(12):
        factories.meeting(networks=[network])
        network.edition.milestones.create(date=datetime.date(2026, 12, 1 + number), title=f"M{number}")
    with django_assert_max_num_queries(6):
        assert len(events(calendar_of(member))) == 24
