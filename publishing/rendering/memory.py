"""A ceiling on what one rendering may take, so that one document does not take the machine's memory."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATM = Path("/proc/self/statm")


@contextmanager
def limited_memory(megabytes: int) -> Iterator[None]:
    """Let the process grow by `megabytes` of address space; beyond that the block gets MemoryError.

    Where the system does not tell the present size (not Linux), and with 0, there is no ceiling.
    """
    if not megabytes or not STATM.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = int(STATM.read_text().split()[0]) * resource.getpagesize() + megabytes * 1024 * 1024
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
