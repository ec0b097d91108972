"""Playing many schedules with a seed, inside one transaction of the database."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.machine import Torture
from tests.torture.world import make_world

STEPS = 40


@contextmanager
def _quiet() -> Iterator[None]:
    """Refusals are what this is about; nobody wants to read thousands of them."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def play(number: int, schedules: int, *, steps: int = STEPS, shrink: bool = False) -> Counter[str]:
    """Play `schedules` random schedules that follow from the seed `number`; returns what happened in them, counted.

    The error of the first one that fails is raised; Hypothesis prints its steps, with `shrink` as few as it can find.
    Nothing of it stays in the database.
    """
    totals: Counter[str] = Counter()
    with transaction.atomic(), _quiet():
        machine = type("Torture", (Torture,), {"world": make_world(), "totals": totals})
        chosen = settings(
            max_examples=schedules,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(seed(number)(machine), settings=chosen)
        transaction.set_rollback(True)
    return totals
