"""Two people at the same moment: one resolves, both number their remarks, nobody sees an error."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from activity.models import Event
from core.exceptions import WrongState
from reviews import services
from reviews.enums import Audience, ThreadState
from reviews.models import Comment, Thread
from tests import factories
from tests.reviews.factories import submitted_mid

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """How each act ended, all begun together in threads of their own: "done" or the name of what was raised."""
    barrier, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait()
            act()
            outcomes.append("done")
        except Exception as raised:
            outcomes.append(type(raised).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_people_resolve_at_once() -> None:
    review = submitted_mid()
    other = factories.expert(review.network)
    thread = services.add_thread(by=review.judge, document=review.document, section="actions", text="Kto?")
    people = (review.judge, other)
    acts = [lambda by=by: services.resolve(by=by, thread=Thread.objects.get(pk=thread.pk)) for by in people]
    assert at_once(*acts) == [WrongState.__name__, "done"]
    thread.refresh_from_db()
    assert thread.state == ThreadState.RESOLVED
    event = Event.objects.get(verb="resolved")
    assert event.actor == thread.resolved_by


def test_remarks_made_at_once_have_numbers_of_their_own() -> None:
    review = submitted_mid()
    other = factories.expert(review.network)

    def remarks(by) -> None:
        for number in range(4):
            services.add_thread(by=by, document=review.document, section="actions", text=f"Uwaga {number}.")

    def notes(by) -> None:
        for number in range(3):
            audience = Audience.TEAM
            services.add_thread(
                by=by, document=review.document, section="actions", text=f"Notatka {number}.", audience=audience
            )

    people = [(remarks, review.judge), (remarks, other), (notes, review.author), (notes, review.colleague)]
    assert at_once(*[lambda act=act, by=by: act(by) for act, by in people]) == ["done"] * 4
    for audience, count in ((Audience.ALL, 8), (Audience.TEAM, 6)):
        numbers = Thread.objects.filter(audience=audience).values_list("number", flat=True)
        assert sorted(numbers) == list(range(1, count + 1))


def test_a_reply_and_taking_back_at_once_lose_no_answer() -> None:
    """Either the remark is gone and nobody replied, or it stands with the reply: never a reply without its remark."""
    review = submitted_mid()
    thread = services.add_thread(by=review.judge, document=review.document, section="actions", text="Pomyłka.")
    comment = thread.comments.get()
    outcomes = at_once(
        lambda: services.delete_comment(by=review.judge, comment=Comment.objects.get(pk=comment.pk)),
        lambda: services.reply(by=review.author, thread=Thread.objects.get(pk=thread.pk), text="Z oferty."),
    )
    assert "done" in outcomes
    assert Comment.objects.count() in (0, 2)
