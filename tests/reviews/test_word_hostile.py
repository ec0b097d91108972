"""Hostile and broken Word files: each is refused with a sentence, and nothing outside them is ever read."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from core.exceptions import InvalidInput
from documents.models import Document
from reviews.exchange.board import Board, Ground
from reviews.exchange.comments import NotePlanner
from reviews.exchange.identity import Identity, read_identity
from reviews.exchange.layout import expected_places
from reviews.exchange.notes import MOST_NOTES
from reviews.exchange.opening import MAX_ELEMENTS, Allowance, open_docx, parsed
from reviews.exchange.places import Spot
from reviews.exchange.plans import Plan
from reviews.exchange.reading import read_file
from reviews.exchange.said import Said, Talk
from reviews.exchange.writing import write_docx
from tests.reviews.test_word_fields import DIAGNOSIS, IDENTITY, content, read, usual_of
from tests.reviews.word_files import W15, W, edited, paragraph, replace, typed, w, with_parts


def made() -> bytes:
    return write_docx(content(), IDENTITY)


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, words in parts.items():
            packed.writestr(name, words)
    return buffer.getvalue()


def raw(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made())) as packed:
        return packed.read(part)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"%PDF-1.7 no document",
        archive({"hello.txt": b"hello"}),
        archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}),
        with_parts(made(), {"word/document.xml": b"<w:document"}),
        with_parts(made(), {"word/document.xml": b"<html/>"}),
        with_parts(made(), {"word/document.xml": ENTITY}),
        with_parts(made(), {"word/comments.xml": ENTITY}),
        with_parts(made(), {"docProps/custom.xml": ENTITY}),
        with_parts(made(), {"word/styles.xml": b"<w:styles>" + b"a" * 13_000_000}),
        with_parts(made(), {"word/document.xml": raw("word/document.xml").decode().encode("utf-16")}),
        with_parts(made(), {"_rels/.rels": b"<Relationships/>"}),
    ],
    ids=["empty", "pdf", "zip", "bare", "cut", "html", "entity", "entity-in-comments", "entity-in-properties", "bomb",
         "utf-16", "no-relations"],
)  # fmt: skip
def test_what_is_no_honest_document_is_refused(file: bytes) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_whole(file)
    assert str(refusal.value)


def read_whole(file: bytes) -> None:
    read(file, content())
    read_identity(open_docx(file).properties())


def test_tables_in_tables_without_end_are_refused() -> None:
    def change(root: Any) -> None:
        place = root.find(w("body"))
        for _depth in range(120):
            place = etree.SubElement(etree.SubElement(etree.SubElement(place, w("tbl")), w("tr")), w("tc"))

    with pytest.raises(InvalidInput):
        read(edited(made(), change), content())


def test_elements_deep_inside_one_another_are_refused_while_they_are_read() -> None:
    """As deep as may be, and so many that looking around each of them takes minutes."""
    deep = f"{'<w:sdt>' * 150}{'<w:ins/>' * 60_000}{'</w:sdt>' * 150}".encode()
    root = f'<w:document xmlns:w="{W}"><w:body>'.encode()
    file = with_parts(made(), {"word/document.xml": root + deep + b"</w:body></w:document>"})
    allowance = Allowance()
    with pytest.raises(InvalidInput):
        parsed(root + deep + b"</w:body></w:document>", allowance)
    assert allowance.elements > MAX_ELEMENTS - 60_000
    with pytest.raises(InvalidInput):
        open_docx(file)


@pytest.mark.parametrize("name", ["word/comments.xml", "word/commentsExtended.xml", "docProps/custom.xml"])
def test_every_part_of_a_file_is_counted(name: str) -> None:
    said = Said("Anna", datetime(2026, 1, 2, tzinfo=UTC), "Raz.")
    file = write_docx(content(), IDENTITY, [Talk(Spot(), (said, said))])
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        begun, _end, closing = packed.read(name).rpartition(b"</")
    crowded = with_parts(file, {name: begun + b"<a/>" * (MAX_ELEMENTS + 1) + b"</" + closing})
    with pytest.raises(InvalidInput):
        read_whole(crowded)


@pytest.mark.parametrize(
    "parents",
    [{0: 1, 1: 0}, {0: 0, 1: 1}, {0: 1, 1: 2, 2: 0}, {1: 9, 0: 9}, {number: number + 1 for number in range(39)}],
    ids=["two", "itself", "three", "nobody", "a-long-chain"],
)
def test_comments_that_answer_one_another_in_circles_are_all_read(parents: dict[int, int]) -> None:
    said = tuple(Said("Anna", datetime(2026, 1, 2, tzinfo=UTC), f"Uwaga {number}.") for number in range(40))
    file = write_docx(content(), IDENTITY, [Talk(DIAGNOSIS, (one,)) for one in said])

    def forge(root: Any) -> None:
        for number, one in enumerate(root):
            if number in parents:
                one.set(f"{{{W15}}}paraIdParent", f"{parents[number] + 1:08X}")

    back = read(edited(file, forge, "word/commentsExtended.xml"), content(), usual_of(content()))
    ground = Ground(Document(kind="mid"), IDENTITY, content(), content(), [], "Anna")
    board = Board(ground, usual_of(content()), back, Plan(1))
    NotePlanner(board).plan()
    texts = [text for remark in board.result.remarks for text in remark.texts]
    assert sorted(texts) == sorted(one.text for one in said)


def test_more_comments_than_a_file_may_have_are_refused_and_not_cut_off() -> None:
    crowd = b"".join(b'<w:comment w:id="%d" w:author="x"/>' % number for number in range(MOST_NOTES + 1))
    file = write_docx(content(), IDENTITY, [Talk(Spot(), (Said("Anna", datetime(2026, 1, 2, tzinfo=UTC), "Raz."),))])
    file = with_parts(file, {"word/comments.xml": b'<w:comments xmlns:w="%s">%s</w:comments>' % (W.encode(), crowd)})
    with pytest.raises(InvalidInput):
        read(file, content())


def test_macros_pictures_and_outside_parts_are_never_read() -> None:
    def outside(root: Any) -> None:
        space = etree.QName(root).namespace
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        for number, (name, target) in enumerate(
            [("attachedTemplate", "https://evil.example/t.dotm"), ("comments", "https://evil.example/c.xml"),
             ("image", "file:///etc/passwd"), ("styles", "../../../etc/passwd")]
        ):  # fmt: skip
            etree.SubElement(
                root, f"{{{space}}}Relationship", Id=f"evil{number}", Type=f"{kind}/{name}", Target=target,
                TargetMode="External" if "://" in target else "Internal",
            )  # fmt: skip

    file = edited(made(), outside, "word/_rels/document.xml.rels")
    file = with_parts(file, {"word/vbaProject.bin": b"\x00macro"})
    back = read(file, content(), usual_of(content()))
    assert back.html == usual_of(content()).html


def test_words_and_links_are_cleaned() -> None:
    def change(root: Any) -> None:
        replace("Między", "<script>alert(1)</script>")(root)
        link = etree.Element(w("hyperlink"))
        link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "evil")
        link.append(typed("klik"))
        paragraph(root, "Koniec.").append(link)

    def relate(root: Any) -> None:
        space = etree.QName(root).namespace
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        etree.SubElement(
            root, f"{{{space}}}Relationship", Id="evil", Type=kind, Target="javascript:alert(1)", TargetMode="External"
        )

    file = edited(edited(made(), change), relate, "word/_rels/document.xml.rels")
    html = read(file, content(), usual_of(content())).html[DIAGNOSIS]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "javascript:" not in html
    assert "klik" in html


def test_bookmarks_that_lie_are_harmless() -> None:
    """Doubled, crossed, unended and foreign marks: nothing breaks, and words that lost their field are listed."""

    def change(root: Any) -> None:
        body = root.find(w("body"))
        marks = list(body.iter(w("bookmarkStart")))
        for mark in marks[::3]:
            mark.set(w("id"), "777")
        for mark in marks[1::3]:
            body.append(etree.fromstring(etree.tostring(mark)))
        for number in range(20):
            foreign = etree.SubElement(body, w("bookmarkStart"))
            foreign.set(w("name"), f"pole_{number:028d}")
            foreign.set(w("id"), str(5000 + number))

    found = content()
    back = read_file(open_docx(edited(made(), change)), expected_places(found), usual_of(found))
    assert back.foreign == 20


@pytest.mark.parametrize("name", ["PortalDocument", "PortalVersion", "PortalContentHash", "PortalSignature"])
def test_every_word_of_the_origin_is_signed(name: str) -> None:
    identity = Identity("a", 3, 0, "h", "pl")

    def forge(root: Any) -> None:
        for one in root:
            if one.get("name") == name:
                one[0].text = "9"

    file = write_docx(content(), identity)
    assert read_identity(open_docx(file).properties()) == identity
    with pytest.raises(InvalidInput):
        read_identity(open_docx(edited(file, forge, "docProps/custom.xml")).properties())


#: as many as a file of the largest size may hold; what looks at each for each takes hours
CROWD = 60_000
ENDED = '<w:p><w:pPr><w:rPr><w:del w:author="x"/></w:rPr></w:pPr>{}</w:p>'


@pytest.mark.parametrize(
    "crowd",
    [
        '<w:ins w:author="x"/>' * CROWD,
        ENDED.format("<w:r><w:t>a</w:t></w:r>") * (CROWD // 3),
        (ENDED.format("<w:r><w:t>a</w:t></w:r>") + '<w:bookmarkEnd w:id="9"/>') * (CROWD // 3),
        (ENDED.format("") + "<w:tbl><w:tr/></w:tbl>") * (CROWD // 3),
        f"<w:p>{'<w:commentReference/>' * CROWD}</w:p>",
    ],
    ids=["changes-outside", "joined-paragraphs", "joined-over-places", "paragraphs-before-tables", "comments"],
)
def test_a_crowd_of_changes_is_walked_once(crowd: str) -> None:
    def change(root: Any) -> None:
        body = root.find(w("body"))
        body.extend(etree.fromstring(f'<w:body xmlns:w="{W}">{crowd}</w:body>'))

    assert DIAGNOSIS in read(edited(made(), change), content()).html
