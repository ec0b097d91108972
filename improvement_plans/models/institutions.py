"""Addressees of recommendations, their names over time, and their people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import PolishOrder, Timestamped
from improvement_plans.enums import InstitutionKind


class Institution(Timestamped):
    """An addressee of recommendations. It may have had other names (`FormerName`).

    One that became part of another (`merged_into`) keeps its address, which leads there, and what it said.
    """

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=InstitutionKind.choices)
    teryt = models.CharField(_("TERYT code"), max_length=7, blank=True)
    contact_unit = models.CharField(
        _("unit to ask"), max_length=200, blank=True, help_text=_("The department that answers recommendations.")
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True, editable=False,
        verbose_name=_("part of"),
    )  # fmt: skip
    is_sample = models.BooleanField(_("sample data"), default=False)

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = [PolishOrder("name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="improvement_plans_not_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def present(self) -> "Institution":
        """The institution that stands for this one now: itself, or the one that it became part of."""
        return self.merged_into or self


class FormerName(models.Model):
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=200)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["until", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="improvement_plans_former_name_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


class InstitutionMember(Timestamped):
    """A member of a ministry's (or another institution's) staff who answers its recommendations."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="members", verbose_name=_("institution")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="institutions",
        verbose_name=_("person"),
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of an institution")
        verbose_name_plural = _("members of institutions")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "user"], condition=Q(until=None), name="improvement_plans_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.institution})"
