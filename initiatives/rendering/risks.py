"""How serious a risk is: probability times impact."""

from typing import Any

from django.utils.translation import gettext as _

HIGH, MEDIUM = 15, 8


def risk_level(content: dict[str, Any], row: dict[str, Any]) -> dict[str, Any] | None:
    """Words and tone of a risk: high from 15 of 25, medium from 8, else low; None while a factor is missing."""
    probability, impact = row["values"].get("probability"), row["values"].get("impact")
    if not probability or not impact:
        return None
    product = probability * impact
    if product >= HIGH:
        return {"text": _("high (%(product)d)") % {"product": product}, "raw": "red"}
    if product >= MEDIUM:
        return {"text": _("medium (%(product)d)") % {"product": product}, "raw": "yellow"}
    return {"text": _("low (%(product)d)") % {"product": product}, "raw": "green"}
