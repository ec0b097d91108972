"""No word is lost: random schedules of two to four windows on a bad network, from fixed seeds.

`make torture` plays many more. A failure here prints the steps; `make torture ARGS="--seed N --shrink"` finds fewer.
"""

import pytest

from tests.torture.playing import play

#: each is an item of its own, so that processes share them
SEEDS = (20_261, 20_262, 20_263, 20_264)
SCHEDULES = 25


@pytest.mark.django_db
@pytest.mark.parametrize("number", SEEDS)
def test_no_word_is_lost(number):
    totals = play(number, SCHEDULES)
    assert totals["schedules"] >= SCHEDULES
    assert totals["words"] > 100 * SCHEDULES / 25
