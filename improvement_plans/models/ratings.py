"""Whether what was done helped the cities that had raised it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Timestamped
from improvement_plans.enums import Helped
from improvement_plans.models.plan import Recommendation
from networks.models import Participation


class CityRating(Timestamped):
    """What a city's team says of the effect of a recommendation. Everybody sees the counts, the programme the words.

    Saying it again replaces what was said; the audit log keeps that it was.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="ratings", verbose_name=_("recommendation")
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="ratings", verbose_name=_("participation")
    )
    helped = models.CharField(_("did it help?"), max_length=8, choices=Helped.choices)
    text = models.TextField(_("why"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("rating of a city")
        verbose_name_plural = _("ratings of cities")
        ordering = ["participation__city__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "participation"], name="improvement_plans_one_rating_of_a_city"
            ),
            models.CheckConstraint(condition=Q(helped__in=Helped.values), name="improvement_plans_helped_known"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.code}: {self.get_helped_display()}"
