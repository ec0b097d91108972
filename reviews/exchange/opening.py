"""An uploaded DOCX file, opened without trust: bounded, without entities; pictures and macros are never read."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from core.exceptions import InvalidInput
from documents.exchange.docx import DAMAGE, check_docx
from reviews.exchange.identity import PROPERTIES

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "/officeDocument"
#: elements of all XML that is read; a plan of thirty pages has fifty thousand
MAX_ELEMENTS = 600_000
#: bytes of all XML that is read, unpacked; parsed it takes several times as much memory
MAX_BYTES = 30_000_000
#: tables in tables and lists in lists do not go deeper
MAX_DEPTH = 200
#: depths of all elements added up: what whoever looks around each element walks. Honest texts are ten deep.
MAX_STEPS = 10 * MAX_ELEMENTS


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass
class Allowance:
    """What one file may still ask of whoever reads it."""

    elements: int = MAX_ELEMENTS
    steps: int = MAX_STEPS
    bytes: int = MAX_BYTES

    def read(self, size: int) -> None:
        """Pay for a part of so many bytes. Raises InvalidInput when the file has asked too much."""
        self.bytes -= size
        if self.bytes < 0:
            raise InvalidInput(_("The document is too long. Divide it and import its parts one by one."))

    def spend(self, depth: int) -> None:
        """Pay for one element. Raises InvalidInput when the file has asked too much."""
        self.elements -= 1
        self.steps -= depth
        if depth > MAX_DEPTH or self.elements < 0 or self.steps < 0:
            raise InvalidInput(_("The document is too long. Divide it and import its parts one by one."))


@dataclass
class Opened:
    """The parts of a file by name, parsed when they are asked for."""

    packed: zipfile.ZipFile
    main: str
    allowance: Allowance = field(default_factory=Allowance)

    @cached_property
    def document(self) -> Any:
        """The root of the text; `open_docx` has seen that it has a body."""
        return self.xml(self.main)

    @cached_property
    def relations(self) -> list[Any]:
        """The relationships of the text, as elements."""
        folder, name = posixpath.split(self.main)
        found = self.xml(f"{folder}/_rels/{name}.rels")
        return [] if found is None else list(found.iter(f"{{{RELATIONS}}}Relationship"))

    def related(self, kind: str) -> Iterator[Any]:
        """Parsed parts inside the file that the text names as of this kind (`/comments`, `/styles`), each once, and one
        after another, so that no more than one of them is held.
        """
        folder = posixpath.dirname(self.main)
        names: dict[str, None] = {}
        for relation in self.relations:
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                names[name] = None
        for name in names:
            found = self.xml(name)
            if found is not None:
                yield found

    def properties(self) -> dict[str, str]:
        """The custom properties of the document."""
        found = self.xml("docProps/custom.xml")
        if found is None:
            return {}
        return {
            str(one.get("name")): "".join(one.itertext()).strip() for one in found.iter(f"{{{PROPERTIES}}}property")
        }

    def raw(self, name: str) -> bytes | None:
        try:
            self.allowance.read(self.packed.getinfo(name).file_size)
            return self.packed.read(name)
        except KeyError:
            return None
        except DAMAGE as error:
            raise damaged() from error

    def xml(self, name: str) -> Any:
        raw = self.raw(name)
        return None if raw is None else parsed(raw, self.allowance)


def open_docx(content: bytes) -> Opened:
    """Raises InvalidInput with a sentence for what is too large, no DOCX, damaged, or hostile."""
    check_docx(content)
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        relations = parsed(packed.read("_rels/.rels"), Allowance())
    except DAMAGE as error:
        raise damaged() from error
    for relation in relations.iter(f"{{{RELATIONS}}}Relationship"):
        if relation.get("Type", "").endswith(OFFICE) and relation.get("TargetMode") != "External":
            opened = Opened(packed, relation.get("Target", "").lstrip("/"))
            if opened.document is None or opened.document.find(w("body")) is None:
                break
            return opened
    raise damaged()


def parsed(raw: bytes, allowance: Allowance) -> Any:
    """The root of a part. Elements are counted while they are read: of a file that asks too much, no more is built."""
    events = etree.iterparse(
        io.BytesIO(raw),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    try:
        for event, _element in events:
            depth += 1 if event == "start" else -1
            if event == "start":
                allowance.spend(depth)
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    return events.root


def damaged() -> InvalidInput:
    return InvalidInput(_("The DOCX file is damaged or is another kind of file."))
