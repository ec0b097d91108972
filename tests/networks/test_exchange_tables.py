"""Bytes of a list -> rows of texts."""

import contextlib
import datetime
import io
import zipfile

import pytest
from django.utils import translation
from openpyxl import Workbook

from core.exceptions import InvalidInput
from networks.exchange import MAX_BYTES, read_table
from networks.exchange.tables import MAX_ROWS

TEXT = "miasto;teryt\nŻory;2479011\n\nŁódź;1061011\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_csv_in_each_encoding(encoding):
    table = read_table(TEXT.encode(encoding))
    assert table.header == ("miasto", "teryt")
    assert table.rows == ((2, ("Żory", "2479011")), (4, ("Łódź", "1061011")))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_with_each_delimiter(delimiter):
    table = read_table(TEXT.replace(";", delimiter).encode())
    assert table.rows[0] == (2, ("Żory", "2479011"))


def test_csv_line_numbers_count_line_breaks_in_fields():
    table = read_table('miasto;źródło\n"Żory";"a\nb"\nŁódź;c\n'.encode())
    assert table.rows == ((2, ("Żory", "a b")), (4, ("Łódź", "c")))


@pytest.mark.parametrize(
    "content",
    [b"", b"  \n ", b"miasto;teryt\n", b"a\x00b;c\nd;e", b"miasto;teryt\n\x81\x83;1\n", b'a;b\n"open;c\n'],
    ids=["empty", "blank", "headings only", "binary", "no encoding", "open quote"],
)
def test_what_is_no_list_is_refused(content):
    with pytest.raises(InvalidInput):
        read_table(content)


def test_a_large_file_is_refused_unread():
    with pytest.raises(InvalidInput, match="2 MB"):
        read_table(b"x" * (MAX_BYTES + 1))


def test_too_many_rows_are_refused():
    with pytest.raises(InvalidInput):
        read_table(b"miasto;teryt\n" + b"A;1\n" * (MAX_ROWS + 1))


def xlsx(fill) -> bytes:
    book = Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    book.close()
    return buffer.getvalue()


def test_xlsx_numbers_dates_and_empty_cells_become_texts():
    def fill(book):
        book.active.append(["miasto", "teryt", "dołączyło", "ludność"])
        book.active.append(["Żory", 2479011, datetime.datetime(2022, 1, 28), 63174.0])
        book.active.append([None, None, None, None])
        book.active.append(["Łódź", "1061011", None, 1.5])

    table = read_table(xlsx(fill))
    assert table.rows == ((2, ("Żory", "2479011", "2022-01-28", "63174")), (4, ("Łódź", "1061011", "", "1.5")))


def test_xlsx_hidden_sheets_are_left_out():
    def fill(book):
        book.active.append(["secret", "x"])
        book.active.sheet_state = "hidden"
        shown = book.create_sheet("Lista")
        shown.append(["miasto", "teryt"])
        shown.append(["Żory", "2479011"])

    assert read_table(xlsx(fill)).header == ("miasto", "teryt")


def test_xlsx_formulas_give_stored_values_only():
    def fill(book):
        book.active.append(["miasto", "teryt"])
        book.active.append(["Żory", '=HYPERLINK("http://evil.example")'])

    assert read_table(xlsx(fill)).rows == ((2, ("Żory",)),)


def test_xlsx_merged_cells_hold_their_first_value():
    def fill(book):
        book.active.append(["miasto", "teryt", "sieć"])
        book.active.append(["Żory", "2479011", "Sieć Zielona"])
        book.active.append(["Łódź", "1061011", None])
        book.active.merge_cells("C2:C3")

    assert [cells[2:] for _line, cells in read_table(xlsx(fill)).rows] == [("Sieć Zielona",), ()]


def test_a_swollen_archive_is_refused_before_it_is_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (30 * 1024 * 1024))
    assert len(buffer.getvalue()) < 100_000
    with translation.override("en"), pytest.raises(InvalidInput, match="too much data"):
        read_table(buffer.getvalue())


def test_a_broken_archive_and_another_kind_of_archive_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("hello.txt", "hello")
    for content in (b"PK\x03\x04 not a zip", buffer.getvalue()):
        with pytest.raises(InvalidInput):
            read_table(content)


@pytest.mark.parametrize("place", range(40, 4800, 77))
def test_an_xlsx_with_bytes_that_were_changed_is_damaged(place):
    """Whatever breaks inside is refused with a sentence; what breaks nothing is read."""
    book, packed = Workbook(), io.BytesIO()
    book.active.append(["miasto", "teryt"])
    book.active.append(["Żory", "2479011"])
    book.save(packed)
    content = bytearray(packed.getvalue())
    content[place : place + 20] = b"\xff" * 20
    with contextlib.suppress(InvalidInput):
        assert read_table(bytes(content)).header
