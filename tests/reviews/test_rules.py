"""How an edition reviews: days, scores, checklists; what a round copies; opinions and scores."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.exceptions import InvalidInput, NotAllowed
from reviews import services
from reviews.enums import AppliesTo
from reviews.models import Assessment, Criterion, ReviewRules
from reviews.queries.rules import criteria_of
from tests import factories
from tests.reviews.factories import draft_mid, submitted_mid, submitted_plan

pytestmark = pytest.mark.django_db

LINE = {"text": "Plan ma budżet", "text_en": "The plan has a budget", "hint": ""}


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def edition_of(review):
    return review.network.edition


def test_every_edition_has_the_usual_checklists_and_days() -> None:
    review = submitted_mid()
    assert len(review.round.criteria) == 9
    assert review.round.due_on == timezone.localdate() + timezone.timedelta(days=21)
    assert not review.round.is_scored
    assert len(submitted_plan().round.criteria) == 6


def test_beginning_rules_twice_changes_nothing() -> None:
    edition = factories.network().edition
    services.begin_rules(edition=edition)
    services.begin_rules(edition=edition)
    assert Criterion.objects.filter(edition=edition).count() == 15
    assert ReviewRules.objects.filter(edition=edition).count() == 1


def test_a_round_keeps_the_rules_with_which_it_began() -> None:
    review = submitted_mid()
    coordinator, edition = review.coordinator, edition_of(review)
    services.save_rules(by=coordinator, edition=edition, values={"review_days": 5, "answer_days": 7, "is_scored": True})
    for line in criteria_of(edition, AppliesTo.MID)[1:]:
        services.delete_criterion(by=coordinator, criterion=line)
    review.round.refresh_from_db()
    assert len(review.round.criteria) == 9
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    again = services.submit_for_review(by=review.author, document=review.document)
    assert (len(again.criteria), again.is_scored) == (1, True)
    assert again.due_on == timezone.localdate() + timezone.timedelta(days=5)


def test_an_emptied_checklist_stays_empty() -> None:
    review = draft_mid()
    edition = edition_of(review)
    services.begin_rules(edition=edition)
    for line in criteria_of(edition, AppliesTo.MID):
        services.delete_criterion(by=review.coordinator, criterion=line)
    opened = services.submit_for_review(by=review.author, document=review.document)
    assert opened.criteria == []
    services.give_opinion(by=review.judge, document=review.document, opinion="accept", assessments={})


def test_lines_are_added_changed_and_moved() -> None:
    edition, coordinator = factories.network().edition, factories.coordinator()
    added = services.save_criterion(
        by=coordinator, edition=edition, applies_to=AppliesTo.PU, criterion=None, values=LINE
    )
    assert criteria_of(edition, AppliesTo.PU)[-1] == added
    assert services.move_criterion(by=coordinator, criterion=added, up=True) == 6
    assert criteria_of(edition, AppliesTo.PU)[-2] == added
    for _ in range(10):
        services.move_criterion(by=coordinator, criterion=added, up=True)
    assert criteria_of(edition, AppliesTo.PU)[0] == added
    services.save_criterion(
        by=coordinator, edition=edition, applies_to=AppliesTo.PU, criterion=added, values=LINE | {"text": "Inaczej"}
    )
    assert criteria_of(edition, AppliesTo.PU)[0].text == "Inaczej"


def test_only_coordinators_set_rules() -> None:
    review = draft_mid()
    for person in (review.judge, review.author, review.wrong_judge):
        with pytest.raises(NotAllowed):
            services.save_rules(
                by=person,
                edition=edition_of(review),
                values={"review_days": 5, "answer_days": 5, "is_scored": False},
            )


def test_the_page_of_rules_works_by_plain_posts() -> None:
    review = draft_mid()
    edition, client = edition_of(review), signed_in(review.coordinator)
    page = reverse("review_rules", args=[edition.slug])
    assert client.get(page).status_code == 200
    assert client.post(page, {"review_days": 0, "answer_days": 400}).status_code == 422
    assert client.post(page, {"review_days": 14, "answer_days": 30, "is_scored": "on"}).status_code == 302
    assert ReviewRules.objects.get(edition=edition).is_scored
    added = client.post(reverse("criterion_add", args=[edition.slug, "mid"]), LINE)
    assert added.status_code == 302
    line = Criterion.objects.get(text=LINE["text"])
    html = client.get(page).content.decode()
    assert f'id="kryterium-{line.pk}"' in html
    assert client.post(reverse("criterion_move", args=[edition.slug, line.pk])).status_code == 302
    assert client.post(reverse("criterion_change", args=[edition.slug, line.pk]), {"text": ""}).status_code == 422
    assert client.get(reverse("criterion_delete", args=[edition.slug, line.pk])).status_code == 200
    assert client.post(reverse("criterion_delete", args=[edition.slug, line.pk])).status_code == 302
    assert client.get(reverse("criterion_add", args=[edition.slug, "xyz"])).status_code == 404
    elsewhere = factories.network().edition
    other = services.save_criterion(
        by=review.coordinator, edition=elsewhere, applies_to="mid", criterion=None, values=LINE
    )
    assert client.get(reverse("criterion_change", args=[edition.slug, other.pk])).status_code == 404


def test_a_checklist_is_filled_as_a_whole() -> None:
    review = submitted_mid()
    keys = [line["key"] for line in review.round.criteria]
    given = {keys[0]: ("yes", None, "Dobre dane."), keys[1]: ("no", None, "")}
    row = services.give_opinion(
        by=review.judge, document=review.document, opinion="return", reasons="Braki.", assessments=given
    )
    assert Assessment.objects.filter(reviewer=row).count() == 2
    services.give_opinion(
        by=review.judge, document=review.document, opinion="accept", assessments={keys[0]: ("partly", None, "")}
    )
    assert Assessment.objects.get(reviewer=row).met == "partly"
    services.give_opinion(by=review.judge, document=review.document, opinion="accept")
    assert Assessment.objects.filter(reviewer=row).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"nieznane": ("yes", None, "")},
        {0: ("maybe", None, "")},
        {0: ("", None, "uwaga bez oceny")},
        {0: ("yes", 4, "")},
        {0: ("yes", None, "x" * 1001)},
    ],
)
def test_what_the_checklist_does_not_take(wrong: dict) -> None:
    review = submitted_mid()
    keys = [line["key"] for line in review.round.criteria]
    given = {keys[key] if isinstance(key, int) else key: value for key, value in wrong.items()}
    with pytest.raises(InvalidInput):
        services.give_opinion(by=review.judge, document=review.document, opinion="accept", assessments=given)
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize("score", [0, 6, -1])
def test_scores_are_one_to_five_where_the_edition_scores(score: int) -> None:
    review = draft_mid()
    services.save_rules(
        by=review.coordinator,
        edition=edition_of(review),
        values={"review_days": 21, "answer_days": 21, "is_scored": True},
    )
    opened = services.submit_for_review(by=review.author, document=review.document)
    key = opened.criteria[0]["key"]
    give = {"by": review.judge, "document": review.document, "opinion": "accept"}
    with pytest.raises(InvalidInput):
        services.give_opinion(**give, assessments={key: ("yes", score, "")})
    services.give_opinion(**give, assessments={key: ("yes", 5, "")})
    assert Assessment.objects.get().score == 5


@pytest.mark.parametrize(("opinion", "reasons"), [("", ""), ("maybe", "x"), ("return", "  "), ("return", "x" * 10_001)])
def test_an_opinion_says_something(opinion: str, reasons: str) -> None:
    review = submitted_mid()
    with pytest.raises(InvalidInput):
        services.give_opinion(by=review.judge, document=review.document, opinion=opinion, reasons=reasons)
