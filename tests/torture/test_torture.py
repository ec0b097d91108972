"""No word is lost: random schedules of two to four windows on a bad network, from fixed seeds.

`make torture` plays many more. A failure here prints what happened; `make torture ARGS="--seed N --shrink"` finds fewer
steps that fail.
"""

import pytest

from tests.torture.playing import play

#: each is an item of its own, so that processes share them
SEEDS = (20_261, 20_262, 20_263, 20_264, 20_265)
SCHEDULES = 12
#: a schedule in which hardly anything is acknowledged proves nothing
LEAST_WORDS = 5


@pytest.mark.django_db
@pytest.mark.parametrize("number", SEEDS)
def test_no_word_is_lost(number: int) -> None:
    totals = play(number, SCHEDULES)
    assert totals["schedules"] >= SCHEDULES
    assert totals["words"] >= LEAST_WORDS * SCHEDULES
