"""Figures with their unit and year, so that tables need fewer columns."""

from decimal import Decimal
from typing import Any

from core import text

Found = dict[str, Any] | None


def figure_of(content: dict[str, Any], row: dict[str, Any]) -> Found:
    """The value of a figure: `71,5 % (2023)`."""
    return _measure(row["values"], "value", "year")


def baseline_of(content: dict[str, Any], row: dict[str, Any]) -> Found:
    """Where an indicator starts: `41,5 °C (2024)`."""
    return _measure(row["values"], "baseline", "baseline_year")


def target_of(content: dict[str, Any], row: dict[str, Any]) -> Found:
    """Where an indicator should get: `38,5 °C (2029)`."""
    return _measure(row["values"], "target", "target_year")


def source_of(content: dict[str, Any], row: dict[str, Any]) -> Found:
    """The source of a figure, with a link where its address is known."""
    values = row["values"]
    address = values.get("source_url") or ""
    words = values.get("source") or address
    return {"text": text.nbsp(words), "url": address} if words else None


def _measure(values: dict[str, Any], value: str, year: str) -> Found:
    if values.get(value) is None:
        return None
    words = f"{text.number(Decimal(values[value]))}{text.NBSP}{values.get('unit') or ''}".strip()
    return {"text": f"{words} ({values[year]})" if values.get(year) else words}
