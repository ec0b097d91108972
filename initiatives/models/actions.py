"""Actions, their funding, milestones."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.models import Part
from initiatives.enums import ActionKind, ActionState, FundingSource, FundingStatus, Priority
from initiatives.models.challenge import Aim
from initiatives.models.columns import lines, money, one_per_document, year
from initiatives.models.monitoring import Risk


class Action(Part):
    """One concrete action. `start` and `end` are first days of months; `cost` is empty while it is not known."""

    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    aim = models.ForeignKey(
        Aim, on_delete=models.PROTECT, related_name="actions", null=True, blank=True, verbose_name=_("aim")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ActionKind.choices)
    lead = models.CharField(
        _("lead"), max_length=200, blank=True, help_text=_("The organisation that answers for the action.")
    )
    partners = lines(_("partners"), _("One organisation per line."))
    start = models.DateField(_("first month"), null=True, blank=True)
    end = models.DateField(_("last month"), null=True, blank=True)
    cost = money(_("estimated cost in PLN"), _("Leave empty when it is not known yet."))
    outputs = lines(_("outputs"), _("What will exist after the action. One per line."))
    risks = models.ManyToManyField(Risk, related_name="actions", blank=True, verbose_name=_("risks"))
    after = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="before",
        blank=True,
        verbose_name=_("waits for"),
        help_text=_("Actions that must end before this one can begin."),
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.MEDIUM)
    state = models.CharField(_("state"), max_length=10, choices=ActionState.choices, default=ActionState.PLANNED)

    class Meta(Part.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                name="initiatives_action_dates_in_order",
                violation_error_message=_("The last month must not be before the first month."),
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="initiatives_action_cost_not_negative",
                violation_error_message=_("An amount cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActionFunding(Part):
    """A source that pays for an action. Without a `year` the amount is spread evenly over the action's months."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="funding", verbose_name=_("action"))
    source = models.CharField(_("source"), max_length=10, choices=FundingSource.choices)
    name = models.CharField(_("name of the programme or body"), max_length=200, blank=True)
    amount = money(_("amount in PLN"))
    year = year(_("year"))
    status = models.CharField(_("status"), max_length=10, choices=FundingStatus.choices, default=FundingStatus.PLANNED)

    class Meta(Part.Meta):
        verbose_name = _("source of funding")
        verbose_name_plural = _("sources of funding")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="initiatives_funding_not_negative",
                violation_error_message=_("An amount cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_source_display()


class Milestone(Part):
    date = models.DateField(_("date"))
    text = models.CharField(_("milestone"), max_length=250)
    action = models.ForeignKey(
        Action,
        on_delete=models.SET_NULL,
        related_name="milestones",
        null=True,
        blank=True,
        verbose_name=_("action"),
    )

    class Meta(Part.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.text


class Funding(Part):
    comment = models.TextField(_("comment on funding"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        constraints = [one_per_document("initiatives_one_funding")]
