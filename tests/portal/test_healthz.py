"""GET /healthz tells what is up and what is down, and never why."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from pim_portal.heartbeat import KEY


@pytest.fixture
def storage(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.set(KEY, "alive", 30)
    return settings


def answer() -> tuple[int, dict[str, str]]:
    response = Client().get("/healthz")
    assert response["Content-Type"] == "application/json"
    return response.status_code, response.json()["checks"]


@pytest.mark.django_db
def test_all_is_up(storage: Any) -> None:
    assert answer() == (200, {"database": "ok", "broker": "ok", "worker": "ok", "storage": "ok"})


@pytest.mark.django_db
def test_a_silent_worker_is_down(storage: Any) -> None:
    cache.delete(KEY)
    assert answer() == (503, {"database": "ok", "broker": "ok", "worker": "down", "storage": "ok"})


@pytest.mark.django_db
def test_a_broker_out_of_reach_is_down(storage: Any) -> None:
    storage.REDIS_CLIENT_URL = "unix:///nowhere/valkey.sock"
    assert answer() == (503, {"database": "ok", "broker": "down", "worker": "ok", "storage": "ok"})


@pytest.mark.django_db
def test_storage_that_cannot_be_written_is_down(storage: Any, tmp_path: Any) -> None:
    (tmp_path / "media").write_text("a file where the folder should be")
    assert answer() == (503, {"database": "ok", "broker": "ok", "worker": "ok", "storage": "down"})


def test_a_database_out_of_reach_is_down(storage: Any) -> None:
    """Without the mark of pytest-django every query fails, as with a database that is gone."""
    assert answer() == (503, {"database": "down", "broker": "ok", "worker": "ok", "storage": "ok"})
