import datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from core.forms.fields import LinesField, MoneyField, MonthField, NumberField, ThreeBoxDateField
from core.forms.widgets import NumberInput

D = datetime.date
S = "\u00a0"


@pytest.fixture(autouse=True)
def _english_messages():
    with translation.override("en"):
        yield


def codes(field, value):
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(value)
    return [error.code for error in caught.value.error_list]


@pytest.mark.parametrize(
    ("boxes", "date"),
    [
        (["1", "9", "2027"], D(2027, 9, 1)),
        (["01", "IX", " 2027 "], D(2027, 9, 1)),
        (["29", "lutego", "2028"], D(2028, 2, 29)),
    ],
)
def test_date_in_boxes(boxes, date):
    assert ThreeBoxDateField().clean(boxes) == date


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (["", "", ""], "required"),
        (["1", "", "2027"], "missing_month"),
        (["", "9", "2027"], "missing_day"),
        (["1", "9", ""], "missing_year"),
        (["1", "9", "27"], "bad_year"),
        (["1", "9", "9999"], "bad_year"),
        (["1", "13", "2027"], "bad_month"),
        (["31", "2", "2027"], "bad_date"),
        (["x", "2", "2027"], "bad_date"),
        (["٣", "2", "2027"], "ok"),
        (["9" * 5000, "2", "2027"], "bad_date"),
        (["9" * 20, "2", "2027"], "bad_date"),
        (["1", "9" * 5000, "2027"], "bad_month"),
    ],
)
def test_bad_date_in_boxes(boxes, code):
    if code == "ok":
        assert ThreeBoxDateField().clean(boxes) == D(2027, 2, 3)
    else:
        assert codes(ThreeBoxDateField(), boxes) == [code]


def test_date_limits():
    field = ThreeBoxDateField(earliest=D(2025, 1, 1), latest=D(2027, 12, 31))
    assert codes(field, ["31", "12", "2024"]) == ["too_early"]
    assert codes(field, ["1", "1", "2028"]) == ["too_late"]
    assert field.clean(["31", "12", "2027"]) == D(2027, 12, 31)


def test_optional_date_is_none_when_empty():
    assert ThreeBoxDateField(required=False).clean(["", " ", ""]) is None


def test_month_is_the_first_day():
    assert MonthField().clean(["5", "2026"]) == D(2026, 5, 1)
    assert codes(MonthField(), ["", "2026"]) == ["missing_month"]


def test_date_has_changed():
    field = MonthField()
    assert not field.has_changed(D(2026, 5, 1), ["05", "2026"])
    assert field.has_changed(D(2026, 5, 1), ["6", "2026"])
    assert field.has_changed(None, ["6", ""])
    assert not field.has_changed(None, ["", ""])


def test_lines():
    field = LinesField(max_lines=3, max_line_length=10)
    assert field.clean(" Zarząd \r\n\n  Wody\n") == ["Zarząd", "Wody"]
    assert codes(field, "a\nb\nc\nd") == ["too_many"]
    assert codes(field, "a\n" + "b" * 11) == ["too_long"]
    assert codes(field, " \n ") == ["required"]
    assert not field.has_changed(["a", "b"], "a\r\nb\n")
    assert field.widget.format_value(["a", "b"]) == "a\nb"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 250 000,50", "1250000.50"),
        (f"1{S}250{S}000", "1250000"),
        ("1\u202f250,5 zł", "1250.5"),
        ("1.250.000,50", "1250000.50"),
        ("1,250,000.50", "1250000.50"),
        ("1250000.5", "1250000.5"),
        ("1.250.000", "1250000"),
        ("PLN 12", "12"),
        ("0", "0"),
        (",5", "0.5"),
    ],
)
def test_money(typed, amount):
    assert MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("dużo", "invalid"),
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("1e9", "invalid"),
        ("1,2.3,4", "invalid"),
        ("1.250", "max_decimal_places"),
        ("-5", "min_value"),
        ("−5", "min_value"),
        ("9" * 13, "max_whole_digits"),
        ("9" * 15, "max_digits"),
        ("12 34 zł zł", "invalid"),
    ],
)
def test_bad_money(typed, code):
    assert code in codes(MoneyField(), typed)


def test_number_may_be_negative():
    assert NumberField().clean("-3,5") == Decimal("-3.5")


def test_amounts_are_shown_in_the_language_of_the_page():
    assert NumberInput().format_value(Decimal("1250000.50")) == "1,250,000.50"
    assert NumberInput().format_value(Decimal("10.00")) == "10"
    assert NumberInput().format_value("abc") == "abc"
    with translation.override("pl"):
        shown = NumberInput().format_value(Decimal("1250000.50"))
        assert shown == f"1{S}250{S}000,50"
        assert MoneyField().clean(shown) == Decimal("1250000.50")
        assert not MoneyField().has_changed(Decimal("1250000.50"), shown)
