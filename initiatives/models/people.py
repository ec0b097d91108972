"""Stakeholders and how the city talks to them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.models import Part
from initiatives.enums import Attitude, Channel, Engagement, StakeholderKind
from initiatives.models.columns import money, scale, within


class Stakeholder(Part):
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=StakeholderKind.choices)
    influence = scale(_("influence"), _("From 1 (small) to 5 (great)."))
    interest = scale(_("interest"), _("From 1 (small) to 5 (great)."))
    attitude = models.CharField(_("attitude"), max_length=10, choices=Attitude.choices, default=Attitude.UNKNOWN)
    role_creating = models.CharField(_("role in creating the plan"), max_length=300, blank=True)
    role_delivery = models.CharField(_("role in carrying it out"), max_length=300, blank=True)
    engagement = models.CharField(
        _("how engaged"), max_length=10, choices=Engagement.choices, default=Engagement.INFORM
    )
    contact = models.CharField(
        _("contact"),
        max_length=300,
        blank=True,
        help_text=_("For the team only. It is never published or printed."),
    )

    class Meta(Part.Meta):
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        constraints = [
            within("initiatives_influence_1_to_5", "influence", 1, 5),
            within("initiatives_interest_1_to_5", "interest", 1, 5),
        ]

    def __str__(self) -> str:
        return self.name


class CommunicationActivity(Part):
    audience = models.CharField(_("audience"), max_length=200)
    stakeholders = models.ManyToManyField(
        Stakeholder, related_name="communication", blank=True, verbose_name=_("stakeholders reached")
    )
    message = models.CharField(_("message"), max_length=500)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    who = models.CharField(_("who"), max_length=200, blank=True)
    cost = money(_("cost in PLN"))
    measure = models.CharField(_("how we will know that it worked"), max_length=300, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("communication activity")
        verbose_name_plural = _("communication activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                name="initiatives_communication_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="initiatives_communication_cost_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.audience
