"""Writing the file: numbers and dictionaries turned into bytes with fewer steps, streams compressed once.

pydyf compresses each stream for the file and again for the file's digest, and builds the list of all pages anew for
every element of the structure, which makes long documents dearer by the square of their length.
"""

import zlib
from typing import Any

import pydyf

from publishing.rendering.fast.seams import Seam, everywhere

_write = pydyf.PDF.write
#: bytes of the streams while a file is written; None otherwise
_streams: dict[int, bytes] | None = None


def to_bytes(item: Any) -> bytes:
    """As `pydyf._to_bytes`, the usual kinds first."""
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    if kind is int:
        return b"%d" % item
    if kind is float:
        if item.is_integer():
            return b"%d" % int(item)
        return f"{item:f}".rstrip("0").encode("ascii")
    if isinstance(item, bytes):
        return item
    if isinstance(item, float):
        return str(int(item)).encode("ascii") if item.is_integer() else f"{item:f}".rstrip("0").encode("ascii")
    if isinstance(item, pydyf.Object):
        return item.data
    return str(item).encode("ascii")


def _dictionary_data(self: pydyf.Dictionary) -> bytes:
    return b"<<%b>>" % b"".join([b"/%b %b" % (to_bytes(key), to_bytes(value)) for key, value in self.items()])


def _array_data(self: pydyf.Array) -> bytes:
    return b"[%b]" % b" ".join([to_bytes(child) for child in self])


def _stream_data(self: pydyf.Stream) -> bytes:
    if _streams is not None and (written := _streams.get(id(self))) is not None:
        return written
    stream = b"\n".join([to_bytes(item) for item in self.stream])
    extra = pydyf.Dictionary(self.extra.copy())
    if self.compress:
        extra["Filter"] = "/FlateDecode"
        compressor = zlib.compressobj(level=9)
        stream = compressor.compress(stream) + compressor.flush()
    extra["Length"] = len(stream)
    written = b"\n".join((extra.data, b"stream", stream, b"endstream"))
    if _streams is not None:
        _streams[id(self)] = written
    return written


def _page_references(self: pydyf.PDF) -> tuple[bytes, ...]:
    kids = self.pages["Kids"]
    kept = self.__dict__.get("_fast_references")
    if kept is None or kept[0] != len(kids):
        kept = self._fast_references = len(kids), tuple(b"%d 0 R" % number for number in kids[::3])
    return kept[1]


def _write_once(self: pydyf.PDF, *arguments: Any, **named: Any) -> None:
    """Objects no longer change while the file is written; those that live in `self.objects` keep their identity."""
    global _streams
    _streams = {}
    try:
        _write(self, *arguments, **named)
    finally:
        _streams = None


SEAMS = [
    Seam(pydyf, "_to_bytes", to_bytes),
    *everywhere(pydyf._to_bytes, to_bytes),
    Seam(pydyf.Dictionary, "data", property(_dictionary_data)),
    Seam(pydyf.Array, "data", property(_array_data)),
    Seam(pydyf.Stream, "data", property(_stream_data)),
    Seam(pydyf.PDF, "page_references", property(_page_references)),
    Seam(pydyf.PDF, "write", _write_once),
]
