"""When an e-mail may leave: rhythms, quiet hours, and clocks that are changed."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from activity.enums import Rhythm, Verb
from activity.models import Event, Mail, MailSettings, Notice
from activity.policies import after_quiet, due_at, is_wanted
from activity.services import change_mail_settings, see, settle, stop_mails
from activity.tasks import compose_due
from tests.activity.told import reader, tell, wants, warsaw


def quiet(begin: str, end: str) -> MailSettings:
    return MailSettings(quiet_from=datetime.time.fromisoformat(begin), quiet_until=datetime.time.fromisoformat(end))


def made(at: datetime.datetime, verb: Verb = Verb.REPLIED, **fields: Any) -> Notice:
    return Notice(event=Event(verb=verb), created_at=at, **fields)


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (("22:00", "06:00"), warsaw(2026, 11, 3, 21, 59), warsaw(2026, 11, 3, 21, 59)),
        (("22:00", "06:00"), warsaw(2026, 11, 3, 22, 0), warsaw(2026, 11, 4, 6, 0)),
        (("22:00", "06:00"), warsaw(2026, 11, 4, 3, 0), warsaw(2026, 11, 4, 6, 0)),
        (("22:00", "06:00"), warsaw(2026, 11, 4, 6, 0), warsaw(2026, 11, 4, 6, 0)),
        (("12:00", "13:30"), warsaw(2026, 11, 4, 12, 45), warsaw(2026, 11, 4, 13, 30)),
        (("12:00", "13:30"), warsaw(2026, 11, 4, 13, 30), warsaw(2026, 11, 4, 13, 30)),
        (("22:00", "00:00"), warsaw(2026, 12, 31, 23, 0), warsaw(2027, 1, 1, 0, 0)),
        (("00:00", "06:00"), warsaw(2026, 2, 28, 0, 0), warsaw(2026, 2, 28, 6, 0)),
    ],
)
def test_quiet_hours(hours: tuple[str, str], moment: datetime.datetime, expected: datetime.datetime) -> None:
    assert after_quiet(quiet(*hours), moment) == expected


def test_a_night_without_an_hour_is_an_hour_shorter() -> None:
    """On 29 March 2026 the clock goes from 2:00 to 3:00."""
    evening = warsaw(2026, 3, 28, 22, 30)
    end = after_quiet(quiet("22:00", "06:00"), evening)
    assert end.astimezone(datetime.UTC) == datetime.datetime(2026, 3, 29, 4, 0, tzinfo=datetime.UTC)
    # An end that does not exist that night is the first moment after the gap.
    end = after_quiet(quiet("22:00", "02:30"), evening)
    assert end.astimezone(datetime.UTC) == datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC)


def test_a_night_with_an_hour_twice_is_an_hour_longer() -> None:
    """On 25 October 2026 the clock goes from 3:00 back to 2:00."""
    end = after_quiet(quiet("22:00", "06:00"), warsaw(2026, 10, 24, 23, 0))
    assert end.astimezone(datetime.UTC) == datetime.datetime(2026, 10, 25, 5, 0, tzinfo=datetime.UTC)
    second_time = warsaw(2026, 10, 25, 2, 10, fold=1)
    end = after_quiet(quiet("22:00", "02:30"), second_time)
    assert end.astimezone(datetime.UTC) == datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC)
    assert end > second_time


@pytest.mark.parametrize("day", [(2026, 3, 28), (2026, 10, 24)])
def test_the_end_of_quiet_hours_is_never_before_their_middle(day: tuple[int, int, int]) -> None:
    """Every seventh minute of the three days around a change of the clock."""
    for minutes in range(0, 3 * 24 * 60, 7):
        moment = warsaw(*day).astimezone(datetime.UTC) + datetime.timedelta(minutes=minutes)
        for hours in (("22:00", "06:00"), ("01:00", "02:30"), ("23:30", "02:00")):
            end = after_quiet(quiet(*hours), moment)
            assert moment <= end < moment + datetime.timedelta(hours=10)


@pytest.mark.parametrize(
    ("weekday", "moment", "expected"),
    [
        (0, warsaw(2026, 11, 2, 6, 59), warsaw(2026, 11, 2, 7)),
        (0, warsaw(2026, 11, 2, 7, 0), warsaw(2026, 11, 9, 7)),
        (0, warsaw(2026, 11, 28, 12), warsaw(2026, 11, 30, 7)),
        (1, warsaw(2026, 11, 30, 12), warsaw(2026, 12, 1, 7)),
        (4, warsaw(2026, 12, 31, 12), warsaw(2027, 1, 1, 7)),
        (6, warsaw(2024, 2, 27, 12), warsaw(2024, 3, 3, 7)),
        (6, warsaw(2026, 3, 23, 12), warsaw(2026, 3, 29, 7)),
    ],
)
def test_weekly_comes_on_its_day_also_over_the_end_of_a_month(
    weekday: int, moment: datetime.datetime, expected: datetime.datetime
) -> None:
    settings = MailSettings(rhythm=Rhythm.WEEKLY, weekday=weekday, hour=7)
    assert due_at(settings, made(moment)) == expected


def test_daily_comes_at_its_hour_and_after_quiet_hours() -> None:
    settings = quiet("22:00", "08:00")
    settings.rhythm, settings.hour = Rhythm.DAILY, 7
    assert due_at(settings, made(warsaw(2026, 11, 2, 12))) == warsaw(2026, 11, 3, 8)


def test_a_daily_hour_that_is_skipped_in_spring_comes_an_hour_later() -> None:
    settings = MailSettings(rhythm=Rhythm.DAILY, hour=2)
    assert due_at(settings, made(warsaw(2026, 3, 28, 12))) == warsaw(2026, 3, 29, 3)


def test_at_once_is_at_once_and_then_gathers_for_ten_minutes() -> None:
    moment = warsaw(2026, 11, 2, 12)
    assert due_at(MailSettings(), made(moment)) == moment
    just_now = moment - datetime.timedelta(minutes=3)
    assert due_at(MailSettings(last_mail_at=just_now), made(moment)) == moment + datetime.timedelta(minutes=7)


def test_what_is_past_its_date_does_not_wait_for_the_day_but_for_the_morning() -> None:
    settings = quiet("22:00", "06:00")
    settings.rhythm, settings.weekday = Rhythm.WEEKLY, 4
    late = made(warsaw(2026, 11, 2, 23), Verb.OVERDUE, waits=True)
    assert due_at(settings, late) == warsaw(2026, 11, 3, 6)
    assert due_at(settings, made(warsaw(2026, 11, 2, 12), Verb.OVERDUE, waits=True)) == warsaw(2026, 11, 2, 12)


def test_who_wants_what() -> None:
    news, waiting = made(warsaw(2026, 11, 2)), made(warsaw(2026, 11, 2), waits=True)
    done = made(warsaw(2026, 11, 2), waits=True, settled_at=warsaw(2026, 11, 3))
    wanted = {
        rhythm: [is_wanted(MailSettings(rhythm=rhythm), one) for one in (news, waiting, done)] for rhythm in Rhythm
    }
    assert wanted == {
        Rhythm.AT_ONCE: [True, True, True],
        Rhythm.DAILY: [True, True, True],
        Rhythm.WEEKLY: [True, True, True],
        Rhythm.WAITING: [False, True, False],
        Rhythm.OFF: [False, False, False],
    }


@pytest.mark.django_db
def test_each_gets_one_mail_when_it_is_due() -> None:
    at_once, daily, weekly, waiting, off = (reader() for _number in range(5))
    for person, rhythm in ((daily, "daily"), (weekly, "weekly"), (waiting, "waiting"), (off, "off")):
        wants(person, rhythm=rhythm, weekday=4)
    everybody = (at_once, daily, weekly, waiting, off)
    monday = warsaw(2026, 11, 2, 12)
    for number in range(3):
        tell(*everybody, at=monday, path=f"/praca/{number}/")
    tell(waiting, waits=True, at=monday)

    def mailed_until(*moment: int) -> list[int]:
        compose_due(now=warsaw(*moment))
        return sorted(Mail.objects.values_list("user_id", flat=True))

    assert mailed_until(2026, 11, 2, 12, 1) == [at_once.pk]
    assert mailed_until(2026, 11, 3, 6, 59) == [at_once.pk]
    assert mailed_until(2026, 11, 3, 7, 0) == sorted([at_once.pk, daily.pk, waiting.pk])
    assert mailed_until(2026, 11, 6, 7, 0) == sorted([at_once.pk, daily.pk, waiting.pk, weekly.pk])
    assert mailed_until(2026, 11, 13, 7, 0) == sorted([at_once.pk, daily.pk, waiting.pk, weekly.pk])
    assert Mail.objects.get(user=waiting).notices.count() == 1
    assert Mail.objects.get(user=weekly).notices.count() == 3


@pytest.mark.django_db
def test_what_is_past_its_date_comes_alone_before_the_weekly_one() -> None:
    person = reader()
    wants(person, rhythm="weekly", weekday=4)
    monday = warsaw(2026, 11, 2, 12)
    tell(person, at=monday)
    tell(person, verb=Verb.OVERDUE, waits=True, at=monday)
    compose_due(now=monday)
    assert [notice.event.verb for notice in Mail.objects.get().notices.all()] == [Verb.OVERDUE]
    compose_due(now=warsaw(2026, 11, 6, 8))
    assert Mail.objects.count() == 2


@pytest.mark.django_db
def test_what_was_read_in_the_portal_or_waits_no_more_is_not_mailed() -> None:
    person, other = reader(), reader()
    wants(person, rhythm="daily")
    wants(other, rhythm="waiting")
    monday = warsaw(2026, 11, 2, 12)
    event = tell(person, at=monday)
    see(by=person, notice=event.notices.get())
    asked = tell(other, waits=True, at=monday)
    settle(document_id=asked.document_id)
    compose_due(now=warsaw(2026, 11, 4))
    assert Mail.objects.exists() is False


@pytest.mark.django_db
def test_who_turns_e_mails_on_again_does_not_get_all_the_old_ones() -> None:
    person = reader()
    stop_mails(user=person)
    tell(person)
    change_mail_settings(by=person, rhythm=Rhythm.AT_ONCE, weekday=0, hour=7, quiet_from=None, quiet_until=None)
    compose_due()
    assert Mail.objects.exists() is False
    tell(person)
    compose_due()
    assert Mail.objects.get().notices.count() == 1


@pytest.mark.django_db
def test_settings_that_make_no_sense_are_refused() -> None:
    person = reader()
    good = {"rhythm": Rhythm.DAILY, "weekday": 0, "hour": 7, "quiet_from": None, "quiet_until": None}
    noon = datetime.time(12)
    for bad in (
        {"rhythm": "hourly"},
        {"weekday": 7},
        {"hour": 24},
        {"quiet_from": noon},
        {"quiet_from": noon, "quiet_until": noon},
    ):
        with pytest.raises(ValidationError):
            change_mail_settings(by=person, **{**good, **bad})  # type: ignore[arg-type]
        with pytest.raises(IntegrityError), transaction.atomic():
            MailSettings.objects.create(user=person, **{**good, **bad})
