"""One's own comment changed or taken back: for ten minutes, while nobody has read or answered it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activity.models import Notice
from core.exceptions import NotAllowed, WrongState
from core.richtext import plain
from reviews import services
from reviews.models import Comment, Mention, Sight, Thread
from reviews.policies.remarks import SECOND_THOUGHT
from tests.reviews.factories import Review, submitted_mid
from tests.reviews.test_pages import signed_in

pytestmark = pytest.mark.django_db


def first_comment(review: Review, text: str = "Skąd ten koszt?") -> Comment:
    thread = services.add_thread(by=review.judge, document=review.document, section="actions", text=text)
    return thread.comments.get()


def is_refused(comment: Comment, review: Review) -> bool:
    """Whether both second thoughts are refused on their pages, and the words stand as they were."""
    before = Comment.objects.get(pk=comment.pk).text
    client = signed_in(comment.author)
    statuses = {
        client.post(reverse("comment_change", args=[comment.pk]), {"text": "Inaczej."}).status_code,
        client.post(reverse("comment_delete", args=[comment.pk])).status_code,
    }
    return statuses == {409} and Comment.objects.get(pk=comment.pk).text == before


def test_a_fresh_comment_is_changed_and_the_newly_called_are_told() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    client = signed_in(review.judge)
    page = client.get(reverse("thread", args=[comment.thread_id])).content.decode()
    assert reverse("comment_change", args=[comment.pk]) in page
    answer = client.post(reverse("comment_change", args=[comment.pk]), {"text": f"Skąd? @{review.author}"})
    assert answer.status_code == 302
    comment.refresh_from_db()
    assert plain(comment.text) == f"Skąd? @{review.author}"
    assert [mention.user for mention in Mention.objects.all()] == [review.author]
    assert Notice.objects.filter(user=review.author, event__verb="mentioned").count() == 1
    client.post(reverse("comment_change", args=[comment.pk]), {"text": f"Skąd to? @{review.author}"})
    assert Notice.objects.filter(user=review.author, event__verb="mentioned").count() == 1


def test_the_first_comment_takes_the_remark_with_it_and_its_notices() -> None:
    review = submitted_mid()
    comment = first_comment(review, "Pomyłka.")
    assert Notice.objects.filter(path__contains=str(comment.thread_id)).exists()
    answer = signed_in(review.judge).post(reverse("comment_delete", args=[comment.pk]))
    assert answer.url == reverse("review", args=[review.document.slug])
    assert Thread.objects.count() == Comment.objects.count() == 0
    assert not Notice.objects.filter(path__contains=str(comment.thread_id)).exists()


def test_a_reply_taken_back_leaves_the_remark() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    reply = services.reply(by=review.author, thread=comment.thread, text="Z oferty.")
    answer = signed_in(review.author).post(reverse("comment_delete", args=[reply.pk]))
    assert answer.url == reverse("thread", args=[comment.thread_id])
    assert list(Comment.objects.all()) == [comment]


def test_what_was_read_stays() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    services.see_threads(by=review.author, threads=[comment.thread])
    assert is_refused(comment, review)
    page = signed_in(review.judge).get(reverse("thread", args=[comment.thread_id])).content.decode()
    assert reverse("comment_change", args=[comment.pk]) not in page


def test_one_s_own_eyes_do_not_count() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    services.see_threads(by=review.judge, threads=[comment.thread])
    services.change_comment(by=review.judge, comment=comment, text="Inaczej.")
    assert plain(Comment.objects.get().text) == "Inaczej."


def test_what_was_answered_stays() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    services.reply(by=review.author, thread=comment.thread, text="Z oferty.")
    Sight.objects.all().delete()
    assert is_refused(comment, review)


@pytest.mark.parametrize(("before", "is_late"), [(timedelta(seconds=30), False), (-timedelta(seconds=1), True)])
def test_ten_minutes(before: timedelta, is_late: bool) -> None:
    review = submitted_mid()
    comment = first_comment(review)
    Comment.objects.update(created_at=timezone.now() - SECOND_THOUGHT + before)
    if is_late:
        assert is_refused(comment, review)
    else:
        services.change_comment(by=review.judge, comment=comment, text="Inaczej.")


def test_words_of_a_refused_change_come_back() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    services.see_threads(by=review.author, threads=[comment.thread])
    client = signed_in(review.judge)
    page = client.post(reverse("comment_change", args=[comment.pk]), {"text": "Długo pisane słowa."})
    assert page.status_code == 409
    assert "Długo pisane słowa." in page.content.decode()


def test_foreign_comments_are_nobody_else_s() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    others = ((review.author, 403), (review.coordinator, 403), (review.stranger, 404), (review.wrong_judge, 404))
    for person, status in others:
        client = signed_in(person)
        for name in ("comment_change", "comment_delete"):
            url = reverse(name, args=[comment.pk])
            assert client.get(url).status_code == status
            assert client.post(url, {"text": "Podmienione."}).status_code == status
        with pytest.raises(NotAllowed):
            services.change_comment(by=person, comment=comment, text="Podmienione.")
        with pytest.raises(NotAllowed):
            services.delete_comment(by=person, comment=comment)
    assert plain(Comment.objects.get().text) == "Skąd ten koszt?"


def test_history_does_not_change() -> None:
    review = submitted_mid()
    comment = first_comment(review)
    services.resolve(by=review.judge, thread=comment.thread)
    services.accept(by=review.judge, document=review.document)
    with pytest.raises(WrongState):
        services.change_comment(by=review.judge, comment=comment, text="Inaczej.")
