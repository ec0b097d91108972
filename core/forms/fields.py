"""Form fields that take what people in Poland type: dates in boxes, lists by lines, numbers with a comma."""

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.forms.widgets import DateBoxes, LinesTextarea, NumberInput
from core.text import parse_month

FIRST_YEAR, LAST_YEAR = 1900, 2200
SPACES = re.compile(r"[\s\u00a0\u202f\u2009_']+")
PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)")
GROUPED_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:(?!(?P=mark))[.,][0-9]+)?")


class ThreeBoxDateField(forms.Field):
    """A date typed as day, month and year. The month may also be a name or a Roman numeral."""

    widget = DateBoxes
    default_error_messages = {
        "required": _("Enter the date"),
        "missing_day": _("Enter the day too"),
        "missing_month": _("Enter the month too"),
        "missing_year": _("Enter the year too"),
        "bad_month": _("Enter the month as a number from 1 to 12"),
        "bad_year": _("Enter the year as four digits, for example 2027"),
        "bad_date": _("Enter a date that exists, for example 1 9 2027"),
        "too_early": _("Enter a date no earlier than %(limit)s"),
        "too_late": _("Enter a date no later than %(limit)s"),
    }
    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(
        self, *, earliest: datetime.date | None = None, latest: datetime.date | None = None, **options: Any
    ) -> None:
        options.setdefault("widget", DateBoxes(self.parts))
        super().__init__(**options)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> datetime.date | None:
        if not value or isinstance(value, datetime.date):
            return value or None
        typed = {part: str(text or "").strip() for part, text in zip(self.parts, value, strict=True)}
        if not any(typed.values()):
            return None
        for part, text in typed.items():
            if not text:
                raise self._error(f"missing_{part}")
        month = parse_month(typed["month"])
        if month is None:
            raise self._error("bad_month")
        return self._date(self._year(typed["year"]), month, typed.get("day", "1"))

    def _year(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise self._error("bad_year")
        return int(text)

    def _date(self, year: int, month: int, day: str) -> datetime.date:
        try:
            return datetime.date(year, month, int(day))
        except (ValueError, OverflowError):
            raise self._error("bad_date") from None

    def _error(self, code: str, **parameters: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=parameters)

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise self._error("too_early", limit=self.describe(self.earliest))
        if value and self.latest and value > self.latest:
            raise self._error("too_late", limit=self.describe(self.latest))

    @staticmethod
    def describe(limit: datetime.date) -> str:
        return f"{limit:%d.%m.%Y}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (self.to_python(initial) if initial else None)
        except ValidationError:
            return True


class MonthField(ThreeBoxDateField):
    """A month typed as month and year; its value is the first day of the month."""

    parts = ("month", "year")
    default_error_messages = {
        "required": _("Enter the month and the year"),
        "too_early": _("Enter a month no earlier than %(limit)s"),
        "too_late": _("Enter a month no later than %(limit)s"),
    }

    @staticmethod
    def describe(limit: datetime.date) -> str:
        return f"{limit:%m.%Y}"


class LinesField(forms.CharField):
    """A list of texts, one on a line <-> a Python list without empty lines; count and length are limited."""

    widget = LinesTextarea
    default_error_messages = {
        "too_many": ngettext_lazy(
            "Enter at most %(limit)s line; there are %(count)s",
            "Enter at most %(limit)s lines; there are %(count)s",
            "limit",
        ),
        "too_long": ngettext_lazy(
            "Line %(line)s is too long: at most %(limit)s character",
            "Line %(line)s is too long: at most %(limit)s characters",
            "limit",
        ),
    }

    def __init__(self, *, max_lines: int = 50, max_line_length: int = 500, **options: Any) -> None:
        super().__init__(**options)
        self.max_lines, self.max_line_length = max_lines, max_line_length

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list | tuple):
            return [str(line).strip() for line in value if str(line).strip()]
        lines = str(value or "").replace("\x00", "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > self.max_lines:
            raise ValidationError(
                self.error_messages["too_many"],
                code="too_many",
                params={"limit": self.max_lines, "count": len(value)},
            )
        for number, line in enumerate(value, 1):
            if len(line) > self.max_line_length:
                raise ValidationError(
                    self.error_messages["too_long"],
                    code="too_long",
                    params={"line": number, "limit": self.max_line_length},
                )

    def run_validators(self, value: list[str]) -> None:
        for line in value:
            super().run_validators(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def parse_number(text: str) -> Decimal:
    """`1 250 000,50`, `1.250.000,50`, `1,250,000.50`, `1250000.5` -> Decimal. Raises InvalidOperation.

    A single point or comma is the decimal mark; one that occurs twice, or before the other, groups thousands.
    """
    digits = SPACES.sub("", text).replace("\u2212", "-")
    if PLAIN_NUMBER.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    grouped = GROUPED_NUMBER.fullmatch(digits)
    if not grouped:
        raise InvalidOperation(text)
    return Decimal(digits.replace(grouped["mark"], "").replace(",", "."))


class NumberField(forms.DecimalField):
    """A decimal number written the Polish or the English way, with or without spaces."""

    widget = NumberInput
    unit_words = re.compile(r"(?!)")
    default_error_messages = {
        "invalid": _("Enter a number, for example 1 250,50"),
        "min_value": _("Enter a number not smaller than %(limit_value)s"),
        "max_value": _("Enter a number not greater than %(limit_value)s"),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        if isinstance(value, str):
            try:
                return parse_number(self.unit_words.sub("", value.strip()))
            except InvalidOperation:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class MoneyField(NumberField):
    """An amount in złoty, two decimals, not negative unless `min_value` says otherwise."""

    unit_words = re.compile(r"(?:zł|pln)\.?$|^pln", re.IGNORECASE)
    default_error_messages = {
        "invalid": _("Enter an amount in złoty, for example 1 250 000,50"),
        "min_value": _("The amount cannot be smaller than %(limit_value)s zł"),
        "max_decimal_places": _("Enter at most two decimals. Separate thousands with a space"),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_digits", 14)
        options.setdefault("decimal_places", 2)
        options.setdefault("min_value", Decimal(0))
        options.setdefault("widget", NumberInput({"class": "govuk-input--width-10"}, suffix=_("PLN")))
        super().__init__(**options)


class LongText(forms.CharField):
    """Plain text of several lines. A line end counts as one character, as the counter on the page does."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)
