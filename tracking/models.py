"""What people keep of their work with recommendations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import PolishOrder, Timestamped


class SavedView(Timestamped):
    """A list of recommendations that a person comes back to. `query` holds known parameters of the list only."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("filters"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = [PolishOrder("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="tracking_one_view_of_a_name",
                violation_error_message=_("You already have a view with this name."),
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="tracking_view_named"),
        ]

    def __str__(self) -> str:
        return self.name
