from django.db import models
from django.utils.translation import gettext_lazy as _


class RenderingState(models.TextChoices):
    QUEUED = "queued", _("queued")
    RENDERING = "rendering", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class RenderingVariant(models.TextChoices):
    """`remarks` is never served to the public."""

    STANDARD = "standard", _("standard")
    GREY = "grey", _("easy to print")
    REMARKS = "remarks", _("with remarks and answers")
