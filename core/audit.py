"""The audit log as the apps below `activity` see it: they report, `activity` writes.

`activity` knows people, so `accounts` cannot import it; its AppConfig installs the writer here at start-up.
"""

from collections.abc import Callable
from typing import Any

_writers: list[Callable[..., object]] = []


def install(writer: Callable[..., object]) -> None:
    """Make `writer` the one that keeps the log."""
    _writers[:] = [writer]


def report(
    *, by: Any, verb: str, target_kind: str, target_id: object, target_label: str, data: dict[str, Any] | None = None
) -> None:
    """Write one event in the caller's transaction. Raises RuntimeError when nobody keeps the log."""
    if not _writers:
        raise RuntimeError("No audit log is installed")
    _writers[0](
        by=by, verb=verb, target_kind=target_kind, target_id=target_id, target_label=target_label, data=data or {}
    )
