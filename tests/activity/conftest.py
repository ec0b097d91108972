"""Documents of these tests are made up, so everybody reads all of them; `tests/reviews/test_told.py` has real ones."""

from typing import Any

import pytest

from tests.activity.told import ALL_OPEN


@pytest.fixture(autouse=True)
def everybody_reads_everything(monkeypatch: Any) -> None:
    monkeypatch.setattr("activity.queries.rights._registered", [ALL_OPEN])
