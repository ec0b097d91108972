"""A DOCX file -> its chapters: headings with the text below each as clean HTML. Pictures are left out and counted."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import mammoth
from django.utils.translation import gettext as _
from lxml import html as lxml_html

from core.exceptions import InvalidInput
from core.files import DOCX, type_of
from core.richtext import clean, plain

#: bytes of an uploaded document, pictures included
MAX_BYTES = 20 * 1024 * 1024
#: bytes of its words once unpacked; sixty pages take about two million
MAX_WORDS_UNPACKED = 12 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2_000
#: bytes of a part that tell what it is
HEAD = 1024
#: how XML of two bytes a character begins, in which no word can be looked for; Word writes UTF-8
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
#: chapters of one document; a plan has fifteen
MAX_CHAPTERS = 120
HEADINGS = ("h1", "h2", "h3")
#: an encrypted part is a RuntimeError
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, RuntimeError)
NUMBER = re.compile(r"^\s*(?:rozdział|część|chapter)?\s*[\dIVX]+(?:\.[\d]+)*[.)]?\s+", re.IGNORECASE)
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Tytuł'] => h1:fresh
"""


@dataclass(frozen=True)
class Chapter:
    """A heading (empty for what stands before the first one), its level from 1, and the clean HTML below it."""

    heading: str
    level: int
    html: str

    @property
    def name(self) -> str:
        """The heading without its number."""
        return NUMBER.sub("", self.heading).strip()

    @property
    def words(self) -> str:
        return plain(self.html)


@dataclass(frozen=True)
class ReadDocument:
    chapters: tuple[Chapter, ...]
    pictures: int


def read_docx(content: bytes) -> ReadDocument:
    """The chapters of a document. Raises InvalidInput with a sentence for anything that is no honest DOCX."""
    check_docx(content)
    found: list[Any] = []

    def leave_out(_image: Any) -> list[Any]:
        found.append(_image)
        return []

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content), convert_image=leave_out, style_map=STYLES, include_embedded_style_map=False
        )
    except Exception as error:  # the parser's own errors have no common type
        raise _damaged() from error
    chapters = tuple(_chapters(result.value))
    if not any(chapter.words for chapter in chapters):
        raise InvalidInput(_("There are no words in this document."))
    if len(chapters) > MAX_CHAPTERS:
        raise InvalidInput(_("The document has too many headings: at most %(limit)d.") % {"limit": MAX_CHAPTERS})
    return ReadDocument(chapters, len(found))


def check_docx(content: bytes) -> None:
    """Refuse what is no DOCX, what unpacks to too much, and XML that defines entities of its own."""
    if len(content) > MAX_BYTES:
        raise InvalidInput(_("The file is too large. A document may have at most 20 MB."))
    try:
        if type_of(io.BytesIO(content)) != DOCX:
            raise InvalidInput(_("This is not a DOCX file. Save the document as “Word document (.docx)”."))
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > MAX_PARTS:
                raise _too_long()
            # A relationship may name any part as the text, whatever its name ends with.
            texts = [part for part in parts if _is_markup(packed, part)]
            if sum(part.file_size for part in texts) > MAX_WORDS_UNPACKED:
                raise _too_long()
            if any(_has_entities(packed.read(part)) for part in texts if not part.filename.endswith(".svg")):
                raise _damaged()
    except DAMAGE as error:
        raise _damaged() from error


def _is_markup(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part can be read as XML, by how it begins."""
    with packed.open(part) as file:
        head = file.read(HEAD)
    return head.startswith(UTF_16) or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"")


def _has_entities(words: bytes) -> bool:
    return words.startswith(UTF_16) or b"<!DOCTYPE" in words[:4096] or b"<!ENTITY" in words


def _too_long() -> InvalidInput:
    return InvalidInput(_("The document is too long. Divide it and import its parts one by one."))


def _damaged() -> InvalidInput:
    return InvalidInput(_("The DOCX file is damaged or is another kind of file."))


def _chapters(html: str) -> Iterator[Chapter]:
    """Cut the text at its headings of the first three levels; a deeper heading stays in the text."""
    if not html.strip():
        return
    heading, level = "", 1
    blocks: list[str] = []
    for node in lxml_html.fragments_fromstring(html):
        if isinstance(node, str):
            blocks.append(f"<p>{node}</p>")
            continue
        if node.tag in HEADINGS:
            if heading or blocks:
                yield Chapter(heading, level, _tidy(blocks))
            heading, level = " ".join(node.text_content().split()), int(node.tag[1])
            blocks = []
            continue
        tail, node.tail = node.tail, None
        blocks.append(lxml_html.tostring(_without_anchors(node), encoding="unicode"))
        if tail and tail.strip():
            blocks.append(f"<p>{tail}</p>")
    yield Chapter(heading, level, _tidy(blocks))


def _without_anchors(node: Any) -> Any:
    """Footnotes keep their numbers; links inside the file lead nowhere here."""
    for link in list(node.iter("a")):
        if link.get("href", "#").startswith("#"):
            link.drop_tag()
    return node


def _tidy(blocks: list[str]) -> str:
    deeper = re.compile(r"<(/?)h[56]\b")
    return clean(deeper.sub(r"<\1h4", "".join(blocks)))
