"""How serious a risk is: probability times impact."""

from typing import Any

from django.utils.translation import pgettext

from core.text import NBSP

HIGH, MEDIUM = 15, 8


def risk_level(content: dict[str, Any], row: dict[str, Any]) -> dict[str, Any] | None:
    """Words and tone of a risk: high from 15 of 25, medium from 8, else low; None while a factor is missing."""
    probability, impact = row["values"].get("probability"), row["values"].get("impact")
    if not probability or not impact:
        return None
    product = probability * impact
    words, tone = _level(product)
    return {"text": f"{words}: {probability}{NBSP}×{NBSP}{impact}{NBSP}={NBSP}{product}", "raw": tone}


def _level(product: int) -> tuple[str, str]:
    if product >= HIGH:
        return pgettext("level of risk", "high"), "red"
    if product >= MEDIUM:
        return pgettext("level of risk", "medium"), "yellow"
    return pgettext("level of risk", "low"), "green"
