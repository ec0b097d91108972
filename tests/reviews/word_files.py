"""Hands that edit an exported Word file as a person would: its XML is changed, the rest stays."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def edited(content: bytes, change: Callable[[Any], None], part: str = "word/document.xml") -> bytes:
    """The file with one part changed by `change(root)`."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        root = etree.fromstring(packed.read(part))
    change(root)
    return with_parts(content, {part: etree.tostring(root)})


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The file with parts put in place of others, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as fresh:
        for entry in packed.infolist():
            if entry.filename not in parts:
                fresh.writestr(entry.filename, packed.read(entry.filename))
        for name, words in parts.items():
            fresh.writestr(name, words)
    return made.getvalue()


def part(content: bytes, name: str) -> Any:
    """The root of one part of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return etree.fromstring(packed.read(name))


def text_node(root: Any, words: str) -> Any:
    """The `w:t` that holds the words."""
    return next(one for one in root.iter(w("t")) if words in (one.text or ""))


def paragraph(root: Any, words: str) -> Any:
    return next(text_node(root, words).iterancestors(w("p")))


def typed(words: str, bold: bool = False) -> Any:
    """A run that somebody typed."""
    run = etree.Element(w("r"))
    if bold:
        etree.SubElement(etree.SubElement(run, w("rPr")), w("b"))
    text = etree.SubElement(run, w("t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def tracked(kind: str, *runs: Any, author: str = "Anna Nowak") -> Any:
    """Runs inside `w:ins` or `w:del`; words of a deletion are `w:delText`."""
    change = etree.Element(w(kind))
    change.set(w("id"), "901")
    change.set(w("author"), author)
    for run in runs:
        change.append(run)
    if kind == "del":
        for text in change.iter(w("t")):
            text.tag = w("delText")
    return change


def replace(words: str, other: str) -> Callable[[Any], None]:
    """Type over words, without tracking."""

    def change(root: Any) -> None:
        node = text_node(root, words)
        node.text = node.text.replace(words, other)

    return change


def comment(content: bytes, words: str, text: str, author: str = "Anna Nowak", answers: str = "") -> bytes:
    """The file with a comment on the run with the words; `answers` is the text of the comment that it replies to."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        comments = (
            etree.fromstring(packed.read("word/comments.xml"))
            if "word/comments.xml" in names
            else etree.Element(w("comments"), nsmap={"w": W})
        )
        extended = etree.fromstring(packed.read("word/commentsExtended.xml")) if answers else None
    key = str(max((int(one.get(w("id"))) for one in comments.iter(w("comment"))), default=-1) + 1)
    made = etree.SubElement(comments, w("comment"))
    made.set(w("id"), key)
    made.set(w("author"), author)
    body = etree.SubElement(made, w("p"))
    body.set(f"{{{W14}}}paraId", f"7F00{int(key):04X}")
    body.append(typed(text))
    parts: dict[str, bytes] = {}
    if extended is not None:
        parent = next(one for one in comments.iter(w("p")) if answers in "".join(one.itertext()))
        last = list(parent.getparent().iter(w("p")))[-1]
        one = etree.SubElement(extended, f"{{{W15}}}commentEx")
        one.set(f"{{{W15}}}paraId", body.get(f"{{{W14}}}paraId"))
        one.set(f"{{{W15}}}paraIdParent", last.get(f"{{{W14}}}paraId"))
        parts["word/commentsExtended.xml"] = etree.tostring(extended)
    parts["word/comments.xml"] = etree.tostring(comments)

    def mark(root: Any) -> None:
        run = next(text_node(root, words).iterancestors(w("r")))
        for name, put in (("commentRangeStart", run.addprevious), ("commentRangeEnd", run.addnext)):
            element = etree.Element(w(name))
            element.set(w("id"), key)
            put(element)

    return with_parts(_related(edited(content, mark)), parts)


def _related(content: bytes) -> bytes:
    """The file with a relationship to its comments."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"

    def relate(root: Any) -> None:
        if not any(one.get("Type") == kind for one in root):
            space = etree.QName(root).namespace
            etree.SubElement(root, f"{{{space}}}Relationship", Id="rIdNotes", Type=kind, Target="comments.xml")

    return edited(content, relate, "word/_rels/document.xml.rels")
