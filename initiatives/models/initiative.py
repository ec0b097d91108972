"""The initiative itself, its record and its summary."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Timestamped
from documents.models import Document, Part
from initiatives.models.columns import one_per_document
from networks.models import Participation


class Initiative(Timestamped):
    """A MID: the document that a city's team writes in an edition."""

    participation = models.OneToOneField(
        Participation, on_delete=models.PROTECT, related_name="initiative", verbose_name=_("participation")
    )
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="initiative", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("Municipal Action Plan")
        verbose_name_plural = _("Municipal Action Plans")

    def __str__(self) -> str:
        return self.document.title


class Record(Part):
    title = models.CharField(
        _("title of the plan"),
        max_length=200,
        blank=True,
        help_text=_("Short and concrete: what will change, and where."),
    )
    subtitle = models.CharField(_("subtitle"), max_length=250, blank=True)
    period_start = models.DateField(_("plan from"), null=True, blank=True)
    period_end = models.DateField(_("plan until"), null=True, blank=True)
    responsible = models.CharField(
        _("responsible unit"),
        max_length=200,
        blank=True,
        help_text=_("The department of the city hall that leads the plan."),
    )

    class Meta(Part.Meta):
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            one_per_document("initiatives_one_record"),
            models.CheckConstraint(
                condition=Q(period_start=None) | Q(period_end=None) | Q(period_end__gte=F("period_start")),
                name="initiatives_record_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
        ]


class Summary(Part):
    text = models.TextField(
        _("summary"), blank=True, help_text=_("The whole plan in a few sentences, for a reader in a hurry.")
    )
    text_en = models.TextField(_("summary in English"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")
        constraints = [one_per_document("initiatives_one_summary")]
