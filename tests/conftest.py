"""What holds for all tests."""

import os
import shutil
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

# Playwright's synchronous interface keeps an event loop in the thread that also reads the database for the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FOUND_BROWSER = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that commits empties the tables afterwards; what migrations put there (voivodeships) must come back.

    All such tests ask for it, because one that does not would leave the tables in a state that the next cannot restore.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = getattr(item, "fixturenames", [])
        if marker is not None and marker.kwargs.get("transaction"):
            restoring = pytest.mark.django_db(**{**marker.kwargs, "serialized_rollback": True})
            item.add_marker(restoring, append=False)
        elif {"transactional_db", "live_server"} & set(names) and "django_db_serialized_rollback" not in names:
            names.insert(0, "django_db_serialized_rollback")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Give every connection the rows that migrations made, for tests with `serialized_rollback`.

    While Playwright runs an event loop in the thread of the tests, Django opens another connection there; it must know
    these rows too, or the tables stay empty after the first test that commits.
    """
    connection = connections["default"]
    rows = getattr(connection, "_test_serialized_contents", None)
    if rows is not None:
        type(connection)._test_serialized_contents = rows


@pytest.fixture(autouse=True)
def own_cache() -> None:
    """Each test counts its own rate limits: the cache is shared by all processes, its keys are not."""
    prefix = f"test-{uuid4().hex}"
    # The first is read by threads that begin later (the live server), the second by this one.
    settings.CACHES["default"]["KEY_PREFIX"] = prefix
    caches["default"].key_prefix = prefix


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Each test begins in Polish: a request for an English page leaves its language behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a test process: Playwright can be started only once in a thread."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=FOUND_BROWSER, args=["--no-sandbox"])
        yield running
        running.close()
