"""Diagnosis, challenge, vision and aims."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Part
from initiatives.models.columns import lines, one_per_document, year


class Diagnosis(Part):
    text = models.TextField(
        _("diagnosis and context"),
        blank=True,
        help_text=_("Where the city stands today. Give figures and their sources."),
    )
    strengths = lines(_("strengths"), _("One per line."))
    weaknesses = lines(_("weaknesses"), _("One per line."))
    chances = lines(_("opportunities"), _("One per line."))
    threats = lines(_("threats"), _("One per line."))

    class Meta(Part.Meta):
        verbose_name = _("diagnosis")
        verbose_name_plural = _("diagnoses")
        constraints = [one_per_document("initiatives_one_diagnosis")]


class DataItem(Part):
    name = models.CharField(_("name"), max_length=200)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=40)
    year = year(_("year"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")


class StrategyLink(Part):
    title = models.CharField(_("title of the document"), max_length=250)
    url = models.URLField(_("address"), blank=True)
    passage = models.CharField(
        _("passage"), max_length=500, blank=True, help_text=_("Which aim or chapter the plan follows.")
    )

    class Meta(Part.Meta):
        verbose_name = _("link to a strategy")
        verbose_name_plural = _("links to strategies")


class Challenge(Part):
    statement = models.CharField(
        _("challenge"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences: what is wrong, for whom, since when."),
    )
    causes = lines(_("causes"), _("One per line."))
    effects = lines(pgettext_lazy("challenge", "effects"), _("One per line."))
    affected = lines(_("whom it touches"), _("One group per line."))
    area = models.CharField(_("area"), max_length=300, blank=True, help_text=_("The whole city or its part."))

    class Meta(Part.Meta):
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        constraints = [one_per_document("initiatives_one_challenge")]


class Vision(Part):
    vision = models.CharField(
        _("vision"), max_length=500, blank=True, help_text=_("What it will be like when the plan has worked.")
    )
    main_aim = models.CharField(_("main aim"), max_length=300, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("vision and main aim")
        verbose_name_plural = _("visions and main aims")
        constraints = [one_per_document("initiatives_one_vision")]


class Aim(Part):
    text = models.CharField(_("specific aim"), max_length=300)
    priority = models.PositiveSmallIntegerField(
        _("priority"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(7)],
        help_text=_("1 is the most important."),
    )
    target_year = year(_("target year"))

    class Meta(Part.Meta):
        verbose_name = _("specific aim")
        verbose_name_plural = _("specific aims")
        constraints = [
            models.CheckConstraint(condition=Q(priority__range=(1, 7)), name="initiatives_aim_priority_1_to_7"),
        ]

    def __str__(self) -> str:
        return self.text
