"""A cache that forgets: two generations, each of a limited weight."""

from typing import Any


class Bounded:
    """Keeps at most two generations of `limit` bytes each, as estimated by those who put.

    When the young generation is full it becomes the old one and the old one is forgotten; what is asked for again moves
    back to the young. Cheaper than an order of use kept for every entry, and as good for documents, where almost
    everything is asked for again in the next rendering or never.
    """

    __slots__ = ("hits", "limit", "misses", "old", "weight", "young")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.clear()

    def clear(self) -> None:
        self.young: dict[Any, tuple[Any, int]] = {}
        self.old: dict[Any, tuple[Any, int]] = {}
        self.weight = self.hits = self.misses = 0

    def get(self, key: Any) -> Any:
        """What was put under `key`, or None."""
        found = self.young.get(key)
        if found is not None:
            self.hits += 1
            return found[0]
        found = self.old.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self.put(key, *found)
        return found[0]

    def put(self, key: Any, value: Any, weight: int) -> None:
        """Keep a value that is not None. `weight` is its size and that of its key, in bytes."""
        if self.weight + weight > self.limit:
            self.old, self.young, self.weight = self.young, {}, 0
        self.young[key] = value, weight
        self.weight += weight

    def __len__(self) -> int:
        return len(self.young) + len(self.old)
