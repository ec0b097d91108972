"""Columns and constraints that several parts share."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def lines(label: Any, hint: Any = "") -> ArrayField:
    """A list of short texts, each up to 500 characters, written one per line."""
    return ArrayField(models.CharField(max_length=500), verbose_name=label, default=list, blank=True, help_text=hint)


def scale(label: Any, hint: Any = "") -> models.PositiveSmallIntegerField:
    """A judgement from 1 to 5."""
    return models.PositiveSmallIntegerField(
        label, default=3, validators=[MinValueValidator(1), MaxValueValidator(5)], help_text=hint
    )


def year(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )


def money(label: Any, hint: Any = "") -> models.DecimalField:
    """An amount in PLN, not negative, or unknown (null)."""
    return models.DecimalField(
        label,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, _("An amount cannot be negative."))],
        help_text=hint,
    )


def within(name: str, field: str, low: int, high: int) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__range": (low, high)}),
        name=name,
        violation_error_message=_("Choose a value from the scale."),
    )


def one_per_document(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["document"], name=name)
