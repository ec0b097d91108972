"""The worker's sign of life: a key in the cache that Celery's own heartbeat renews."""

from typing import Any

from celery.signals import heartbeat_sent
from django.core.cache import cache

KEY = "worker-heartbeat"
SECONDS = 30


@heartbeat_sent.connect
def renew(**_: Any) -> None:
    """Called in the worker's main process every few seconds."""
    cache.set(KEY, "alive", SECONDS)


def worker_is_alive() -> bool:
    return cache.get(KEY) is not None
