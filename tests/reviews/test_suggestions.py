"""Suggested edits: proposed on the Version under review, then taken over, edited or declined by the authors."""

import datetime
import random
import threading
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, Refusal, WrongState
from documents.exceptions import InvalidFields, RowGone
from documents.models import Change, HeldText
from documents.parts import document_kind
from documents.queries import rows, single, stored
from documents.services import delete_part, restore_part, save_part
from reviews import services
from reviews.enums import RemarkKind, SuggestionState
from reviews.exceptions import OutdatedSuggestion
from reviews.models import Answer, Suggestion, Thread
from tests import factories
from tests.reviews.factories import Review, draft_mid, row_id, submitted_mid

pytestmark = pytest.mark.django_db

TEXT = "<p>Miasto się nagrzewa.</p><p>Brakuje cienia.</p><p>Drzewa schną.</p>"


def part_kind(key: str) -> Any:
    return document_kind("mid").part_kind(key)


def prepared(**diagnosis: Any) -> Review:
    """A submitted MID whose diagnosis has three paragraphs."""
    review = draft_mid()
    write(review, "diagnosis", text=TEXT)
    review.round = services.submit_for_review(by=review.author, document=review.document)
    review.document.refresh_from_db()
    return review


def live(review: Review, key: str) -> Any:
    kind = part_kind(key)
    return rows(review.document, kind)[0] if kind.many else single(review.document, kind)


def write(review: Review, key: str, by: Any = None, **values: Any) -> None:
    part = live(review, key)
    save_part(
        by=by or review.author, document=review.document, kind=part_kind(key), part_id=part.pk,
        base_version=part.version, new_values=values,
    )  # fmt: skip


def suggest(review: Review, key: str, field: str, proposed: Any, **options: Any) -> Suggestion:
    return services.suggest(
        by=options.pop("by", review.judge), document=review.document, part_kind=key, part_id=row_id(review, key),
        field=field, proposed=proposed, **options,
    )  # fmt: skip


def returned(review: Review) -> None:
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    review.document.refresh_from_db()


def accept(review: Review, suggestion: Suggestion, by: Any = None) -> Suggestion:
    return services.accept_suggestion(by=by or review.author, suggestion=suggestion)


def value(review: Review, key: str, field: str) -> Any:
    return stored(live(review, key), part_kind(key).field(field))


def test_a_suggestion_keeps_both_values_and_a_thread_for_everybody() -> None:
    review = prepared()
    suggestion = suggest(review, "diagnosis", "text", TEXT.replace("schną", "usychają"), text="Ściślej.")
    thread = suggestion.thread
    assert (suggestion.base, suggestion.proposed) == (TEXT, TEXT.replace("schną", "usychają"))
    assert (thread.kind, thread.audience, thread.field) == (RemarkKind.SHOULD, "all", "text")
    assert "Ściślej." in thread.comments.get().text
    assert Event.objects.filter(verb="suggested", document_id=review.document.pk).count() == 1


#: a field of every kind of control with a value that it does not have yet
FIELDS: list[tuple[str, str, Any, Any]] = [
    ("record", "title", "Zielone i chłodne podwórka", "Zielone i chłodne podwórka"),
    ("record", "period_end", datetime.date(2027, 5, 1), "2027-05-01"),
    ("summary", "text", "Plan krótko.\nDwie linie.", "Plan krótko.\nDwie linie."),
    ("diagnosis", "text", "<p>Nowy <strong>tekst</strong></p>", "<p>Nowy <strong>tekst</strong></p>"),
    ("diagnosis", "text", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", None),
    ("diagnosis", "strengths", ["Park", "Rzeka"], ["Park", "Rzeka"]),
    ("aim", "target_year", 2028, 2028),
    ("stakeholder", "kind", "business", "business"),
    ("stakeholder", "influence", 5, 5),
    ("action", "cost", Decimal("1200.5"), "1200.50"),
    ("action", "start", datetime.date(2024, 6, 1), "2024-06-01"),
    ("action", "lead", "Zarząd Zieleni", "Zarząd Zieleni"),
    ("action", "partners", ["Szkoła nr 1"], ["Szkoła nr 1"]),
    ("indicator", "target", Decimal("250"), None),
]


@pytest.mark.parametrize(("key", "field", "proposed", "expected"), FIELDS)
def test_an_accepted_suggestion_on_an_untouched_field_gives_exactly_what_was_proposed(
    key: str, field: str, proposed: Any, expected: Any
) -> None:
    review = prepared()
    suggestion = suggest(review, key, field, proposed)
    returned(review)
    decided = accept(review, suggestion)
    assert value(review, key, field) == suggestion.proposed == decided.applied
    if expected is not None:
        assert suggestion.proposed == expected
    assert (decided.state, decided.decided_by) == (SuggestionState.ACCEPTED, review.author)


def test_references_are_suggested_by_their_rows_and_named() -> None:
    review = draft_mid()
    aims = part_kind("aim").model._default_manager
    other = aims.create(document=review.document, position=2, text="Mniej betonu.", priority=2)
    review.round = services.submit_for_review(by=review.author, document=review.document)
    suggestion = suggest(review, "action", "aim", other)
    returned(review)
    accept(review, suggestion)
    assert value(review, "action", "aim") == str(other.pk)
    assert suggestion.names[str(other.pk)] == "C2 Mniej betonu."


def test_the_change_is_credited_to_both() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("10"))
    returned(review)
    accept(review, suggestion)
    change = Change.objects.latest("pk")
    assert (change.by, change.suggested_by, change.suggested_by_label) == (
        review.author, review.judge, str(review.judge),
    )  # fmt: skip


def test_what_the_authors_wrote_elsewhere_in_the_field_stays() -> None:
    review = prepared()
    suggestion = suggest(review, "diagnosis", "text", TEXT.replace("schną", "usychają"))
    returned(review)
    write(review, "diagnosis", text=TEXT.replace("nagrzewa", "przegrzewa"))
    accept(review, suggestion)
    merged = TEXT.replace("schną", "usychają").replace("nagrzewa", "przegrzewa")
    assert value(review, "diagnosis", "text") == merged


@pytest.mark.parametrize(
    ("key", "field", "proposed", "written"),
    [
        ("diagnosis", "text", TEXT.replace("schną", "usychają"), TEXT.replace("schną", "marnieją")),
        ("action", "cost", Decimal("10"), Decimal("20")),
        ("stakeholder", "kind", "business", "media"),
    ],
)
def test_a_suggestion_that_cannot_be_merged_changes_nothing(key: str, field: str, proposed: Any, written: Any) -> None:
    review = prepared()
    suggestion = suggest(review, key, field, proposed)
    returned(review)
    write(review, key, **{field: written})
    before, changes = value(review, key, field), Change.objects.count()
    with pytest.raises(OutdatedSuggestion) as refusal:
        accept(review, suggestion)
    suggestion.refresh_from_db()
    assert (refusal.value.now, value(review, key, field)) == (before, before)
    assert (suggestion.state, Change.objects.count(), HeldText.objects.count()) == ("open", changes, 0)
    seen = live(review, key).version
    decided = services.edit_suggestion(by=review.author, suggestion=suggestion, value=proposed, version=seen)
    assert (decided.state, value(review, key, field)) == ("edited", suggestion.proposed)


def test_words_that_the_authors_have_written_already_are_accepted_without_a_change() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("10"))
    returned(review)
    write(review, "action", cost=Decimal("10"))
    changes = Change.objects.count()
    assert accept(review, suggestion).state == "accepted"
    assert Change.objects.count() == changes


def test_an_edit_does_not_take_a_colleagues_words_unseen() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("10"))
    returned(review)
    seen = live(review, "action").version
    write(review, "action", by=review.colleague, cost=Decimal("20"))
    with pytest.raises(OutdatedSuggestion):
        services.edit_suggestion(by=review.author, suggestion=suggestion, value=Decimal("30"), version=seen)
    assert value(review, "action", "cost") == "20.00"


def test_a_deleted_row_is_said_and_can_come_back() -> None:
    review = prepared()
    suggestion = suggest(review, "stakeholder", "name", "Mieszkańcy i goście")
    returned(review)
    row, kind = live(review, "stakeholder"), part_kind("stakeholder")
    delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)
    with pytest.raises(RowGone):
        accept(review, suggestion)
    restore_part(by=review.author, document=review.document, kind=kind, part_id=row.pk)
    accept(review, suggestion)
    assert value(review, "stakeholder", "name") == "Mieszkańcy i goście"


def test_what_no_longer_fits_is_refused_with_the_sentence_of_the_field() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "start", datetime.date(2025, 9, 1))
    returned(review)
    write(review, "action", end=datetime.date(2024, 5, 1))
    with pytest.raises(InvalidFields) as refusal:
        accept(review, suggestion)
    assert list(refusal.value.errors) == ["start"]
    suggestion.refresh_from_db()
    assert suggestion.state == "open"


@pytest.mark.parametrize(
    ("key", "field", "proposed"),
    [
        ("action", "cost", Decimal("-1")),
        ("action", "cost", "dużo"),
        ("action", "cost", Decimal("1e20")),
        ("action", "end", datetime.date(2023, 1, 1)),
        ("record", "title", "ż" * 5000),
        ("stakeholder", "kind", "wizards"),
        ("stakeholder", "influence", 9),
        ("diagnosis", "text", "<p>" + "ż" * 60_001 + "</p>"),
        ("diagnosis", "strengths", ["x" * 5000]),
    ],
)
def test_what_a_save_would_refuse_is_refused(key: str, field: str, proposed: Any) -> None:
    review = prepared()
    with pytest.raises(InvalidFields) as refusal:
        suggest(review, key, field, proposed)
    assert all(str(sentence) for sentence in refusal.value.errors[field])
    assert (Suggestion.objects.count(), Thread.objects.count()) == (0, 0)


def test_a_suggestion_that_changes_nothing_is_refused() -> None:
    review = prepared()
    for key, field, proposed in (("diagnosis", "text", TEXT), ("record", "subtitle", ""), ("action", "cost", None)):
        with pytest.raises(InvalidInput):
            suggest(review, key, field, proposed)
    assert Thread.objects.count() == 0


def test_the_database_refuses_a_suggestion_that_changes_nothing() -> None:
    suggestion = suggest(prepared(), "action", "cost", Decimal("1"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.filter(pk=suggestion.pk).update(base="x", proposed="x")


def test_hostile_markup_is_cleaned_as_in_a_save() -> None:
    review = prepared()
    dirty = '<p onclick="x()">Miasto<script>alert(1)</script> <a href="javascript:x">tu</a></p>'
    suggestion = suggest(review, "diagnosis", "text", dirty, text="<img src=x onerror=alert(1)>Tak\x00")
    assert "script" not in suggestion.proposed
    assert "onclick" not in suggestion.proposed
    assert "onerror" not in suggestion.thread.comments.get().text


@pytest.mark.parametrize(
    "place",
    [
        {"part_kind": "action", "field": "cost", "part_id": str(uuid.uuid4())},
        {"part_kind": "action", "field": "cost", "part_id": "not an id"},
        {"part_kind": "action", "field": "document_id"},
        {"part_kind": "action", "field": ""},
        {"part_kind": "nothing", "field": "cost"},
    ],
)
def test_a_place_that_the_version_does_not_have(place: dict[str, str]) -> None:
    review = prepared()
    place = {"part_id": row_id(review, "action"), **place}
    with pytest.raises(InvalidInput):
        services.suggest(by=review.judge, document=review.document, proposed=Decimal("1"), **place)


def test_rows_of_another_document_are_refused() -> None:
    review, other = prepared(), submitted_mid()
    with pytest.raises(InvalidInput):
        services.suggest(
            by=review.judge, document=review.document, part_kind="action", part_id=row_id(other, "action"),
            field="cost", proposed=Decimal("1"),
        )  # fmt: skip
    with pytest.raises(InvalidFields):
        suggest(review, "action", "aim", live(other, "aim"))


def test_who_may_suggest_and_who_may_decide() -> None:
    review = prepared()
    for person in (review.author, review.stranger, review.wrong_judge, factories.coordinator()):
        with pytest.raises(NotAllowed):
            suggest(review, "action", "cost", Decimal("1"), by=person)
    suggestion = suggest(review, "action", "cost", Decimal("1"))
    returned(review)
    for person in (review.judge, review.stranger, review.wrong_judge, review.coordinator):
        for decide in (
            lambda: accept(review, suggestion, by=person),  # noqa: B023
            lambda: services.edit_suggestion(by=person, suggestion=suggestion, value=Decimal("2"), version=1),  # noqa: B023
            lambda: services.decline_suggestion(by=person, suggestion=suggestion, reason="Nie."),  # noqa: B023
        ):
            with pytest.raises(NotAllowed):
                decide()
    suggestion.refresh_from_db()
    assert (suggestion.state, value(review, "action", "cost")) == ("open", None)


def test_one_decision_and_no_second() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("1"))
    returned(review)
    accept(review, suggestion)
    for decide in (
        lambda: accept(review, suggestion, by=review.colleague),
        lambda: services.decline_suggestion(by=review.colleague, suggestion=suggestion, reason="Nie."),
        lambda: services.edit_suggestion(by=review.colleague, suggestion=suggestion, value=Decimal("2"), version=1),
        lambda: services.withdraw_suggestion(by=review.judge, suggestion=suggestion),
    ):
        with pytest.raises(WrongState):
            decide()
    assert value(review, "action", "cost") == "1.00"


def test_its_author_takes_an_open_suggestion_back() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("1"))
    with pytest.raises(NotAllowed):
        services.withdraw_suggestion(by=review.author, suggestion=suggestion)
    assert services.withdraw_suggestion(by=review.judge, suggestion=suggestion).state == "withdrawn"
    returned(review)
    with pytest.raises(WrongState):
        accept(review, suggestion)


def test_who_reviews_no_more_takes_no_suggestion_back() -> None:
    review = prepared()
    second = factories.expert(review.network)
    services.start_review(by=review.judge, document=review.document)
    suggestion = suggest(review, "record", "title", "Propozycja", by=second)
    services.remove_reviewer(by=review.coordinator, document=review.document, user=second)
    with pytest.raises(NotAllowed):
        services.withdraw_suggestion(by=second, suggestion=suggestion)


def test_declining_needs_a_reason() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("1"))
    returned(review)
    with pytest.raises(InvalidInput):
        services.decline_suggestion(by=review.author, suggestion=suggestion, reason=" \n")
    declined = services.decline_suggestion(by=review.author, suggestion=suggestion, reason="Kosztorys mówi inaczej.")
    assert (declined.state, declined.note) == ("declined", "Kosztorys mówi inaczej.")


def test_an_accepted_document_takes_no_suggestion() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("1"))
    services.accept(by=review.judge, document=review.document, reasons="Dobrze.")
    with pytest.raises(WrongState):
        accept(review, suggestion)


@pytest.mark.parametrize(
    ("decide", "outcome", "reason"),
    [
        (lambda review, one: accept(review, one), "done", ""),
        (
            lambda review, one: services.edit_suggestion(
                by=review.author, suggestion=one, value=Decimal("2"), version=live(review, "action").version
            ),
            "done",
            "",
        ),
        (
            lambda review, one: services.decline_suggestion(by=review.author, suggestion=one, reason="Nie."),
            "not",
            "Nie.",
        ),
    ],
)
def test_a_decision_answers_the_remark(decide: Any, outcome: str, reason: str) -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("1"))
    returned(review)
    decide(review, suggestion)
    answer = Answer.objects.get(thread=suggestion.thread)
    assert (answer.outcome, answer.reason, answer.round.number, answer.sent_with) == (outcome, reason, 1, None)
    assert [place["field"] for place in answer.places] == ([] if outcome == "not" else ["cost"])


def test_random_formatted_texts_are_taken_over_exactly() -> None:
    """Whatever a reviewer writes in a field that nobody has touched is what the field says once it is accepted."""
    review, dice = prepared(), random.Random(5)
    words = ["drzewa", "<strong>cień</strong>", "a &amp; b", "5 &lt; 6", "„ulica”", "<em>woda</em>", "koszt\u00a0zł"]
    shapes = ["<p>%s</p>", "<ul><li>%s</li><li>x</li></ul>", "<h3>%s</h3>", "<blockquote><p>%s</p></blockquote>"]
    for _attempt in range(12):
        blocks = [dice.choice(shapes) % " ".join(dice.choices(words, k=3)) for _ in range(dice.randint(1, 5))]
        suggestion = suggest(review, "diagnosis", "text", "".join(blocks))
        accept(review, suggestion)
        assert value(review, "diagnosis", "text") == suggestion.proposed
        write(review, "diagnosis", text=TEXT)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_decide_at_once() -> None:
    review = prepared()
    suggestion = suggest(review, "action", "cost", Decimal("1"))
    returned(review)
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def decide(act: Any) -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("decided")
        except Refusal as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    acts = (
        lambda: services.accept_suggestion(by=review.author, suggestion=suggestion),
        lambda: services.decline_suggestion(by=review.colleague, suggestion=suggestion, reason="Nie."),
    )
    threads = [threading.Thread(target=decide, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    suggestion.refresh_from_db()
    assert sorted(outcomes) == ["WrongState", "decided"]
    assert (suggestion.state == "accepted") == (value(review, "action", "cost") == "1.00")
    assert Answer.objects.filter(thread=suggestion.thread).count() == 1
