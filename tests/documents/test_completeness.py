"""What a document lacks, counted by sections."""

from documents.queries import completeness

INTRODUCTION = {"title": "Plan", "text": "<p>Po co</p>"}
BARRIER = {"code": "CYF-B01", "title": "Bariera", "description": "<p>Opis</p>", "kind": "legal", "weight": 3}


def _row(number, **values):
    return {"id": str(number), "code": f"B{number}", "values": values}


def test_many_rows_in_one_section_do_not_hide_that_another_is_empty():
    barriers = [_row(number, **BARRIER) for number in range(40)]
    found = completeness({"kind": "pu", "parts": {"introduction": [_row(1, **INTRODUCTION)], "barrier": barriers}})
    assert found.required == ("introduction", "barriers", "recommendations")
    assert found.by_section["recommendations"] == (0, 1)
    assert (found.ready, found.percent) == (2, 66)


def test_an_unfinished_row_makes_an_optional_section_count():
    found = completeness({"kind": "pu", "parts": {"good_practice": [_row(1, title="Praktyka")]}})
    assert "good_practices" in found.required
    assert {gap.section.key for gap in found.gaps} == set(found.required)


def test_nothing_written_is_nothing_ready():
    found = completeness({"kind": "mid", "parts": {}})
    assert (found.ready, found.percent) == (0, 0)
