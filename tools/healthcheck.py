"""Tells Docker whether a container does its work: `python -m tools.healthcheck web|worker|beat`."""

import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path

SCHEDULE_SILENCE_SECONDS = 600


def web_is_healthy() -> bool:
    """Ask the page of health through an allowed host name; a missing worker is the worker container's own matter."""
    allowed = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    connection.request("GET", "/healthz", headers={"Host": allowed.replace("*", "") or "localhost"})
    checks = json.loads(connection.getresponse().read())["checks"]
    return all(checks[name] == "ok" for name in ("database", "broker", "storage"))


def worker_is_healthy() -> bool:
    """Ask the worker for an answer through the broker."""
    ask = ["celery", "-A", "pim_portal", "inspect", "ping", "--destination", "portal@worker", "--timeout", "5"]
    return subprocess.run(ask, capture_output=True).returncode == 0


def beat_is_healthy() -> bool:
    """Look whether the timetable was written lately; beat writes it every three minutes."""
    written = [path.stat().st_mtime for path in Path("/data/beat").glob("schedule*")]
    return bool(written) and time.time() - max(written) < SCHEDULE_SILENCE_SECONDS


CHECKS = {"web": web_is_healthy, "worker": worker_is_healthy, "beat": beat_is_healthy}


def main(name: str) -> int:
    """Return 0 when the named container is healthy, otherwise 1; says why it could not be asked."""
    try:
        return 0 if CHECKS[name]() else 1
    except (OSError, ValueError, LookupError) as error:
        print(f"{name}: {error}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
