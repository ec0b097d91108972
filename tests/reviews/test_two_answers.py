"""Two authors answer the same remark at once: the later one reads what the other said before covering it."""

import pytest

from reviews import services
from reviews.models import Answer
from reviews.services.answers import AnsweredMeanwhile, Over
from tests.reviews.factories import submitted_mid
from tests.reviews.test_answers import remark
from tests.reviews.test_suggestions import returned

pytestmark = pytest.mark.django_db


def test_what_came_between_the_page_and_the_lock_is_not_covered() -> None:
    review = submitted_mid()
    thread = remark(review)
    returned(review)
    first = services.answer(by=review.author, thread=thread, outcome="done", over=Over(None))
    with pytest.raises(AnsweredMeanwhile):
        services.answer(by=review.colleague, thread=thread, outcome="not", reason="Nie.", over=Over(None))
    assert Answer.objects.get().outcome == "done"
    services.answer(by=review.colleague, thread=thread, outcome="not", reason="Nie.", over=Over(first))
    with pytest.raises(AnsweredMeanwhile):
        services.answer(by=review.author, thread=thread, outcome="done", over=Over(first))
    assert Answer.objects.get().reason == "Nie."
