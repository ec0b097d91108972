"""Notices follow the rights of their readers: at reading, at writing e-mails and at sending them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from activity.enums import MailState, Verb
from activity.models import Mail, MailSettings, Notice
from activity.queries import inbox_of, newest_of, unseen_count
from activity.services import notify, record, see_all
from activity.tasks import compose_due, send_due
from documents.models import Document
from networks.enums import SpecialistKind
from networks.models import Specialist, TeamSeat
from reviews.enums import Audience
from reviews.services import add_reviewer, add_thread, remove_reviewer
from tests import factories
from tests.accounts.factories import signed_in
from tests.reviews.factories import Review, draft_mid, submitted_mid

pytestmark = pytest.mark.django_db


def tell(review: Review, *users: User, verb: Verb = Verb.REPLIED, **data: Any) -> None:
    document = review.document
    event = record(
        by=review.coordinator,
        verb=verb,
        target_kind="mid",
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data=data,
    )
    notify(event=event, users=users, path="/praca/")


def leave(person: User) -> None:
    TeamSeat.objects.filter(user=person).update(until=timezone.localdate())
    cache.clear()


def come_back(person: User) -> None:
    TeamSeat.objects.filter(user=person).update(until=None)
    cache.clear()


def shown(person: User) -> tuple[int, int, int]:
    """Notices in the inbox, on the desk and in the number on every page."""
    groups = inbox_of(person, shown="", number=None).groups
    cache.clear()
    return sum(group.count for group in groups), len(newest_of(person, 5)), unseen_count(person)


def test_who_left_the_team_reads_nothing_more_of_the_plan_until_they_are_back() -> None:
    review = draft_mid()
    tell(review, review.author, review.colleague)
    notice = Notice.objects.get(user=review.author)
    assert shown(review.author) == (1, 1, 1)
    leave(review.author)
    assert shown(review.author) == (0, 0, 0)
    assert shown(review.colleague) == (1, 1, 1)
    client = signed_in(review.author)
    assert client.get(f"/praca/powiadomienia/{notice.pk}/").status_code == 404
    assert review.document.title not in client.get("/praca/powiadomienia/").content.decode()
    assert see_all(by=review.author) == 0
    compose_due()
    send_due()
    assert [letter.to for letter in mail.outbox] == [[review.colleague.email]]
    come_back(review.author)
    assert shown(review.author) == (1, 1, 1)
    compose_due()
    send_due()
    assert [letter.to for letter in mail.outbox[1:]] == [[review.author.email]]
    compose_due()
    send_due()
    assert len(mail.outbox) == 2


def test_an_email_that_waited_is_put_together_anew_without_what_may_not_be_read_any_more() -> None:
    lost, kept = draft_mid(), draft_mid()
    person = lost.judge
    Specialist.objects.create(network=kept.network, user=person, kind=SpecialistKind.EXPERT, since=timezone.localdate())
    tell(lost, person, reason="Pierwszy powód")
    tell(kept, person, reason="Drugi powód")
    assert compose_due() == 1
    Mail.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    Specialist.objects.filter(user=person, network=lost.network).update(until=timezone.localdate())
    assert send_due() == 0
    assert Mail.objects.exists() is False
    MailSettings.objects.update(last_mail_at=None)
    compose_due()
    assert send_due() == 1
    (letter,) = mail.outbox
    assert "Drugi powód" in letter.body
    assert "Pierwszy powód" not in letter.body
    assert Notice.objects.get(mailed_at=None).event.document_id == lost.document.pk


def test_an_email_in_doubt_is_not_repeated_to_who_may_not_read_it_any_more() -> None:
    review = draft_mid()
    tell(review, review.author)
    compose_due()
    long_ago = timezone.now() - timedelta(hours=1)
    Mail.objects.update(state=MailState.HANDING, claim=uuid4(), claimed_at=long_ago, created_at=long_ago)
    leave(review.author)
    assert send_due() == 0
    given_up = Mail.objects.get()
    assert (given_up.state, given_up.text, given_up.html) == (MailState.GIVEN_UP, "", "")


def test_a_guest_learns_no_title_but_that_of_the_version_before_them() -> None:
    review = submitted_mid()
    frozen = review.document.title
    guest = factories.user(Role.EXPERT, language="pl")
    Document.objects.filter(pk=review.document.pk).update(title="Nowa nazwa")
    review.document.refresh_from_db()
    add_reviewer(by=review.judge, document=review.document, user=guest)
    titles = [group.title for group in inbox_of(guest, shown="", number=None).groups]
    assert titles == [frozen]
    assert [group.title for group in inbox_of(review.judge, shown="", number=None).groups] == ["Nowa nazwa"]
    page = signed_in(guest).get("/praca/powiadomienia/").content.decode()
    assert frozen in page
    assert "Nowa nazwa" not in page
    assert {str(notice).partition(": ")[2] for notice in newest_of(guest, 5)} == {frozen}
    compose_due()
    letter = Mail.objects.get(user=guest)
    assert frozen in letter.subject
    assert frozen in letter.text
    assert "Nowa nazwa" not in letter.subject + letter.text + letter.html
    remove_reviewer(by=review.judge, document=review.document, user=guest)
    (parting,) = newest_of(guest, 5)
    assert parting.event.verb == Verb.REVIEWER_REMOVED
    assert parting.label == frozen
    assert [group.title for group in inbox_of(guest, shown="", number=None).groups] == [frozen]
    assert unseen_count(guest) == 1


def test_who_does_not_review_any_more_reads_nothing_of_private_notes() -> None:
    review = submitted_mid()
    second = factories.expert(review.network)
    thread = add_thread(
        by=review.judge,
        document=review.document,
        section="aims",
        text="Między nami",
        audience=Audience.REVIEWERS,
        called=[second],
    )
    about_it = Notice.objects.filter(user=second, event__data__thread=str(thread.pk))
    assert [notice.event.verb for notice in newest_of(second, 5)].count(Verb.MENTIONED) == 1
    remove_reviewer(by=review.coordinator, document=review.document, user=second)
    assert about_it.count() == 1
    verbs = [notice.event.verb for notice in newest_of(second, 5)]
    assert Verb.MENTIONED not in verbs
    assert Verb.REVIEWER_REMOVED in verbs
    compose_due()
    assert about_it.get().mailed_at is None


def test_what_everybody_may_read_stays() -> None:
    review = draft_mid()
    tell(review, review.author, verb=Verb.PUBLISHED)
    leave(review.author)
    assert shown(review.author) == (1, 1, 1)


def test_rights_are_asked_once_for_many_people_and_documents() -> None:
    reviews = [draft_mid() for _number in range(3)]

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            made = compose_due()
        assert made
        return len(asked) - made

    tell(reviews[0], reviews[0].author)
    few = questions()
    for review in reviews:
        tell(review, review.judge, review.colleague, review.coordinator)
    assert questions() == few
