"""The tables over a whole Improvement Plan: on the page, in the PDF and in DOCX the same words."""

import io

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from docx import Document as Docx

from documents.rendering import reading
from publishing.rendering.docx import docx_of
from tests.publishing import factories as make

CODES = [f"ZIE-R{n:02d}" for n in range(1, 13)]


@pytest.fixture(autouse=True)
def polish():
    with translation.override("pl"):
        yield


def panels(content=None):
    return {panel.name: panel for section in reading(content or make.plan()).sections for panel in section.panels}


def test_every_recommendation_has_its_line() -> None:
    lines = panels()["recommendation_table"].data["lines"]
    assert [line.entry.code for line in lines] == CODES
    assert {(line.lead, line.kind, line.priority) for line in lines} == {
        ("Ministerstwo Infrastruktury", "prawna", "wysoki")
    }


def test_the_matrix_says_which_recommendation_answers_which_barrier() -> None:
    content = make.plan()
    answered = {
        (row["values"]["code"], other["values"]["code"])
        for row in content["parts"]["barrier"]
        for other in content["parts"]["recommendation"]
        if row["id"] in other["values"]["barriers"]
    }
    blocks = panels(content)["barrier_matrix"].data["blocks"]
    assert [len(block.columns) for block in blocks] == [10, 2]
    found = {
        (entry.code, column.code)
        for block in blocks
        for entry, marks in block.rows
        for column, mark in zip(block.columns, marks, strict=True)
        if mark
    }
    assert found == answered


def test_indexes_stand_in_polish_order() -> None:
    cities = panels()["city_index"].data["lines"]
    assert [name for name, _barriers, _practices in cities] == ["Gdańsk", "Łódź", "Żory"]
    assert [entry.code for entry in {name: one for name, one, _practices in cities}["Łódź"]] == [
        f"ZIE-B{n:02d}" for n in range(2, 13, 2)
    ]
    addressees = panels()["addressee_index"].data["lines"]
    assert [(name, len(leads), len(joins)) for name, leads, joins in addressees] == [
        ("Ministerstwo Infrastruktury", 12, 0),
        ("Wody Polskie", 0, 12),
    ]


def test_a_plan_without_rows_has_no_tables() -> None:
    empty = make.content("pu", {}, title="Plan")
    assert panels(empty) == {}


def test_docx_has_the_same_tables_in_words() -> None:
    made = Docx(io.BytesIO(docx_of(reading(make.plan()))))
    tables = {table.cell(0, 0).text: table for table in made.tables if "w:tblHeader" in table.rows[0]._tr.xml}
    assert tables["Miasto"].cell(1, 0).text == "Gdańsk"
    assert len(tables["Adresat"].rows) == 3
    matrices = [table for table in made.tables if table.cell(0, 1).text in {"ZIE-R01", "ZIE-R11"}]
    assert [len(table.columns) for table in matrices] == [11, 3]
    assert [cell.text for cell in matrices[0].rows[1].cells][:3] == [
        "ZIE-B01 Przepisy utrudniają retencję, część 1",
        "tak",
        "–",
    ]


@pytest.mark.parametrize("name", ["recommendation_table", "barrier_matrix", "addressee_index", "city_index"])
def test_each_table_has_headers_of_rows_and_columns(name: str) -> None:
    panel = panels()[name]
    text = render_to_string(panel.template, {"panel": panel})
    assert 'scope="col"' in text
    assert 'scope="row"' in text
    assert "<caption" in text
