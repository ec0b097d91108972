"""Pages of the review: who may open and do what, and that nothing is lost or let through."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.richtext import plain
from documents.enums import State
from documents.parts import document_kind
from reviews import services
from reviews.models import Comment, Round, Thread
from tests import factories
from tests.reviews.factories import Review, draft_mid, many_remarks, row_id, submitted_mid, submitted_plan

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(name: str, review: Review, **query: str) -> str:
    suffix = "?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else ""
    return reverse(name, args=[review.document.slug]) + suffix


def remark(review: Review, text: str = "Skąd ten koszt?", section: str = "actions") -> Thread:
    return services.add_thread(by=review.judge, document=review.document, section=section, text=text)


def action_place(review: Review) -> dict[str, str]:
    return {"section": "actions", "kind": "action", "row": row_id(review, "action")}


#: what every remark says beside its place and its text
A_REMARK = {"kind": "should", "audience": "all"}
READING = ["review", "review_panel"]
AUTHORS = ["review_submit", "review_take_back"]
JUDGES = ["review_accept", "review_return"]


@pytest.mark.parametrize("name", [*READING, *AUTHORS, *JUDGES, "thread_add"])
def test_strangers_find_nothing_and_the_signed_out_sign_in(name: str) -> None:
    review = submitted_mid()
    url = address(name, review)
    for person in (review.stranger, review.wrong_judge):
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).post(url).status_code in {404, 405}
    answer = Client().get(url)
    assert answer.status_code == 302
    assert answer.url.startswith("/konto/")


@pytest.mark.parametrize("name", READING)
def test_both_sides_and_coordinators_read(name: str) -> None:
    review = submitted_mid()
    remark(review)
    for person in (review.author, review.colleague, review.judge, review.coordinator):
        assert signed_in(person).get(address(name, review)).status_code == 200


def test_each_side_has_its_own_pages() -> None:
    review = submitted_mid()
    place = action_place(review)
    for name in AUTHORS:
        assert signed_in(review.author).get(address(name, review)).status_code == 200
        assert signed_in(review.judge).get(address(name, review)).status_code == 403
        assert signed_in(review.coordinator).post(address(name, review)).status_code == 403
    for name in JUDGES:
        assert signed_in(review.judge).get(address(name, review)).status_code == 200
        assert signed_in(review.author).get(address(name, review)).status_code == 403
        assert signed_in(review.coordinator).post(address(name, review)).status_code == 403
    for person, status in ((review.judge, 200), (review.author, 200), (review.coordinator, 403)):
        assert signed_in(person).get(address("thread_add", review, **place)).status_code == status


def test_the_whole_review_by_its_pages() -> None:
    """Submitted, remarked, answered, resolved, returned, submitted again, accepted: with plain forms alone."""
    review = draft_mid()
    author, judge = signed_in(review.author), signed_in(review.judge)
    assert author.post(address("review_submit", review), {"note": "Prosimy o uwagi."}).url == address("review", review)
    review.round = Round.objects.get()
    added = judge.post(
        address("thread_add", review, **action_place(review)),
        {"place": f"action|{row_id(review, 'action')}|cost", "text": "Skąd ten koszt?", **A_REMARK},
    )
    thread = Thread.objects.get()
    assert added.url == f"{address('review', review)}#uwaga-{thread.pk}"
    page = author.get(address("review", review)).content.decode()
    assert "Skąd ten koszt?" in page
    assert f'id="uwaga-{thread.pk}"' in page
    author.post(reverse("thread_reply", args=[thread.pk]), {"text": "Z oferty."})
    judge.post(reverse("thread_resolve", args=[thread.pk]))
    judge.post(reverse("thread_reopen", args=[thread.pk]))
    judge.post(address("review_return", review), {"reasons": "Brak kosztów."})
    panel = author.get(address("review_panel", review)).content.decode()
    assert "Brak kosztów." in panel
    services.answer(by=review.author, thread=thread, outcome="done")
    author.post(address("review_submit", review), {"note": ""})
    judge.post(address("review_accept", review))
    review.document.refresh_from_db()
    assert review.document.state == State.ACCEPTED
    assert [one.state for one in Round.objects.all()] == ["accepted", "returned"]
    assert [plain(comment.text) for comment in Comment.objects.all()] == ["Skąd ten koszt?", "Z oferty."]


@pytest.mark.parametrize("make", [submitted_mid, submitted_plan], ids=["mid", "pu"])
def test_every_section_and_row_offers_a_remark(make) -> None:
    """Whatever template draws a part kind, the reviewer can remark on each of its rows."""
    review = make()
    page = signed_in(review.judge).get(address("review", review)).content.decode()
    missing = [
        f"{kind} {row['id']}"
        for kind, rows in review.round.version.content["parts"].items()
        for row in rows
        if f"kind={kind}&amp;row={row['id']}" not in page
    ]
    assert missing == []
    assert page.count("?section=") >= len(review.round.version.content["parts"])


@pytest.mark.parametrize("make", [submitted_mid, submitted_plan], ids=["mid", "pu"])
def test_a_remark_on_any_row_is_drawn_once(make) -> None:
    review = make()
    kinds = [(kind, rows[0]["id"]) for kind, rows in review.round.version.content["parts"].items() if rows]
    for number, (kind, row) in enumerate(kinds):
        section = next(one.key for one in _sections(review) if kind in {part.key for part in one.kinds})
        services.add_thread(
            by=review.judge,
            document=review.document,
            section=section,
            part_kind=kind,
            part_id=row,
            text=f"Uwaga {number}.",
        )
    page = signed_in(review.author).get(address("review", review)).content.decode()
    assert [page.count(f'id="uwaga-{thread.pk}"') for thread in Thread.objects.all()] == [1] * len(kinds)


def _sections(review: Review):
    return document_kind(review.document.kind).sections


def test_earlier_rounds_stay_readable() -> None:
    review = submitted_mid(note="Pierwsza notatka")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw to.")
    services.submit_for_review(by=review.author, document=review.document, note="Druga notatka")
    client = signed_in(review.author)
    first = client.get(address("review", review, runda="1")).content.decode()
    assert "Pierwsza notatka" in first
    assert "Popraw to." in first
    assert "Druga notatka" in client.get(address("review", review)).content.decode()
    assert client.get(address("review", review, runda="3")).status_code == 404
    assert client.get(address("review", review, runda="x")).status_code == 404


def test_a_draft_says_that_it_was_not_submitted() -> None:
    review = draft_mid()
    page = signed_in(review.judge).get(address("review", review))
    assert page.status_code == 200
    assert review.document.versions.count() == 0


def test_an_incomplete_plan_lists_what_is_missing() -> None:
    participation = factories.participation()
    document = factories.initiative(participation).document
    client = signed_in(factories.member(participation))
    url = reverse("review_submit", args=[document.slug])
    for answer, status in ((client.get(url), 200), (client.post(url, {"note": ""}), 422)):
        assert answer.status_code == status
        assert f"/praca/mid/{document.slug}/" in answer.content.decode()
        assert len(answer.context["missing"]) > 5
    assert Round.objects.count() == 0


def test_hostile_texts_do_nothing() -> None:
    """Plain texts are shown as they were typed; comments are HTML, of which what is not allowed is left out."""
    review = draft_mid()
    services.submit_for_review(by=review.author, document=review.document, note=HOSTILE)
    thread = remark(review, f"Uwaga {HOSTILE}")
    services.reply(by=review.author, thread=thread, text=f"<p>Odpowiedź {HOSTILE}</p>")
    services.return_for_changes(by=review.judge, document=review.document, reasons=HOSTILE)
    client = signed_in(review.author)
    addresses = [
        address("review", review),
        address("review_panel", review),
        address("review_panel", review, section="actions"),
        reverse("thread_reply", args=[thread.pk]),
    ]
    for url in addresses:
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "onerror" not in page or "onerror=&quot;" in page


@pytest.mark.parametrize(
    ("name", "field", "limit"), [("review_return", "reasons", 10_000), ("thread_add", "text", 5000)]
)
def test_texts_at_the_limit_and_past_it(name: str, field: str, limit: int) -> None:
    """A line end counts as one character, as the counter on the page says."""
    review = submitted_mid()
    place = action_place(review)
    url = address(name, review, **(place if name == "thread_add" else {}))
    client = signed_in(review.judge)
    extra = {"place": f"action|{place['row']}|", **A_REMARK}
    assert client.post(url, {field: "a\r\n" * (limit // 2) + "x", **extra}).status_code == 422
    assert client.post(url, {field: "", **extra}).status_code == 422
    assert client.post(url, {field: "a\r\n" * (limit // 2 - 1) + "xy", **extra}).status_code == 302


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "action"},
        {"section": "nie-ma"},
        {"section": "actions", "kind": "action", "row": "00000000-0000-0000-0000-000000000000"},
        {"section": "actions", "kind": "action", "row": "x'--"},
        {"section": "actions", "kind": "nie-ma", "row": "1"},
    ],
)
def test_a_place_that_does_not_exist_is_a_page_that_does_not_exist(query: dict) -> None:
    review = submitted_mid()
    assert signed_in(review.judge).get(address("thread_add", review, **query)).status_code == 404


def test_a_foreign_row_in_the_form_is_refused() -> None:
    review, other = submitted_mid(), submitted_mid()
    answer = signed_in(review.judge).post(
        address("thread_add", review, section="actions"),
        {"place": f"action|{row_id(other, 'action')}|", "text": "Nie stąd.", **A_REMARK},
    )
    assert answer.status_code == 422
    assert Thread.objects.count() == 0


def test_remarks_of_others_cannot_be_touched() -> None:
    review, other = submitted_mid(), submitted_mid()
    thread = remark(review)
    for name in ("thread_reply", "thread_resolve", "thread_reopen"):
        url = reverse(name, args=[thread.pk])
        for person in (other.author, other.judge, review.stranger, review.wrong_judge):
            assert signed_in(person).post(url, {"text": "x"}).status_code == 404
        assert signed_in(review.coordinator).post(url, {"text": "x"}).status_code == 403
    assert signed_in(review.author).post(reverse("thread_resolve", args=[thread.pk])).status_code == 403
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("wanted", ["https://zle.example/", "//zle.example/", "javascript:alert(1)", "/\\zle.example"])
def test_next_leads_only_to_ourselves(wanted: str) -> None:
    review = submitted_mid()
    thread = remark(review)
    client = signed_in(review.judge)
    own = f"{address('review', review)}#uwaga-{thread.pk}"
    assert client.post(reverse("thread_resolve", args=[thread.pk]), {"next": wanted}).url == own
    local = f"/praca/mid/{review.document.slug}/dzialania/"
    assert client.post(reverse("thread_reopen", args=[thread.pk]), {"next": local}).url == local


def test_judging_twice_says_so() -> None:
    review = submitted_mid()
    client = signed_in(review.judge)
    assert client.post(address("review_accept", review)).status_code == 302
    for name in JUDGES:
        assert client.get(address(name, review)).status_code == 409
    assert client.post(address("review_accept", review)).status_code == 409
    assert client.post(address("review_return", review), {"reasons": "Za późno."}).status_code == 409


def test_the_panel_of_a_section() -> None:
    review = submitted_mid()
    remark(review, "Otwarta uwaga")
    services.resolve(by=review.judge, thread=remark(review, "Zamknięta uwaga"))
    remark(review, "Gdzie indziej", section="aims")
    client = signed_in(review.author)
    panel = client.get(address("review_panel", review, section="actions")).content.decode()
    assert "Otwarta uwaga" in panel
    assert "Zamknięta uwaga" in panel
    assert "Gdzie indziej" not in panel
    assert "<html" not in panel
    assert client.get(address("review_panel", review, section="nie-ma")).status_code == 404


@pytest.mark.parametrize(
    ("name", "query"), [("review", {}), ("review_panel", {}), ("review_panel", {"section": "diagnosis"})]
)
def test_queries_do_not_grow_with_remarks(name: str, query: dict) -> None:
    """Session and person, the document, rounds, the version, remarks with all that belongs to them, the panel: as many
    for 3 remarks as for 200. The first visit starts the review, so that it is not counted.
    """
    review = submitted_mid()
    client = signed_in(review.judge)
    client.get(address(name, review, **query))
    counts = []
    for more in (3, 197):
        many_remarks(review, more)
        with CaptureQueriesContext(connection) as counted:
            client.get(address(name, review, **query))
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_remarks_past_the_pace_of_an_hour_are_refused_and_their_words_come_back(monkeypatch) -> None:
    monkeypatch.setattr("reviews.views.talk.MOST_IN_AN_HOUR", 2)
    review = submitted_mid()
    judge = signed_in(review.judge)
    thread = remark(review)
    typed = {"place": f"action|{row_id(review, 'action')}|", "text": "Słowa", **A_REMARK}
    assert judge.post(address("thread_add", review, section="actions"), typed).status_code == 302
    assert judge.post(reverse("thread_reply", args=[thread.pk]), {"text": "Słowa"}).status_code == 302
    for where in (address("thread_add", review, section="actions"), reverse("thread_reply", args=[thread.pk])):
        page = judge.post(where, {**typed, "text": "Jeszcze jedno"})
        assert page.status_code == 429
        assert "Jeszcze jedno" in page.content.decode()
    assert thread.comments.count() == 2


def test_other_words_and_assignments_have_the_same_pace(monkeypatch) -> None:
    monkeypatch.setattr("reviews.views.talk.MOST_IN_AN_HOUR", 2)
    review = submitted_mid()
    judge, thread = signed_in(review.judge), remark(review)
    comment = thread.comments.get()
    change, give = reverse("comment_change", args=[comment.pk]), reverse("thread_assign", args=[thread.pk])
    assert judge.post(change, {"text": "Inne słowa"}).status_code == 302
    assert judge.post(give, {"to": str(review.author.pk)}).status_code == 302
    assert judge.post(give, {"to": ""}).status_code == 429
    refused = judge.post(change, {"text": "Jeszcze inne"})
    assert (refused.status_code, "Jeszcze inne" in refused.content.decode()) == (429, True)
    thread.refresh_from_db()
    assert (thread.assigned_to, thread.comments.get().text) == (review.author, "<p>Inne słowa</p>")
