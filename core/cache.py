"""The cache, without which the portal goes on working."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _forgiving(method: str, answer: Callable[[], Any]) -> Callable[..., Any]:
    """The backend's method that answers as an empty cache would while the server is away, and says so in the log."""
    original = getattr(RedisCache, method)

    @wraps(original)
    def call(self: RedisCache, *arguments: Any, **options: Any) -> Any:
        try:
            return original(self, *arguments, **options)
        except RedisError as error:
            logger.warning("cache %s failed: %s", method, error)
            return answer()

    return call


class ForgivingCache(RedisCache):
    """Redis or Valkey as a cache that may be away: nothing is found, nothing is kept, nobody is counted.

    What is typed is saved in the database all the same; only presence, page cache and limits of tries rest. `incr`
    raises ValueError then, as it does for a key that is not there.
    """

    add = _forgiving("add", lambda: True)
    set = _forgiving("set", lambda: None)
    touch = _forgiving("touch", lambda: False)
    delete = _forgiving("delete", lambda: False)
    has_key = _forgiving("has_key", lambda: False)
    get_many = _forgiving("get_many", dict)
    set_many = _forgiving("set_many", list)
    delete_many = _forgiving("delete_many", lambda: None)
    clear = _forgiving("clear", lambda: False)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version=version)
        except RedisError as error:
            logger.warning("cache get failed: %s", error)
            return default

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        try:
            return super().incr(key, delta, version=version)
        except RedisError as error:
            logger.warning("cache incr failed: %s", error)
            raise ValueError(f"key {key!r} not found") from error
