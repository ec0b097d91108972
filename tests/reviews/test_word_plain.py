"""What Word brings is plain text, and much of it is taken over without asking the database for each word again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.enums import Audience, RemarkKind
from reviews.exchange.commenting import find
from reviews.exchange.labels import words_of
from reviews.exchange.layout import Layout
from reviews.exchange.opening import open_docx
from reviews.exchange.places import Spot
from reviews.exchange.plans import Leftover, NewRemark
from reviews.models import Comment, Thread
from reviews.services.word import take_over
from tests.reviews.factories import submitted_mid
from tests.reviews.test_word_hostile import made
from tests.reviews.word_files import w

pytestmark = pytest.mark.django_db
SIGNS = "koszt a <b i c> d, zob. <a href=x>to</a>\n\n<script>alert(1)</script> & reszta"


def remark(text: str) -> NewRemark:
    place = {"key": text, "spot": Spot("actions"), "label": "Działania", "kind": RemarkKind.SHOULD}
    return NewRemark(**place, texts=(text,))


def test_signs_in_a_comment_of_word_are_no_markup() -> None:
    review = submitted_mid()
    items = [remark(SIGNS), Leftover("left", Spot("actions"), "Działania", "Nie na miejscu:", SIGNS)]
    assert take_over(by=review.judge, document=review.document, items=items, audience=Audience.ALL) == 2
    first, second = Comment.objects.order_by("created_at")
    assert words_of(first.text).split() == SIGNS.split()
    assert words_of(second.text).split() == f"Nie na miejscu: {SIGNS}".split()
    assert "<script" not in first.text
    assert "<a " not in first.text
    # The same words are known when they come again.
    assert take_over(by=review.judge, document=review.document, items=items, audience=Audience.ALL) == 0


def test_what_was_said_is_read_once_for_all_items() -> None:
    review = submitted_mid()
    counts = []
    for step in range(2):
        items = [remark(f"Uwaga {step}-{number}") for number in range(5)]
        with CaptureQueriesContext(connection) as counted:
            assert take_over(by=review.judge, document=review.document, items=items, audience=Audience.ALL) == 5
        counts.append(len(counted))
    assert Thread.objects.count() == 10
    assert counts[1] <= counts[0] + 1


def test_a_mark_between_blocks_belongs_to_the_next_or_the_one_before() -> None:
    body = open_docx(made()).document.find(w("body"))
    layout = Layout(body, {})
    children = list(body)
    numbers = {block: number for number, block in enumerate(layout.blocks)}
    for place, child in enumerate(children):
        following = next((numbers[one] for one in children[place:] if one in numbers), None)
        before = next((numbers[one] for one in reversed(children[: place + 1]) if one in numbers), None)
        assert layout._block_of(child, following=True) == following
        assert layout._block_of(child, following=False) == before


def test_of_many_places_the_words_around_decide() -> None:
    whole = "".join(f"zdanie {number} kończy się tak. " for number in range(400))
    place = find(whole, "tak", "zdanie  321 kończy\nsię ", ". zdanie 322", None)
    assert place is not None
    assert whole[: place[0]].endswith("zdanie 321 kończy się ")
