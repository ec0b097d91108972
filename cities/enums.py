from django.db import models
from django.utils.translation import gettext_lazy as _


class SizeClass(models.TextChoices):
    """Size of a city by inhabitants."""

    SMALL = "small", _("up to 20 thousand")
    MEDIUM = "medium", _("20 to 100 thousand")
    LARGE = "large", _("100 to 500 thousand")
    METROPOLIS = "metropolis", _("over 500 thousand")
    UNKNOWN = "unknown", _("size unknown")


#: upper limits in inhabitants, in order
SIZE_LIMITS: tuple[tuple[int, SizeClass], ...] = (
    (20_000, SizeClass.SMALL),
    (100_000, SizeClass.MEDIUM),
    (500_000, SizeClass.LARGE),
)


class GminaKind(models.IntegerChoices):
    """Last digit of a TERYT code (TERC); participants are whole municipalities."""

    URBAN = 1, _("urban municipality")
    RURAL = 2, _("rural municipality")
    URBAN_RURAL = 3, _("urban-rural municipality")
