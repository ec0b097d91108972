"""Sixty people who write at the same time: how long a save takes on loopback, against the web server of `make run`.

Thirty plans with two authors each. Everybody saves again and again a rich text of 2 kB: four times in five their own
field, once in five the field in which the colleague writes too, so that the server merges. First each one saves every
2 seconds, which is what the editor does while a person types without a pause; then everybody saves as fast as the
answers come.
A save counts as a failure unless it is answered with 200.
"""

import asyncio
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from benchmarks.server import own_database, running_server
from documents.models import Document
from documents.queries import single
from tests.documents.factories import Team, team

TITLE = "Saves of 60 writers at once: milliseconds of a round trip on loopback"
HEADERS = ("rhythm", "saves", "a second", "p50", "p95", "longest", "merged", "failures")
TEAMS = 30
SECONDS_OF_RHYTHM, SECONDS_FLAT_OUT = 40, 15
PAUSE = 2.0
PARAGRAPHS, WORDS = 8, 40
OWN_FIELDS = (("diagnosis", "text"), ("delivery", "text"))
SHARED = ("network_link", "learning")


@dataclass
class Writer:
    """One person at one window; `versions` and `texts` are what the screen was filled from, by part kind."""

    document: Document
    cookie: str
    token: str
    ids: dict[str, str]
    own: tuple[str, str]
    dice: random.Random
    versions: dict[str, int] = field(default_factory=dict)
    texts: dict[str, list[list[str]]] = field(default_factory=dict)
    count: int = 0

    def request(self, address: str) -> tuple[bytes, tuple[str, str]]:
        """The bytes of the next save, and the field that it saves."""
        kind, name = SHARED if self.dice.random() < 0.2 else self.own
        self._type(kind)
        body = json.dumps(
            {
                "request": str(uuid4()),
                "op": "save",
                "kind": kind,
                "id": self.ids[kind],
                "version": self.versions[kind],
                "fields": [name],
                "data": [[name, _html(self.texts[kind])]],
                "held": None,
                "up": False,
            }
        ).encode()
        head = (
            f"POST {reverse('initiative_save', args=[self.document.slug])} HTTP/1.1\r\nHost: {address}\r\n"
            f"Cookie: {self.cookie}\r\nX-CSRFToken: {self.token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body, (kind, name)

    def _type(self, kind: str) -> None:
        """Change one word; in the shared field each of the two keeps to paragraphs and words of their own.

        A word that one writes and the other deletes is a clash, wherever it stands.
        """
        self.count += 1
        paragraphs = self.texts[kind]
        place = OWN_FIELDS.index(self.own)
        number = self.dice.randrange(0, PARAGRAPHS, 2) + place
        paragraphs[number][self.dice.randrange(WORDS)] = f"słowo{self.count}{'ab'[place]}"

    def learn(self, kind: str, name: str, answer: dict[str, object]) -> None:
        """What the answer says is saved is what the next save is based on."""
        self.versions[kind] = int(str(answer["version"]))
        merged = dict(answer["values"]).get(name)  # type: ignore[call-overload]
        if merged:
            # Plain paragraphs come as they would be typed: an empty line between them.
            self.texts[kind] = [block.split() for block in merged["data"][0][1].split("\n\n")]


@dataclass
class Result:
    """Seconds of every round trip, and how many were merged or failed."""

    seconds: list[float] = field(default_factory=list)
    merged: int = 0
    failures: list[str] = field(default_factory=list)

    def row(self, rhythm: str, lasted: float) -> tuple[str, ...]:
        times = sorted(self.seconds)
        figures = [times[len(times) // 2], times[int(len(times) * 0.95)], times[-1]]
        return (
            rhythm,
            str(len(times)),
            f"{len(times) / lasted:.0f}",
            *(f"{one * 1000:.1f}" for one in figures),
            str(self.merged),
            str(len(self.failures)),
        )


def measure() -> Iterator[tuple[str, ...]]:
    """The rows of the table. Works in a database of its own that is dropped afterwards."""
    with own_database():
        writers = [writer for _number in range(TEAMS) for writer in _pair(team())]
        with running_server() as address:
            for writer in writers:
                writer.token, writer.cookie = _token(writer)
            yield _run(writers, address, SECONDS_OF_RHYTHM, PAUSE).row("one save every 2 s", SECONDS_OF_RHYTHM)
            yield _run(writers, address, SECONDS_FLAT_OUT, 0).row("as fast as answers come", SECONDS_FLAT_OUT)


def _pair(our: Team) -> Iterator[Writer]:
    kinds = [kind for kind, _name in (*OWN_FIELDS, SHARED)]
    parts = {kind: our.single(kind) for kind in kinds}
    for kind, name in (*OWN_FIELDS, SHARED):
        our.save(our.anna, kind, parts[kind], 1, **{name: _html(_text())})
        parts[kind] = single(our.document, our.kind(kind))
    for place, author in enumerate((our.anna, our.bartek)):
        client = Client()
        client.force_login(author)
        yield Writer(
            document=our.document,
            cookie=f"sessionid={client.cookies['sessionid'].value}",
            token="",
            ids={kind: str(part.pk) for kind, part in parts.items()},
            own=OWN_FIELDS[place],
            dice=random.Random(f"{our.document.slug} {place}"),
            versions={kind: part.version for kind, part in parts.items()},
            texts={kind: _text() for kind in kinds},
        )


def _text() -> list[list[str]]:
    return [[f"wyraz{paragraph * WORDS + number}" for number in range(WORDS)] for paragraph in range(PARAGRAPHS)]


def _html(paragraphs: list[list[str]]) -> str:
    return "".join(f"<p>{' '.join(words)}</p>" for words in paragraphs)


def _token(writer: Writer) -> tuple[str, str]:
    """The token against forged requests and the cookies that belong to it, as the pulse gives them."""
    client = Client()
    client.cookies["sessionid"] = writer.cookie.removeprefix("sessionid=")
    answer = client.get(reverse("initiative_pulse", args=[writer.document.slug]))
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return answer.json()["csrf"], cookies


def _run(writers: list[Writer], address: str, seconds: float, pause: float) -> Result:
    result = Result()
    asyncio.run(_all(writers, address, seconds, pause, result))
    for one in sorted(set(result.failures))[:5]:
        print(f"failure: {one}")
    return result


async def _all(writers: list[Writer], address: str, seconds: float, pause: float, result: Result) -> None:
    end = time.monotonic() + seconds
    await asyncio.gather(*(_write(writer, address, end, pause, result) for writer in writers))


async def _write(writer: Writer, address: str, end: float, pause: float, result: Result) -> None:
    """Save until the end; the writers begin at different moments of the first pause."""
    host, _colon, port = address.partition(":")
    await asyncio.sleep(writer.dice.random() * pause)
    while time.monotonic() < end:
        started = time.monotonic()
        reader, stream = await asyncio.open_connection(host, int(port))
        content, (kind, name) = writer.request(address)
        stream.write(content)
        status, answer = await _answer(reader)
        result.seconds.append(time.monotonic() - started)
        stream.close()
        if status == 200:
            writer.learn(kind, name, answer)
            result.merged += bool(answer["merged"])
        else:
            result.failures.append(f"{status} {str(answer)[:300]}")
        await asyncio.sleep(max(0.0, pause - (time.monotonic() - started)))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, object]]:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length:"))
    body = await reader.readexactly(length)
    return int(lines[0].split()[1]), json.loads(body) if body.startswith(b"{") else {}
