"""People whom a text calls by "@First Last"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from core.richtext import plain

#: an at sign that does not belong to an e-mail address, and up to three words with a capital letter after it
CALLED = re.compile(r"(?<![\w.%+-])@(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_a-ząćęłńóśźż][\w'’-]*){0,2})")


@dataclass(frozen=True)
class Mentions:
    """Whom a text calls: `people` who read it are told, `strangers` (names as they were written) are not."""

    people: tuple[User, ...]
    strangers: tuple[str, ...]


def find_mentions(text: str, readers: Iterable[User]) -> Mentions:
    """The people whom a text (HTML) calls, among those who may read it. No queries.

    Longer names come first: of Anna Nowak and Anna Nowak-Lis the second is meant where both fit. Namesakes are called
    together.
    """
    words = " ".join(plain(text).split())
    named: dict[str, list[User]] = {}
    for reader in readers:
        named.setdefault(" ".join(str(reader).casefold().split()), []).append(reader)
    found: list[User] = []
    for name in sorted(named, key=len, reverse=True):
        call = re.compile(rf"(?<![\w.%+-])@{re.escape(name)}(?![\w-])", re.IGNORECASE)
        if call.search(words):
            found += named[name]
            words = call.sub(" ", words)
    strangers = dict.fromkeys(match["name"] for match in CALLED.finditer(words))
    return Mentions(tuple(found), tuple(strangers))
