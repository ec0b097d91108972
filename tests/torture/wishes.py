"""What a window keeps: the fields on its screen, and the requests that wait to be carried out."""

import json
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from tests.torture.typing_hands import Data


@dataclass
class Box:
    """One field on the screen: what it shows, and the stored text and version that this was based on."""

    kind: str
    data: Data
    base: Data
    version: int
    held: str = ""
    #: the base is what was sent, which the server joined with other words, so it never stored it alone
    is_grown: bool = False

    @property
    def is_dirty(self) -> bool:
        return self.data != self.base


@dataclass
class Wish:
    """One request that must be carried out: once, and not be forgotten before it is answered."""

    op: str
    kind: str
    part_id: str
    version: int = 0
    data: dict[str, Data] = field(default_factory=dict)
    bases: dict[str, Data] = field(default_factory=dict)
    extra: Data = field(default_factory=list)
    held: str = ""
    up: bool = False
    key: UUID = field(default_factory=uuid4)
    was_sent: bool = False

    def body(self) -> bytes:
        pairs = [pair for data in self.data.values() for pair in data]
        return json.dumps(
            {
                "request": str(self.key),
                "op": self.op,
                "kind": self.kind,
                "id": self.part_id,
                "version": self.version,
                "fields": list(self.data),
                "data": [*pairs, *self.extra],
                "bases": self.bases,
                "held": self.held or None,
                "up": self.up,
            }
        ).encode()
