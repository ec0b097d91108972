"""What tests of the pipeline share: no broker, a folder of their own, a frozen Version."""

import pytest

from publishing.tasks import make_bundle, render
from tests.publishing.versions import frozen


@pytest.fixture
def queued(monkeypatch):
    """The ids and queues that were sent to the broker."""
    sent = []
    for task in (render, make_bundle):
        monkeypatch.setattr(task, "apply_async", lambda arguments, queue, **options: sent.append((arguments[0], queue)))
    return sent


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version(db):
    return frozen()
