"""Reads of cities."""

from itertools import count
from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.enums import Role
from cities.models import City, PopulationFigure, Voivodeship
from core.names import slug


def cities_managed_by(user: Any) -> QuerySet[City]:
    """Cities whose facts the user may change: all for coordinators, none for others. Voivodeship and figures loaded."""
    if not user.is_authenticated or user.role != Role.COORDINATOR:
        return City.objects.none()
    return City.objects.select_related("voivodeship").prefetch_related(latest_figures())


def latest_figures() -> Prefetch:
    """Population figures, the newest first (a figure without a year last)."""
    return Prefetch("population_figures", queryset=PopulationFigure.objects.all())


def voivodeship_names() -> dict[str, str]:
    """Names of the voivodeships by TERYT code. One query."""
    return dict(Voivodeship.objects.values_list("code", "name"))


def free_slug(name: str) -> str:
    """An address for a city of this name that no other city has: `swidnica`, `swidnica-2` ..."""
    base = slug(name)[:50] or "miasto"
    taken = set(City.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in count(2) if f"{base}-{number}" not in taken)
