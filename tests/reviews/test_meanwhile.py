"""Remarks sent after something has changed: another round, no round, no right, no row. What was typed is never lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.richtext import plain
from documents.parts import document_kind
from documents.queries.anchors import places_in
from documents.services import delete_part, save_part
from reviews import services
from reviews.enums import Audience
from reviews.models import Comment, Round, Thread
from reviews.queries import open_round, remarks_on
from tests import factories
from tests.reviews.factories import Review, draft_mid, row_id, submitted_mid
from tests.reviews.test_audience import CHANGING
from tests.reviews.test_pages import A_REMARK, action_place, address, signed_in

pytestmark = pytest.mark.django_db

TYPED = "Proszę podać źródło tej liczby."


def row_of(review: Review, kind: str) -> Any:
    return document_kind("mid").part_kind(kind).model._default_manager.get(document=review.document)


def write_diagnosis(review: Review, text: str) -> None:
    row = row_of(review, "diagnosis")
    kind = document_kind("mid").part_kind("diagnosis")
    values = {"text": text}
    save_part(
        by=review.author,
        document=review.document,
        kind=kind,
        part_id=row.pk,
        base_version=row.version,
        new_values=values,
    )


def submit_again(review: Review, text: str) -> Round:
    """Returned, the diagnosis written anew, submitted: a newer round on a newer Version."""
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    write_diagnosis(review, text)
    return services.submit_for_review(by=review.author, document=review.document)


def send(review: Review, client: Client | None = None, **typed: str) -> Any:
    """The form of a remark on words of the diagnosis, as it was opened in the review's first round."""
    assert review.round is not None
    row = row_id(review, "diagnosis")
    given = {"place": f"diagnosis|{row}|text", "text": TYPED, "round": str(review.round.pk), **A_REMARK, **typed}
    query = {"section": "diagnosis", "kind": "diagnosis", "row": row}
    return (client or signed_in(review.judge)).post(address("thread_add", review, **query), given, follow=True)


def is_kept_in_form(answer: Any) -> bool:
    """Whether the page that came back has what was typed in its form."""
    return TYPED in str(answer.context["form"]["text"].value()) and TYPED in answer.content.decode()


def test_a_remark_begun_in_a_round_that_is_over_goes_to_the_open_one_with_its_passage() -> None:
    review = submitted_mid()
    second = submit_again(review, "<p>Nowy początek. Miasto się nagrzewa.</p>")
    answer = send(review, quote="się nagrzewa")
    thread = Thread.objects.get()
    assert (thread.round, thread.version) == (second, second.version)
    assert thread.anchor.version == second.version
    place = places_in(second.version, [thread.anchor])[thread.anchor.pk]
    assert (place.quote, place.start) == ("się nagrzewa", len("Nowy początek. Miasto "))
    assert answer.redirect_chain[-1][0].endswith(f"#uwaga-{thread.pk}")
    assert str(second.number) in " ".join(str(message) for message in answer.context["messages"])
    assert "review-mark" in answer.content.decode()


def test_words_that_the_newer_version_does_not_have_stay_with_the_older_one() -> None:
    review = submitted_mid()
    second = submit_again(review, "<p>Napisano od nowa.</p>")
    answer = send(review, quote="się nagrzewa")
    thread = Thread.objects.get()
    assert (thread.round, thread.version) == (second, review.round.version)
    assert thread.anchor.quote == "się nagrzewa"
    shown = remarks_on(second).all
    assert [(one.thread, one.passage.state) for one in shown] == [(thread, "gone")]
    assert "review-quote--gone" in answer.content.decode()


def test_a_remark_on_a_row_that_the_newer_version_does_not_have_is_shown_apart() -> None:
    review = submitted_mid()
    row = row_of(review, "stakeholder")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    kind = document_kind("mid").part_kind("stakeholder")
    other = kind.model._default_manager.create(
        document=review.document, name="Szkoły", kind="residents", influence=2, interest=2, position=2
    )
    delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)
    second = services.submit_for_review(by=review.author, document=review.document)
    assert other.pk
    query = {"section": "stakeholders", "kind": "stakeholder", "row": str(row.pk)}
    given = {"place": f"stakeholder|{row.pk}|", "text": TYPED, "round": str(review.round.pk), **A_REMARK}
    page = signed_in(review.judge).post(address("thread_add", review, **query), given, follow=True).content.decode()
    thread = Thread.objects.get()
    assert (thread.round, thread.version) == (second, review.round.version)
    assert [one.is_gone for one in remarks_on(second).all] == [True]
    assert page.count(f'id="uwaga-{thread.pk}"') == 1
    assert 'id="gone-title"' in page


@pytest.mark.parametrize("end", ["return_for_changes", "accept", "take_back"])
def test_without_an_open_round_the_words_come_back_and_nothing_is_stored(end: str) -> None:
    review = submitted_mid()
    by = review.author if end == "take_back" else review.judge
    reasons = {"reasons": "Popraw."} if end == "return_for_changes" else {}
    getattr(services, end)(by=by, document=review.document, **reasons)
    assert open_round(review.document) is None
    answer = send(review, quote="się nagrzewa")
    assert answer.status_code in {409, 422}
    assert is_kept_in_form(answer)
    assert answer.context["form"]["quote"].value() == "się nagrzewa"
    assert answer.context["form"].errors
    assert Thread.objects.count() == 0


def lose_by_removal(review: Review) -> None:
    """Taken off the round by a coordinator; they may read on, as experts of the network."""
    factories.expert(review.network)
    services.remove_reviewer(by=review.coordinator, document=review.document, user=review.judge)


def lose_by_leaving(review: Review) -> None:
    """No longer an expert of the network: they may not even read."""
    factories.expert(review.network)
    review.judge.specialisms.update(until="2022-02-01")


@pytest.mark.parametrize(("lose", "status"), [(lose_by_removal, 403), (lose_by_leaving, 404)])
@pytest.mark.parametrize("name", ["thread_add", "thread_reply"])
def test_whoever_lost_the_right_meanwhile_gets_their_words_back(lose: Any, status: int, name: str) -> None:
    review = submitted_mid()
    thread = services.add_thread(by=review.judge, document=review.document, section="actions", text="Wcześniej.")
    client = signed_in(review.judge)
    lose(review)
    if name == "thread_add":
        answer = send(review, client)
    else:
        answer = client.post(reverse(name, args=[thread.pk]), {"text": TYPED})
    assert answer.status_code == status
    assert TYPED in answer.content.decode()
    assert [plain(comment.text) for comment in Comment.objects.all()] == ["Wcześniej."]


def test_what_comes_back_tells_a_stranger_nothing_of_what_exists() -> None:
    """The same page for an address that exists and for one that does not, and hostile words do nothing in it."""
    review = submitted_mid()
    client = signed_in(review.stranger)
    words = {"text": '</textarea><script>alert(1)</script><img src=x onerror="alert(2)">'}
    there = client.post(address("thread_add", review), words)
    nowhere = client.post(reverse("thread_add", args=["nie-ma-takiego"]), words)
    assert there.status_code == nowhere.status_code == 404
    page, other = (CHANGING.sub("", answer.content.decode()) for answer in (there, nowhere))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert review.document.title not in page
    assert page.replace(review.document.slug, "nie-ma-takiego") == other


def test_a_row_deleted_from_the_draft_is_still_in_the_version_under_review() -> None:
    review = submitted_mid()
    kind = document_kind("mid").part_kind("stakeholder")
    row = row_of(review, "stakeholder")
    delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)
    query = {"section": "stakeholders", "kind": "stakeholder", "row": str(row.pk)}
    given = {"place": f"stakeholder|{row.pk}|", "text": TYPED, "round": str(review.round.pk), **A_REMARK}
    client = signed_in(review.judge)
    assert client.get(address("thread_add", review, **query)).status_code == 200
    assert client.post(address("thread_add", review, **query), given).status_code == 302
    thread = Thread.objects.get()
    assert str(thread.part_id) == str(row.pk)
    assert [one.is_gone for one in remarks_on(review.round).all] == [False]
    panel = signed_in(review.author).get(address("review_panel", review, section="stakeholders")).content.decode()
    assert TYPED in panel
    assert "review-fate" in panel


def test_a_note_on_a_row_that_a_colleague_deleted_from_the_draft_comes_back() -> None:
    review = draft_mid()
    kind = document_kind("mid").part_kind("stakeholder")
    row = row_of(review, "stakeholder")
    query = {"section": "stakeholders", "kind": "stakeholder", "row": str(row.pk)}
    client = signed_in(review.colleague)
    assert client.get(address("thread_add", review, **query)).status_code == 200
    delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)
    given = {"place": f"stakeholder|{row.pk}|", "text": TYPED, "kind": "should", "audience": Audience.TEAM}
    answer = client.post(address("thread_add", review, **query), given)
    assert answer.status_code == 422
    assert is_kept_in_form(answer)
    assert Thread.objects.count() == 0


def test_a_remark_on_an_action_can_be_moved_to_the_whole_plan_when_its_row_is_gone() -> None:
    """The form that comes back about the whole document can be sent as it is."""
    review = submitted_mid()
    query = {**action_place(review), "row": "00000000-0000-0000-0000-000000000000"}
    client = signed_in(review.judge)
    answer = client.post(address("thread_add", review, **query), {"place": "action|x|", "text": TYPED, **A_REMARK})
    assert answer.status_code == 422
    assert is_kept_in_form(answer)
    assert (
        client.post(address("thread_add", review, **query), {"place": "||", "text": TYPED, **A_REMARK}).status_code
        == 302
    )
    assert Thread.objects.get().section == ""
