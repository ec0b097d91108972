"""What holds for all tests."""

import os
import shutil
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from tests import tables

# Playwright's synchronous interface keeps an event loop in the thread that also reads the database for the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FOUND_BROWSER = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After a test that commits, the tables become what migrations made them (voivodeships and the like stay)."""
    with django_db_blocker.unblock():
        tables.keep()
    TransactionTestCase._fixture_teardown = lambda case: tables.put_back()  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        tables.end_others()


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
