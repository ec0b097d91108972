"""Cities, voivodeships and population figures."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.enums import GminaKind, SizeClass
from core.models import PolishOrder, Timestamped

teryt_validator = RegexValidator(r"^\d{7}$", _("A TERYT code has seven digits."))


class Voivodeship(models.Model):
    code = models.CharField(_("TERYT code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("voivodeship")
        verbose_name_plural = _("voivodeships")
        ordering = [PolishOrder("name")]

    def __str__(self) -> str:
        return self.name


class City(Timestamped):
    """A municipality that takes part. `source` says where the facts come from; a fictional city is `is_sample`."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    teryt = models.CharField(_("TERYT code"), max_length=7, unique=True, validators=[teryt_validator])
    gmina_kind = models.PositiveSmallIntegerField(_("kind of municipality"), choices=GminaKind.choices)
    voivodeship = models.ForeignKey(
        Voivodeship, on_delete=models.PROTECT, related_name="cities", verbose_name=_("voivodeship")
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(48.9), MaxValueValidator(54.9)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(14.0), MaxValueValidator(24.2)]
    )
    size_class = models.CharField(
        pgettext_lazy("city", "size"),
        max_length=10,
        choices=SizeClass.choices,
        default=SizeClass.UNKNOWN,
        editable=False,
    )
    website = models.URLField(_("website"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = [PolishOrder("name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(teryt__regex=r"^\d{7}$"),
                name="cities_teryt_seven_digits",
                violation_error_message=_("A TERYT code has seven digits."),
            ),
            models.CheckConstraint(
                # A comparison with null is not false, so the second half says that nothing is null.
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(48.9, 54.9),
                    longitude__range=(14.0, 24.2),
                ),
                name="cities_coordinates_in_poland",
                violation_error_message=_("The coordinates must lie in Poland."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PopulationFigure(models.Model):
    """A count of inhabitants. `year` is empty where the source does not say it (shown as unknown)."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="population_figures", verbose_name=_("city"))
    value = models.PositiveIntegerField(_("inhabitants"), validators=[MinValueValidator(1)])
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("population figure")
        verbose_name_plural = _("population figures")
        ordering = [F("year").desc(nulls_last=True), "-id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "year"], nulls_distinct=False, name="cities_one_figure_per_year"),
            models.CheckConstraint(condition=Q(value__gt=0), name="cities_population_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.city}: {self.value}"


class Organisation(Timestamped):
    """An entry of the shared directory of those who lead actions and take part in them.

    Plans keep the name as text, so that a frozen word never changes; `key` is the name folded for finding it again.
    `city` is empty for those who work in the whole country. A doubled entry points to the one that stays.
    `is_confirmed` once a coordinator has looked at it; until then it is what a team typed.
    """

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, editable=False)
    city = models.ForeignKey(
        City, on_delete=models.CASCADE, related_name="organisations", null=True, blank=True, verbose_name=_("city")
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="merged", null=True, blank=True, verbose_name=_("same as")
    )
    is_confirmed = models.BooleanField(_("checked by a coordinator"), default=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = [PolishOrder("name")]
        constraints = [
            models.UniqueConstraint(fields=["city", "key"], name="cities_organisation_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="cities_organisation_not_merged_into_itself",
                violation_error_message=_("An organisation cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
