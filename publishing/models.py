"""Files made from a frozen Version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified, Timestamped
from documents.models import Version
from publishing.enums import RenderingState


class Rendering(Identified, Timestamped):
    """A PDF of a Version, or the way to it. `key` is SHA-256 of content, templates and language: one key, one file."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="renderings")
    key = models.CharField(max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=2, default="pl")
    state = models.CharField(_("state"), max_length=10, choices=RenderingState.choices, default=RenderingState.QUEUED)
    is_urgent = models.BooleanField(_("somebody waits"), default=False)
    page = models.PositiveIntegerField(_("page"), default=0)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    file = models.FileField(_("file"), upload_to="pdf/", max_length=200, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.version} {self.state}"
