"""The cache while its server is away."""

from uuid import uuid4

import pytest
from django.core.cache import cache, caches
from django.test import override_settings

from core.limits import check_limit

AWAY = {"default": {"BACKEND": "core.cache.ForgivingCache", "LOCATION": "redis://127.0.0.1:1/0"}}


@pytest.fixture
def away(caplog):
    with override_settings(CACHES=AWAY):
        yield caches["default"]
    assert [record for record in caplog.get_records("call") if "failed" in record.message]


def test_what_is_kept_is_found_while_the_server_is_there():
    key = str(uuid4())
    cache.set(key, "text", 5)
    assert (cache.get(key), cache.get_many([key]), key in cache) == ("text", {key: "text"}, True)
    assert cache.delete(key)
    assert cache.get(key, "nothing") == "nothing"


def test_nothing_is_found_while_it_is_away(away):
    away.set("key", 1)
    away.set_many({"key": 1})
    away.delete_many(["key"])
    assert (away.get("key"), away.get("key", 7), away.get_many(["key"]), "key" in away) == (None, 7, {}, False)
    assert away.add("key", 1)
    assert not away.touch("key")
    assert not away.delete("key")
    assert not away.clear()


def test_tries_are_not_counted_while_it_is_away(away):
    for _try in range(5):
        check_limit("sign-in", "anna", amount=1, seconds=60)
