import pytest

from core.names import fold, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Łódź", "lodz"), ("  ŻORY\u00a0", "zory"), ("Kostrzyn  nad Odrą", "kostrzyn nad odra"), ("", "")],
)
def test_fold_drops_marks_case_and_spaces(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "address"),
    [("Kostrzyn nad Odrą", "kostrzyn-nad-odra"), ("Łódź (woj. łódzkie)", "lodz-woj-lodzkie"), ("???", "")],
)
def test_slug_is_an_address(text, address):
    assert slug(text) == address
