"""An uploaded file between its preview and its confirmation: in the cache under its own hash, for its sender alone."""

import hashlib
from typing import Any

from django.core.cache import cache

#: seconds in which what was previewed can be confirmed
LIFE = 30 * 60
#: files that one person has waiting at a time; an older one makes room
MOST = 3


def keep(user: Any, content: bytes) -> str:
    """Keep a file and return its name: the SHA-256 of its content."""
    digest = hashlib.sha256(content).hexdigest()
    waiting = [one for one in cache.get(_key(user, "waiting"), []) if one != digest]
    for old in waiting[: 1 - MOST] if len(waiting) >= MOST else []:
        forget(user, old)
    cache.set(_key(user, "waiting"), [*waiting[1 - MOST :], digest], LIFE)
    cache.set(_key(user, digest), content, LIFE)
    return digest


def kept(user: Any, digest: str) -> bytes | None:
    """The file of this name that this user sent; None when it is too old or somebody else's."""
    return cache.get(_key(user, digest))


def forget(user: Any, digest: str) -> None:
    cache.delete(_key(user, digest))


def _key(user: Any, digest: str) -> str:
    return f"kept:{user.pk}:{digest}"
