"""Delivery, links to the network and its Improvement Plan, annexes."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Part
from initiatives.enums import AnnexKind, Licence
from initiatives.models.columns import lines, one_per_document


def codes(label: Any, letter: str, hint: Any) -> ArrayField:
    """Codes of rows of an Improvement Plan, such as CYF-B01; codes link them, because plans belong to a higher app."""
    validator = RegexValidator(rf"^[A-Z]{{3}}-{letter}\d{{2}}$", _("Write codes as in the Improvement Plan."))
    return ArrayField(
        models.CharField(max_length=7, validators=[validator]),
        verbose_name=label,
        default=list,
        blank=True,
        help_text=hint,
    )


class Delivery(Part):
    unit = models.CharField(_("responsible unit"), max_length=200, blank=True)
    text = models.TextField(_("how the plan is managed"), blank=True)
    steering_group = lines(_("steering group"), _("One function or organisation per line, without names of people."))

    class Meta(Part.Meta):
        verbose_name = _("delivery")
        verbose_name_plural = _("delivery")
        constraints = [one_per_document("initiatives_one_delivery")]


class DecisionStep(Part):
    date = models.DateField(_("date"), null=True, blank=True)
    body = models.CharField(_("body"), max_length=200)
    resolution = models.CharField(_("number of the resolution"), max_length=80, blank=True)
    decision = models.CharField(_("decision"), max_length=300)

    class Meta(Part.Meta):
        verbose_name = _("decision step")
        verbose_name_plural = _("decision steps")

    def __str__(self) -> str:
        return self.decision


class NetworkLink(Part):
    learning = models.TextField(_("what we learnt from other cities"), blank=True)
    barriers = codes(_("barriers met"), "B", _("Codes from the Improvement Plan, one per line, for example CYF-B01."))
    practices = codes(
        _("good practices used"),
        "D",
        _("Codes from the Improvement Plan, one per line, for example CYF-D01."),
    )

    class Meta(Part.Meta):
        verbose_name = _("link to the network")
        verbose_name_plural = _("links to the network")
        constraints = [one_per_document("initiatives_one_network_link")]


class Annex(Part):
    """A file. `content_type` and `size` (bytes) are measured from the content when it is uploaded."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=AnnexKind.choices, default=AnnexKind.OTHER)
    file = models.FileField(_("file"), upload_to="annexes/%Y/%m/", max_length=200)
    size = models.PositiveIntegerField(_("size"), default=0, editable=False)
    content_type = models.CharField(_("type of file"), max_length=80, blank=True, editable=False)
    alternative = models.CharField(
        _("text alternative"),
        max_length=500,
        blank=True,
        help_text=_("What a person who cannot see the file should know."),
    )
    licence = models.CharField(_("licence"), max_length=6, choices=Licence.choices, default=Licence.CC_BY)

    class Meta(Part.Meta):
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")

    def __str__(self) -> str:
        return self.title
