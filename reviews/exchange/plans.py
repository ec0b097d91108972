"""What an import would do, item by item, each with a key that a form can name it by."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from documents.parts import BoundField
from reviews.enums import RemarkKind
from reviews.exchange.places import Spot
from reviews.models import Thread


@dataclass(frozen=True)
class Edit:
    """A field whose words differ. `now` and `proposed` are stored values; `value` is what services take."""

    key: str
    spot: Spot
    label: str
    bound: BoundField
    now: Any
    proposed: Any
    value: Any
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewRemark:
    """A comment that the review does not have yet. `texts` are its own and those of the replies to it."""

    key: str
    spot: Spot
    label: str
    texts: tuple[str, ...]
    kind: RemarkKind = RemarkKind.SHOULD
    quote: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class NewReply:
    key: str
    thread: Thread
    text: str


@dataclass(frozen=True)
class Leftover:
    """What cannot be mapped: why, in a sentence, and its words. It may become a remark on `spot`."""

    key: str
    spot: Spot
    label: str
    sentence: str
    text: str = ""
    is_wanted: bool = True

    @property
    def remark(self) -> str:
        """What a remark of it says."""
        return f"{self.sentence}\n\n{self.text}" if self.text else self.sentence


@dataclass(frozen=True)
class Already:
    """Words of the file that a suggestion proposes already: there is nothing to take over."""

    spot: Spot
    label: str
    thread: Thread


@dataclass
class Plan:
    """`known` counts comments and edits of the file that the review has already; `unchanged` the fields left alone."""

    base_number: int
    is_older: bool = False
    edits: list[Edit] = field(default_factory=list)
    remarks: list[NewRemark] = field(default_factory=list)
    replies: list[NewReply] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    already: list[Already] = field(default_factory=list)
    known: int = 0
    unchanged: int = 0

    @property
    def items(self) -> list[Any]:
        return [*self.edits, *self.remarks, *self.replies, *self.leftovers]

    @cached_property
    def fingerprint(self) -> str:
        """Stands for what was previewed."""
        told = [
            *([one.key, one.spot.bookmark, one.now, one.proposed] for one in self.edits),
            *([one.key, one.spot.bookmark, one.texts, one.kind] for one in self.remarks),
            *([one.key, str(one.thread.pk), one.text] for one in self.replies),
            *([one.key, one.spot.bookmark, one.remark] for one in self.leftovers),
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()
