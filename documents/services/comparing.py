"""Comparing two states of a document without making a person wait: what takes long is prepared by a worker."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from documents.models import Version
from documents.queries import content_hash
from documents.rendering.comparison import Comparison, compare, kept, key_of
from documents.tasks import prepare_comparison

#: characters of JSON of both snapshots together from which a comparison is left to a worker
LONG = 1_500_000
#: seconds in which the same comparison is not asked for again, and for which a worker finds the text of a draft
ASKED = 60


@dataclass(frozen=True)
class Compared:
    """A comparison, or None while it is being prepared; `has_failed` when it could not be made."""

    comparison: Comparison | None = None
    has_failed: bool = False


def compare_states(old: Version | dict[str, Any], new: Version | dict[str, Any]) -> Compared:
    """What changed between two Versions, or a Version and a snapshot of now, in the active language.

    Effects: keeps the result in the cache; a long comparison is handed to a worker, and the answer is empty until then.
    """
    hashes = _hash(old), _hash(new)
    found = kept(*hashes)
    if found is not None:
        return Compared(found)
    contents = _content(old), _content(new)
    if sum(len(json.dumps(content, ensure_ascii=False)) for content in contents) < LONG:
        return Compared(compare(*contents, old_hash=hashes[0], new_hash=hashes[1]))
    if cache.get(f"{key_of(*hashes)}:failed"):
        return Compared(has_failed=True)
    if _is_asked(old, new, hashes):
        return Compared(kept(*hashes))
    return Compared(compare(*contents, old_hash=hashes[0], new_hash=hashes[1]))


def _is_asked(old: Version | dict[str, Any], new: Version | dict[str, Any], hashes: tuple[str, str]) -> bool:
    """Leave the comparison to a worker, once; False when there is no cache or no queue to do it with."""
    asked = f"{key_of(*hashes)}:asked"
    is_first = cache.add(asked, True, ASKED)
    if cache.get(asked) is None:
        return False
    if not is_first:
        return True
    try:
        prepare_comparison.delay(_name(old, hashes[0]), _name(new, hashes[1]), hashes, (get_language() or "pl")[:2])
    except OperationalError:
        cache.delete(asked)
        return False
    return True


def _name(state: Version | dict[str, Any], digest: str) -> str:
    """How a worker finds a state: a Version by its id, a draft in the cache by its hash."""
    if isinstance(state, Version):
        return f"version:{state.pk}"
    name = f"draft:{digest}"
    cache.set(f"comparison:{name}", state, ASKED)
    return name


def _hash(state: Version | dict[str, Any]) -> str:
    return state.content_hash if isinstance(state, Version) else content_hash(state)


def _content(state: Version | dict[str, Any]) -> dict[str, Any]:
    return state.content if isinstance(state, Version) else state
