"""Indicators, monitoring and risks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import text
from documents.models import Part
from initiatives.enums import Frequency, IndicatorKind, RiskKind, RiskResponse
from initiatives.models.columns import lines, one_per_document, scale, within, year


class Monitoring(Part):
    text = models.TextField(_("how the plan is monitored"), blank=True)
    review_dates = lines(_("dates of review"), _("One per line, for example: March 2027."))

    class Meta(Part.Meta):
        verbose_name = _("monitoring")
        verbose_name_plural = _("monitoring")
        constraints = [one_per_document("initiatives_one_monitoring")]


class Indicator(Part):
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=IndicatorKind.choices, default=IndicatorKind.OUTPUT)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=3, null=True, blank=True)
    baseline_year = year(_("year of the baseline"))
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=3, null=True, blank=True)
    target_year = year(_("year of the target"))
    source = models.CharField(_("source of data"), max_length=300, blank=True)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency.choices, default=Frequency.YEAR)
    who = models.CharField(_("who measures"), max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name


class Measurement(Part):
    """What an indicator showed on a day."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="measurements", verbose_name=_("indicator")
    )
    date = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=3)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("The source, or why it is so."))

    class Meta(Part.Meta):
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")

    def __str__(self) -> str:
        return f"{text.long_date(self.date)}: {text.number(self.value)}"


class Risk(Part):
    text = models.CharField(_("risk"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=RiskKind.choices)
    probability = scale(_("probability"), _("From 1 (rare) to 5 (nearly certain)."))
    impact = scale(_("impact"), pgettext_lazy("risk", "From 1 (slight) to 5 (very serious)."))
    response = models.CharField(
        pgettext_lazy("risk", "response"), max_length=10, choices=RiskResponse.choices, default=RiskResponse.REDUCE
    )
    mitigation = models.CharField(_("what we will do"), max_length=500, blank=True)
    owner = models.CharField(_("who watches it"), max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            within("initiatives_probability_1_to_5", "probability", 1, 5),
            within("initiatives_impact_1_to_5", "impact", 1, 5),
        ]

    def __str__(self) -> str:
        return self.text
