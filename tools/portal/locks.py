"""Locks between processes that vanish with the process that held them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.portal.console import Problem, say


@contextmanager
def turn(folder: Path, waiting: str) -> Iterator[None]:
    """Hold `folder` alone for the block; say `waiting` once when somebody else holds it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(waiting)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def sole_use(data: Path) -> Iterator[None]:
    """Hold the data directory alone for the block; raises Problem when another start already does."""
    descriptor = os.open(data / "portal.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(descriptor, 20).decode().strip() or "unknown"
            raise Problem(
                f"The portal already runs on {data} (process {owner}). "
                "Stop it there, or choose another directory: make run PORTAL_DATA_DIR=/path"
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
