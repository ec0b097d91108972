"""Widgets of the portal's own fields."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.text import NBSP

BOX_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
BOX_WIDTHS = {"day": "2", "month": "2", "year": "4"}


class DateBoxes(forms.MultiWidget):
    """A date typed in boxes; `parts` says which ones. Its raw value is a list of texts, one for each box."""

    template_name = "forms/date_boxes.html"
    use_fieldset = True

    def __init__(self, parts: tuple[str, ...] = ("day", "month", "year"), attrs: dict[str, Any] | None = None):
        self.parts = parts
        super().__init__({part: self._box(part) for part in parts}, attrs)

    @staticmethod
    def _box(part: str) -> forms.TextInput:
        width = f"govuk-input--width-{BOX_WIDTHS[part]}"
        attrs = {"class": f"govuk-input govuk-date-input__input {width}", "autocomplete": "off"}
        if part != "month":
            attrs["inputmode"] = "numeric"
        return forms.TextInput(attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, str):
            value = datetime.date.fromisoformat(value)
        return [getattr(value, part) if value else "" for part in self.parts]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, box in zip(self.parts, context["widget"]["subwidgets"], strict=True):
            box["box_label"] = BOX_LABELS[part]
            box["attrs"]["class"] = self._box(part).attrs["class"]
            if box["attrs"].get("aria-invalid"):
                box["attrs"]["class"] += " govuk-input--error"
        return context


class LinesTextarea(forms.Textarea):
    """A list as text, one item on a line."""

    def format_value(self, value: Any) -> str | None:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class NumberInput(forms.TextInput):
    """A number as people in the active language write it; `suffix` is the unit beside the box."""

    def __init__(self, attrs: dict[str, Any] | None = None, suffix: Any = "") -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.suffix = suffix

    def format_value(self, value: Any) -> str | None:
        if not isinstance(value, Decimal | int | float) or isinstance(value, bool):
            return str(value) if value not in (None, "") else None
        text = f"{Decimal(str(value)):,f}"
        if "." in text:
            whole, _dot, fraction = text.partition(".")
            text = whole if not fraction.strip("0") else text
        if (get_language() or "pl").startswith("pl"):
            return text.replace(",", NBSP).replace(".", ",")
        return text
