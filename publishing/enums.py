from django.db import models
from django.utils.translation import gettext_lazy as _


class RenderingState(models.TextChoices):
    QUEUED = "queued", _("queued")
    RENDERING = "rendering", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
