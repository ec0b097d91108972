"""GET /healthz: whether database, broker, worker and storage answer. 200 when all do, 503 when one is down."""

import contextlib
from collections.abc import Callable
from tempfile import TemporaryFile

import redis
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pim_portal.heartbeat import worker_is_alive


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def _broker() -> None:
    with contextlib.closing(redis.from_url(settings.REDIS_CLIENT_URL, socket_timeout=2)) as client:
        client.ping()


def _worker() -> None:
    if not worker_is_alive():
        raise ConnectionError("no heartbeat")


def _storage() -> None:
    if not isinstance(default_storage, FileSystemStorage):
        # Any answer of the bucket will do.
        default_storage.exists("healthz")
        return
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=settings.MEDIA_ROOT) as file:
        file.write(b"x")


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
    "storage": _storage,
}


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Run every check; the answer names only what is up or down, never why."""
    states = {name: _is_up(check) for name, check in CHECKS.items()}
    healthy = all(states.values())
    body = {"status": "ok" if healthy else "down", "checks": {k: "ok" if up else "down" for k, up in states.items()}}
    return JsonResponse(body, status=200 if healthy else 503)


def _is_up(check: Callable[[], None]) -> bool:
    # Whatever goes wrong in a check means that the checked thing is down.
    try:
        check()
    except Exception:
        return False
    return True
