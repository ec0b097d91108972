"""Private notes: nothing that the other side can open looks different because of them."""

import re
from collections.abc import Callable

import pytest
from django.urls import NoReverseMatch, reverse

from activity.models import Notice
from core.exceptions import InvalidInput, NotAllowed
from reviews import services
from reviews.enums import Audience
from reviews.models import Mention, Thread
from reviews.permissions import audiences_of, judges_of
from reviews.queries import documents_judged_by, documents_written_by, readers_of, threads_visible_to
from reviews.rendering.annex import build
from tests import factories
from tests.reviews.factories import Review, draft_mid, row_id, submitted_mid, submitted_plan
from tests.reviews.test_pages import signed_in

pytestmark = pytest.mark.django_db

#: what differs between two answers of the same page
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce[=-]["\']?[\w+/=-]+|"csrf": ?"[^"]*"'
    r'|"(?:since|at|now)": ?"[^"]*"|\d\d:\d\d(:\d\d)?'
    # Whoever was here half a minute ago may be gone by the second look.
    r'|"people": ?\[[^\]]*\]'
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


def pages(review: Review) -> list[str]:
    """Whatever either side opens around a review, with fragments, files and searches."""
    slug = review.document.slug
    found = [
        "/praca/",
        "/szukaj/?q=Tajemnica",
        "/szukaj/?q=tajemnica+zespołu",
        reverse("review", args=[slug]) + "?nowe=1",
        reverse("review_panel", args=[slug]) + "?section=actions",
        reverse("review_panel", args=[slug]) + "?section=summary",
        reverse("initiative_section", args=[slug, "dzialania"]),
    ]
    names = (
        *("review", "review_panel", "review_history", "reviewers", "review_changes", "answers", "review_docx"),
        *(
            "initiative_workbench",
            "initiative_history",
            "initiative_versions",
            "initiative_preview",
            "initiative_pulse",
        ),
    )
    for name, arguments in (
        *((name, [slug]) for name in names),
        ("notice_list", []),
        ("event_list", []),
        ("board", []),
    ):
        try:
            found.append(reverse(name, args=arguments))
        except NoReverseMatch:
            continue
    return found


def seen_by(person, review: Review) -> dict[str, tuple[int, str]]:
    client = signed_in(person)
    answers = {}
    for page in pages(review):
        answer = client.get(page)
        is_text = "text" in answer.get("Content-Type", "") or "json" in answer.get("Content-Type", "")
        body = answer.content.decode() if is_text and not answer.streaming else ""
        answers[page] = (answer.status_code, CHANGING.sub("", body))
    return answers


def whisper(review: Review, side: Audience) -> Thread:
    """A private note with all that can be done to it: a reply, mentions, an assignment, resolved and opened again."""
    by, to = (review.judge, review.coordinator) if side == Audience.REVIEWERS else (review.author, review.colleague)
    thread = services.add_thread(
        by=by,
        document=review.document,
        section="actions",
        part_kind="action",
        part_id=row_id(review, "action"),
        text=f"Tajemnica zespołu. @{to} @{review.author} @{review.judge}",
        audience=side,
        kind="must",
    )
    services.reply(by=by, thread=thread, text="Tajemnica druga.")
    services.assign(by=by, thread=thread, to=by)
    services.resolve(by=by, thread=thread)
    services.reopen_thread(by=by, thread=thread)
    return thread


@pytest.mark.parametrize("side", [Audience.REVIEWERS, Audience.TEAM])
def test_nothing_that_others_open_tells_of_a_private_note(side: Audience) -> None:
    review = submitted_mid()
    shared = services.add_thread(by=review.judge, document=review.document, section="actions", text="Wspólna uwaga.")
    insiders = {review.judge} if side == Audience.REVIEWERS else {review.author, review.colleague}
    everybody = (review.author, review.colleague, review.judge, review.coordinator, review.stranger, review.wrong_judge)
    outsiders = [person for person in everybody if person not in insiders]
    for person in outsiders:
        seen_by(person, review)
    before = {person.pk: seen_by(person, review) for person in outsiders}
    note = whisper(review, side)
    for person in outsiders:
        now = seen_by(person, review)
        for page in now:
            assert now[page] == before[person.pk][page]
        assert [page for page in now if "Tajemnica" in now[page][1] and "szukaj" not in page] == []
        for name in ("thread", "thread_reply", "thread_resolve", "thread_reopen", "thread_assign"):
            assert signed_in(person).post(reverse(name, args=[note.pk]), {"text": "x"}).status_code in {404, 405}
            assert signed_in(person).get(reverse(name, args=[note.pk])).status_code in {404, 405}
        assert not Notice.objects.filter(user=person, path__contains=str(note.pk)).exists()
        assert list(threads_visible_to(person).filter(audience=side)) == []
    assert not Mention.objects.filter(user__in=outsiders).exists()
    annex = build(review.round.version)
    assert annex is not None
    assert "Tajemnica" not in str(annex)
    for person in insiders:
        assert note in threads_visible_to(person)
        assert "Tajemnica" in signed_in(person).get(reverse("review", args=[review.document.slug])).content.decode()
    # The next shared remark has the next number: no gap tells of a note.
    following = services.add_thread(by=review.judge, document=review.document, section="aims", text="Dalej.")
    assert following.number == shared.number + 1


@pytest.mark.parametrize("make", [draft_mid, submitted_mid, submitted_plan], ids=["draft", "mid", "pu"])
def test_both_ways_of_asking_who_is_on_which_side_agree(make: Callable[[], Review]) -> None:
    """Sets of documents for queries, and checks for one document."""
    review = make()
    everybody = (review.author, review.colleague, review.judge, review.coordinator, review.stranger, review.wrong_judge)
    for person in everybody:
        sides = audiences_of(person, review.document)
        assert (Audience.REVIEWERS in sides) == (review.document in documents_judged_by(person))
        assert (Audience.REVIEWERS in sides) == (person in judges_of(review.document))
        assert (Audience.TEAM in sides) == (review.document in documents_written_by(person))


def test_a_coordinator_steps_in_where_a_network_has_no_expert_and_reads_their_notes() -> None:
    review = submitted_mid()
    review.judge.specialisms.update(until="2022-02-01")
    assert review.document in documents_judged_by(review.coordinator)
    assert review.document not in documents_judged_by(review.judge)


def test_a_team_writes_notes_on_its_draft_without_a_round() -> None:
    review = draft_mid()
    note = services.add_thread(
        by=review.author, document=review.document, section="summary", text="Skrócić?", audience=Audience.TEAM
    )
    assert (note.round, note.version, note.number) == (None, None, 1)
    for person in (review.judge, review.coordinator, review.stranger):
        with pytest.raises(NotAllowed):
            services.add_thread(by=person, document=review.document, text="x", audience=Audience.TEAM)
    assert readers_of(review.document, Audience.TEAM) == [review.author, review.colleague]
    panel = signed_in(review.colleague).get(reverse("review_panel", args=[review.document.slug]) + "?section=summary")
    assert "Skrócić?" in panel.content.decode()
    services.reply(by=review.colleague, thread=note, text="Tak.")
    services.resolve(by=review.colleague, thread=note)


def test_a_mention_of_somebody_without_access_is_told_to_the_writer_and_nobody_else() -> None:
    review = submitted_mid()
    stranger = factories.user(name="Zofia Obca")
    review.author.name = "Anna Nowak"
    review.author.save()
    client = signed_in(review.judge)
    answer = client.post(
        reverse("thread_add", args=[review.document.slug]) + "?section=actions",
        {"place": "||", "kind": "should", "audience": "all", "text": "@Anna Nowak i @Zofia Obca, anna@nowak.example"},
        follow=True,
    )
    page = answer.content.decode()
    assert "Zofia Obca" in str([str(message) for message in answer.context["messages"]])
    assert "anna" not in str([str(message) for message in answer.context["messages"]])
    assert page.count("Zofia Obca") >= 2
    assert [mention.user for mention in Mention.objects.all()] == [review.author]
    assert not Notice.objects.filter(user=stranger).exists()
    assert Notice.objects.filter(user=review.author, event__verb="mentioned", waits=True).count() == 1


def test_only_readers_can_be_given_a_remark() -> None:
    review = submitted_mid()
    thread = services.add_thread(by=review.judge, document=review.document, section="actions", text="Kto?")
    assert services.assign(by=review.author, thread=thread, to=review.colleague).assigned_label == str(review.colleague)
    for person in (review.stranger, review.wrong_judge):
        with pytest.raises(InvalidInput):
            services.assign(by=review.author, thread=thread, to=person)
    assert services.assign(by=review.author, thread=thread, to=None).assigned_to is None
