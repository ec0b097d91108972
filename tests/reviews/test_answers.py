"""Answers of the authors: asked for before the next submission, tied to what was changed, sent with it; the tables."""

import io
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from activity.models import Notice
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.services import add_part, delete_part
from reviews import services
from reviews.exceptions import Unanswered
from reviews.models import Answer, Thread
from reviews.queries.answers import unanswered
from reviews.queries.changed import changed_places
from tests.reviews.factories import Review, row_id, submitted_mid
from tests.reviews.test_suggestions import live, part_kind, returned, suggest, write

pytestmark = pytest.mark.django_db


def remark(review: Review, text: str = "Skąd ten koszt?", **options: Any) -> Thread:
    place = {"section": "actions", "part_kind": "action", "part_id": row_id(review, "action"), "field": "cost"}
    return services.add_thread(by=review.judge, document=review.document, text=text, **(place | options))


def section(review: Review, key: str = "aims", **options: Any) -> Thread:
    return remark(review, section=key, part_kind="", part_id="", field="", **options)


def submit(review: Review) -> Any:
    opened = services.submit_for_review(by=review.author, document=review.document)
    review.document.refresh_from_db()
    return opened


def test_every_must_and_should_remark_is_answered_before_the_next_submission() -> None:
    review = submitted_mid()
    must, should = remark(review, kind="must"), section(review)
    for kind in ("consider", "praise"):
        section(review, kind=kind)
    section(review, audience="reviewers")
    services.add_thread(by=review.author, document=review.document, section="aims", text="x", audience="team")
    services.resolve(by=review.judge, thread=section(review))
    assert unanswered(review.document) == []
    returned(review)
    assert unanswered(review.document) == [must, should]
    services.answer(by=review.author, thread=must, outcome="done")
    with pytest.raises(Unanswered) as refusal:
        submit(review)
    assert (refusal.value.threads, str(should.number) in str(refusal.value)) == ([should], True)
    services.answer(by=review.colleague, thread=should, outcome="not", reason="Nie zgadzamy się.")
    opened = submit(review)
    assert [answer.sent_with for answer in Answer.objects.all()] == [opened, opened]


def test_an_open_remark_asks_again_after_every_return() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    services.answer(by=review.author, thread=thread, outcome="partly", reason="Pół.")
    submit(review)
    assert unanswered(review.document) == []
    returned(review)
    assert unanswered(review.document) == [thread]
    second = services.answer(by=review.author, thread=thread, outcome="done")
    assert [answer.round.number for answer in thread.answers.order_by("round__number")] == [1, 2]
    submit(review)
    second.refresh_from_db()
    assert second.sent_with is not None
    assert second.sent_with.number == 3


def test_answers_of_a_submission_that_is_taken_back_can_change_again() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    given = services.answer(by=review.author, thread=thread, outcome="done")
    submit(review)
    with pytest.raises(WrongState):
        services.answer(by=review.author, thread=thread, outcome="not", reason="Jednak nie.")
    given.refresh_from_db()
    services.take_back(by=review.author, document=review.document)
    assert unanswered(review.document) == []
    services.answer(by=review.author, thread=thread, outcome="not", reason="Jednak nie.")
    given.refresh_from_db()
    assert (given.outcome, given.sent_with) == ("not", None)


@pytest.mark.parametrize(("outcome", "reason"), [("partly", ""), ("not", " \n"), ("maybe", "x"), ("not", "ż" * 5001)])
def test_an_answer_that_says_too_little_or_too_much(outcome: str, reason: str) -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    with pytest.raises(InvalidInput):
        services.answer(by=review.author, thread=thread, outcome=outcome, reason=reason)
    assert Answer.objects.count() == 0


def test_the_database_refuses_a_refusal_without_a_reason_and_two_answers() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    given = services.answer(by=review.author, thread=thread, outcome="done")
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=given.pk).update(outcome="not")
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(thread=thread, round=given.round, outcome="done", by_label="x")


def test_who_may_answer_what() -> None:
    review = submitted_mid()
    thread, private = remark(review), section(review, audience="reviewers")
    returned(review)
    for person in (review.judge, review.stranger, review.wrong_judge, review.coordinator):
        with pytest.raises(NotAllowed):
            services.answer(by=person, thread=thread, outcome="done")
    with pytest.raises(InvalidInput):
        services.answer(by=review.author, thread=private, outcome="done")


def test_an_answer_points_to_what_was_changed_and_to_nothing_else() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    write(review, "action", cost=10)
    write(review, "record", subtitle="Raz")
    write(review, "record", subtitle="")
    added = add_part(
        by=review.author, document=review.document, kind=part_kind("aim"),
        new_values={"text": "Mniej betonu.", "priority": 2},
    )  # fmt: skip
    gone = live(review, "stakeholder")
    delete_part(
        by=review.author, document=review.document, kind=part_kind("stakeholder"), part_id=gone.pk,
        base_version=gone.version,
    )  # fmt: skip
    assert review.round is not None
    found = {(place.part_kind, place.field): place for place in changed_places(review.document, review.round.version)}
    # What was changed back is no change.
    assert set(found) == {("action", "cost"), ("aim", ""), ("stakeholder", "")}
    assert found["aim", ""].part_id == str(added.pk)
    chosen = [found["action", "cost"].key, found["stakeholder", ""].key]
    given = services.answer(by=review.author, thread=thread, outcome="done", places=chosen)
    assert [(place["part_kind"], place["field"]) for place in given.places] == [("action", "cost"), ("stakeholder", "")]
    assert all(place["label"] for place in given.places)
    for foreign in (f"record|{row_id(review, 'record')}|subtitle", "action|1|cost", "<script>", ""):
        with pytest.raises(InvalidInput):
            services.answer(by=review.author, thread=thread, outcome="done", places=[foreign])
    assert services.answer(by=review.author, thread=thread, outcome="done", places=given.places).places == given.places
    refused = services.answer(
        by=review.author, thread=thread, outcome="not", reason="Nie mamy danych.", places=given.places
    )
    assert refused.places == []


def test_changed_places_take_one_query_for_the_changes(django_assert_max_num_queries: Any) -> None:
    review = submitted_mid()
    assert review.round is not None
    version = review.round.version
    with django_assert_max_num_queries(1):
        assert changed_places(review.document, version) == []
    returned(review)
    write(review, "action", cost=10)
    with django_assert_max_num_queries(12):
        assert len(changed_places(review.document, version)) == 1


def test_reviewers_are_told_once_of_all_answers_with_the_submission() -> None:
    review = submitted_mid()
    threads = [remark(review), section(review)]
    taken = suggest(review, "action", "cost", 10)
    returned(review)
    services.accept_suggestion(by=review.author, suggestion=taken)
    for thread in threads:
        services.answer(by=review.author, thread=thread, outcome="done")
    mine = Notice.objects.filter(user=review.judge)
    assert not mine.filter(event__verb__in=["remark_answered", "suggestion_taken"]).exists()
    submit(review)
    notice = mine.get(event__verb="remark_answered")
    assert (notice.event.data["done"], notice.event.data["round"]) == (3, 2)


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, review: Review, status: int = 200) -> str:
    response = client.get(reverse("answers", args=[review.document.slug]))
    assert response.status_code == status
    return response.content.decode()


def test_the_page_saves_what_is_good_and_keeps_what_is_not() -> None:
    review = submitted_mid()
    first, second, third = remark(review), section(review), section(review, "actions")
    returned(review)
    client = client_of(review.author)
    data = {
        f"answer-{first.number}-outcome": "done",
        f"answer-{second.number}-outcome": "not",
        f"answer-{second.number}-reason": "",
        f"answer-{third.number}-outcome": "",
        f"answer-{third.number}-reason": "Wpisane <b>bez</b> wyboru",
    }
    response = client.post(reverse("answers", args=[review.document.slug]), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert [answer.thread for answer in Answer.objects.all()] == [first]
    assert "Wpisane &lt;b&gt;bez&lt;/b&gt; wyboru" in text
    assert text.count("govuk-error-message") >= 2
    data |= {f"answer-{second.number}-reason": "Nie.", f"answer-{third.number}-outcome": "partly"}
    assert client.post(reverse("answers", args=[review.document.slug]), data).status_code == 302
    assert Answer.objects.count() == 3


def hidden(client: Client, review: Review, thread: Thread) -> str:
    """What the page tells of the answer that it showed."""
    found = re.search(rf'name="answer-{thread.number}-was" value="([^"]+)"', page(client, review))
    assert found is not None
    return found.group(1)


def test_an_old_page_does_not_cover_what_the_colleague_answered_meanwhile() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    client, url = client_of(review.author), reverse("answers", args=[review.document.slug])
    old = {f"answer-{thread.number}-reason": ""}
    old[f"answer-{thread.number}-was"] = hidden(client, review, thread)
    services.answer(by=review.colleague, thread=thread, outcome="partly", reason="Do połowy.")

    # Nobody touched it on the old page: the colleague's answer stays and nothing is complained of.
    assert client.post(url, old).status_code == 302
    assert Answer.objects.get().reason == "Do połowy."
    mine = {**old, f"answer-{thread.number}-outcome": "done", f"answer-{thread.number}-reason": "W całości."}
    refused = client.post(url, mine)
    assert refused.status_code == 422
    assert "Do połowy." in refused.content.decode()
    assert "W całości." in refused.content.decode()
    assert Answer.objects.get().outcome == "partly"
    mine[f"answer-{thread.number}-was"] = hidden(client, review, thread)
    assert client.post(url, mine).status_code == 302
    assert Answer.objects.get().reason == "W całości."


def test_one_answer_is_saved_by_itself() -> None:
    review = submitted_mid()
    first, second = remark(review), section(review)
    returned(review)
    write(review, "action", cost=10)
    client = client_of(review.author)
    place = f"action|{row_id(review, 'action')}|cost"
    assert f'value="{place}"' in page(client, review)
    url = reverse("answer", args=[first.pk])
    wrong = client.post(url, {f"answer-{first.number}-outcome": "not", f"answer-{first.number}-places": place})
    assert wrong.status_code == 422
    foreign = {f"answer-{first.number}-outcome": "done", f"answer-{first.number}-places": "record|1|title"}
    assert client.post(url, foreign).status_code == 422
    good = {f"answer-{first.number}-outcome": "done", f"answer-{first.number}-places": place}
    assert client.post(url, good, headers={"HX-Request": "true"}).status_code == 302
    assert Answer.objects.get().places[0]["field"] == "cost"
    assert client_of(review.stranger).post(url, good).status_code == 404
    assert client_of(review.judge).post(url, good).status_code == 403
    assert unanswered(review.document) == [second]


def test_drafts_of_answers_are_the_teams_own_until_they_are_sent() -> None:
    review = submitted_mid()
    thread, left = remark(review), suggest(review, "record", "subtitle", "Cień")
    returned(review)
    services.answer(by=review.author, thread=thread, outcome="not", reason="POUFNY-SZKIC")
    services.decline_suggestion(by=review.author, suggestion=left, reason="POUFNY-SZKIC")
    addresses = [
        reverse("suggestion", args=[left.pk]),
        reverse("thread", args=[left.thread.pk]),
        reverse("answers", args=[review.document.slug]),
        reverse("review", args=[review.document.slug]),
        reverse("thread", args=[thread.pk]),
    ]
    for person, sees in ((review.author, True), (review.judge, False), (review.coordinator, False)):
        client = client_of(person)
        assert {"POUFNY-SZKIC" in client.get(url).content.decode() for url in addresses} == {sees}, person
        assert ("POUFNY-SZKIC" in str(cells(client, review))) is sees
    submit(review)
    client = client_of(review.judge)
    assert {"POUFNY-SZKIC" in client.get(url).content.decode() for url in addresses} == {True}


def test_the_submission_page_lists_what_is_not_answered() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    client = client_of(review.author)
    url = reverse("review_submit", args=[review.document.slug])
    link = f"{reverse('answers', args=[review.document.slug])}?uwaga={thread.number}#odpowiedz-{thread.number}"
    assert link in client.get(url).content.decode()
    refused = client.post(url, {"note": ""})
    assert (refused.status_code, link in refused.content.decode()) == (422, True)


def cells(client: Client, review: Review, query: str = "") -> dict[str, list[list[Any]]]:
    response = client.get(reverse("answers_xlsx", args=[review.document.slug]) + query)
    assert response.status_code == 200
    book = load_workbook(io.BytesIO(response.content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_the_spreadsheet_says_what_the_page_says_and_texts_stay_texts() -> None:
    review = submitted_mid()
    hostile = '=HYPERLINK("http://x.example";"y")'
    thread = remark(review, text=hostile)
    services.add_thread(by=review.judge, document=review.document, section="aims", text="TAJNE", audience="reviewers")
    taken = suggest(review, "action", "cost", 10, text="Za drogo")
    returned(review)
    services.accept_suggestion(by=review.author, suggestion=taken)
    services.answer(by=review.author, thread=thread, outcome="not", reason="+48 600 @ -1")
    client = client_of(review.author)
    response = client.get(reverse("answers_xlsx", args=[review.document.slug]))
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (rows[1][0], rows[1][3], rows[1][8]) == (str(thread.number), hostile, "+48 600 @ -1")
    assert {sheet.cell(2, 4).data_type, sheet.cell(2, 9).data_type} == {"s"}
    assert len(rows) == 3
    assert "10 " in rows[2][6].replace("\u00a0", " ")
    assert "TAJNE" not in str(rows)
    assert (sheet.freeze_panes, sheet.column_dimensions["D"].width) == ("B2", 50)
    submit(review)
    assert len(cells(client, review)) == 2
    assert len(cells(client, review, "?runda=1")) == 1
    assert client.get(reverse("answers_xlsx", args=[review.document.slug]) + "?runda=9").status_code == 404
    english = client.get("/en" + reverse("answers_xlsx", args=[review.document.slug]) + "?runda=1")
    assert load_workbook(io.BytesIO(english.content)).worksheets[0]["A1"].value == "No."


def test_the_page_of_many_remarks_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    review = submitted_mid()
    for number in range(12):
        remark(review, text=f"Uwaga {number}")
    suggest(review, "action", "cost", 10)
    returned(review)
    write(review, "record", subtitle="Nowy")
    client = client_of(review.author)
    page(client, review)
    with django_assert_max_num_queries(25):
        page(client, review)
