"""Both engines together: kept for `make run`, thrown away for tests, none where the environment names one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from tools.portal.config import Config, prepare_data, read_config
from tools.portal.console import step
from tools.portal.places import find_places, short_temporary
from tools.portal.postgres import DATABASE, postgres_child, wait_for_postgres
from tools.portal.processes import Child, stop_all
from tools.portal.valkey import SOCKET, valkey_child, wait_for_valkey


@dataclass
class Engines:
    """Addresses of both engines, and the children started for them (none where the environment names one)."""

    database_url: str
    redis_url: str
    children: list[Child] = field(default_factory=list)


def start_engines(config: Config, started: list[Child], *, throwaway: bool = False) -> Engines:
    """Start what the environment does not name; each child is added to `started` as soon as it lives."""
    engines = Engines(os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    if engines.database_url and engines.redis_url:
        return engines
    places = find_places(config)
    database = None if engines.database_url else postgres_child(places, throwaway=throwaway)
    queue = None if engines.redis_url else valkey_child(places, throwaway=throwaway)
    for child in (queue, database):
        if child:
            child.start()
            started.append(child)
            engines.children.append(child)
    if database:
        wait_for_postgres(places, database)
        engines.database_url = f"postgres://{DATABASE}@/{DATABASE}?host={quote(str(places.sockets), safe='/')}"
    if queue:
        wait_for_valkey(places, queue)
        engines.redis_url = f"redis+socket://{places.sockets / SOCKET}"
    return engines


@contextmanager
def throwaway_engines() -> Iterator[tuple[Config, Engines]]:
    """Give fresh engines in a temporary data directory, both gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix="pim-", dir=short_temporary()))
    config = read_config(data=folder)
    started: list[Child] = []
    try:
        with step("Starting PostgreSQL and Valkey for this run"):
            prepare_data(config)
            engines = start_engines(config, started, throwaway=True)
        yield config, engines
    finally:
        stop_all(started)
        shutil.rmtree(folder, ignore_errors=True)
