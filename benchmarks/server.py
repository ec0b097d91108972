"""A database of its own for a benchmark, and the web server of `make run` working on it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection, connections
from django.test import override_settings

from tools.portal.run import web_server

SECONDS_TO_START = 60
AS_IN_PRODUCTION = {
    "ALLOWED_HOSTS": ["testserver", "127.0.0.1"],
    "CELERY_TASK_ALWAYS_EAGER": False,
    "DEBUG": False,
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "PORTAL_FORCE_SECOND_FACTOR": False,
}


@contextmanager
def own_database() -> Iterator[None]:
    """An empty migrated database, dropped afterwards. Templates are drawn as in production."""
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with override_settings(**AS_IN_PRODUCTION):
            yield
    finally:
        connections.close_all()
        connection.creation.destroy_test_db(name, verbosity=0)


@contextmanager
def running_server() -> Iterator[str]:
    """The address of the portal's web server, in the shape in which `make run` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    environment = {**os.environ, "DATABASE_URL": database_url(), "PORTAL_SAMPLE": "1", "LOG_LEVEL": "ERROR"}
    server = subprocess.Popen([sys.executable, "-m", *web_server(address)], env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def database_url() -> str:
    chosen = connection.settings_dict
    host = quote(chosen["HOST"] or chosen["OPTIONS"].get("host", ""), safe="")
    password = f":{quote(chosen['PASSWORD'], safe='')}" if chosen["PASSWORD"] else ""
    port = f"&port={chosen['PORT']}" if chosen["PORT"] else ""
    return f"postgres://{chosen['USER']}{password}@/{chosen['NAME']}?host={host}{port}"


def _wait_for(address: str) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            asked = http.client.HTTPConnection(address, timeout=10)
            asked.request("GET", "/healthz")
            asked.getresponse().read()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
