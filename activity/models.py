"""What happened (events) and who should know (notices). Rows store labels and ids: history outlives its targets."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import translate_url
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from activity.enums import Verb

#: an address inside the portal: one slash, then no second slash or backslash that a browser could take for a host
LOCAL_PATH = r"^/([^/\\\s][^\\\s]*)?$"


class Event(models.Model):
    """One thing that somebody did. `verb` is a key of `activity.enums.Verb`."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    actor_label = models.CharField(max_length=150)
    verb = models.CharField(max_length=40)
    target_kind = models.CharField(max_length=40)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(max_length=250)
    document_id = models.UUIDField(null=True, db_index=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.what}: {self.target_label}"

    @property
    def what(self) -> str:
        """The verb in the active language; one that this version of the portal no longer knows stays as it is."""
        return str(Verb(self.verb).label) if self.verb in Verb.values else self.verb

    @property
    def reason(self) -> str:
        """What the actor wrote to explain it, when there is something."""
        return str(self.data.get("reason") or self.data.get("note") or self.data.get("reasons") or "")


class Notice(models.Model):
    """An event that one person should know of; `path` leads to the exact place."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    path = models.CharField(max_length=300, validators=[RegexValidator(LOCAL_PATH)])
    #: it asks something of the person; `activity.services.settle` clears it when nothing is asked any more
    waits = models.BooleanField(_("asks something of the person"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="activity_notice_once"),
            models.CheckConstraint(condition=Q(path__regex=LOCAL_PATH), name="activity_notice_leads_inside"),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(seen_at=None), name="activity_notice_unseen"),
        ]

    def __str__(self) -> str:
        return str(self.event)

    def path_in(self, language: str) -> str:
        """The place that the notice leads to, on the pages of `language`, whatever language the actor used."""
        written_in = get_language_from_path(self.path) or settings.LANGUAGE_CODE
        with override(written_in):
            return translate_url(self.path, language)
