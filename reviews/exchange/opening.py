"""An uploaded DOCX file, opened without trust: bounded, without entities; pictures and macros are never read."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
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
#: elements of all XML together; a plan of thirty pages has fifty thousand
MAX_ELEMENTS = 600_000
#: tables in tables and lists in lists do not go deeper
MAX_DEPTH = 200


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass
class Opened:
    """The parts of a file by name, parsed when they are asked for."""

    packed: zipfile.ZipFile
    main: str

    @cached_property
    def document(self) -> Any:
        found = self.xml(self.main)
        if found is None or found.find(w("body")) is None:
            raise damaged()
        return found

    @cached_property
    def relations(self) -> list[Any]:
        """The relationships of the text, as elements."""
        folder, name = posixpath.split(self.main)
        found = self.xml(f"{folder}/_rels/{name}.rels")
        return [] if found is None else list(found.iter(f"{{{RELATIONS}}}Relationship"))

    def related(self, kind: str) -> list[Any]:
        """Parsed parts inside the file that the text names as of this kind (`/comments`, `/styles`)."""
        folder = posixpath.dirname(self.main)
        found = []
        for relation in self.relations:
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found.append(self.xml(name))
        return [one for one in found if one is not None]

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
            return self.packed.read(name)
        except KeyError:
            return None
        except DAMAGE as error:
            raise damaged() from error

    def xml(self, name: str) -> Any:
        raw = self.raw(name)
        return None if raw is None else _parsed(raw)


def open_docx(content: bytes) -> Opened:
    """Raises InvalidInput with a sentence for what is too large, no DOCX, damaged, or hostile."""
    check_docx(content)
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        relations = _parsed(packed.read("_rels/.rels"))
    except DAMAGE as error:
        raise damaged() from error
    for relation in relations.iter(f"{{{RELATIONS}}}Relationship"):
        if relation.get("Type", "").endswith(OFFICE) and relation.get("TargetMode") != "External":
            opened = Opened(packed, relation.get("Target", "").lstrip("/"))
            _check_shape(opened.document)
            return opened
    raise damaged()


def _parsed(raw: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise damaged() from error


def _check_shape(root: Any) -> None:
    depth = count = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise InvalidInput(_("The document is too long. Divide it and import its parts one by one."))


def damaged() -> InvalidInput:
    return InvalidInput(_("The DOCX file is damaged or is another kind of file."))
