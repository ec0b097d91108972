"""People who were asked to review read Versions: nothing of the draft reaches them beside their remarks."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from documents.services import delete_part
from reviews import services
from tests import factories
from tests.reviews.test_answers import client_of
from tests.reviews.test_suggestions import TEXT, live, part_kind, prepared, returned, suggest, write

pytestmark = pytest.mark.django_db
SECRET = "Tajny brak"


def test_the_panels_of_the_workbench_are_not_for_guests() -> None:
    review = prepared()
    guest = factories.ministry_member(factories.institution())
    services.add_reviewer(by=review.judge, document=review.document, user=guest)
    part = live(review, "diagnosis")
    place = {"section": "diagnosis", "part_kind": "diagnosis", "part_id": str(part.pk), "field": "text"}
    services.add_thread(by=guest, document=review.document, text="Skąd to?", quote="Brakuje", **place)
    returned(review)
    write(review, "diagnosis", text=TEXT.replace("Brakuje", SECRET))
    panel = reverse("review_panel", args=[review.document.slug])
    for query in ("?section=diagnosis", ""):
        answer = client_of(guest).get(panel + query)
        assert (answer.status_code, SECRET in answer.content.decode()) == (404, False)
        assert client_of(review.author).get(panel + query).status_code == 200
    for page in (reverse("review", args=[review.document.slug]), reverse("answers", args=[review.document.slug])):
        assert SECRET not in client_of(guest).get(page).content.decode()


def test_a_guest_does_not_learn_that_a_row_is_gone() -> None:
    review = prepared()
    guest = factories.ministry_member(factories.institution())
    services.add_reviewer(by=review.judge, document=review.document, user=guest)
    suggestion = suggest(review, "action", "cost", 10)
    returned(review)
    kind = part_kind("action")
    row = live(review, "action")
    delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)
    page = reverse("suggestion", args=[suggestion.pk])
    with translation.override("pl"):
        told = gettext("The row is no longer in the plan")
    assert told in client_of(review.judge).get(page).content.decode()
    assert told not in client_of(guest).get(page).content.decode()
