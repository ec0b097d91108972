"""What happened (events), who should know (notices), and how they hear of it (settings, e-mails, the calendar feed).

Events store labels and ids: history outlives its targets.
"""

from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import translate_url
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from activity.enums import FailureSource, MailState, Rhythm, Verb, Weekday
from core.models import Identified

#: an address inside the portal: one slash, then no second slash or backslash that a browser could take for a host
LOCAL_PATH = r"^/([^/\\\s][^\\\s]*)?$"

_WHAT = {verb.value: verb.label for verb in Verb}


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
        return str(_WHAT.get(self.verb, self.verb))

    @property
    def reason(self) -> str:
        """What the actor wrote to explain it, when there is something."""
        return str(self.data.get("reason") or self.data.get("note") or self.data.get("reasons") or "")

    @property
    def until(self) -> date | None:
        """By when what the event asks for is wanted, when there is such a date."""
        found = self.data.get("until")
        return date.fromisoformat(found) if found else None


class Notice(models.Model):
    """An event that one person should know of; `path` leads to the exact place.

    `title` is what its document is called in the text that the person reads, where it was asked (`queries.rights`).
    """

    title = ""
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    path = models.CharField(max_length=300, validators=[RegexValidator(LOCAL_PATH)])
    #: it asks something of the person; `activity.services.settle` clears it when nothing is asked any more
    waits = models.BooleanField(_("asks something of the person"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    #: when nothing was asked any more, of a notice that waited
    settled_at = models.DateTimeField(null=True, blank=True)
    #: when it was put into an e-mail, which outlives the e-mail itself
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey("activity.Mail", on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")

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
            models.Index(fields=["created_at"], condition=Q(mailed_at=None), name="activity_notice_unmailed"),
            models.Index(fields=["user"], condition=Q(waits=True, settled_at=None), name="activity_notice_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.event.what}: {self.label}"

    @property
    def label(self) -> str:
        """What it happened to, as the person knows it: whoever reads only a frozen Version learns no newer title."""
        is_document = self.event.target_id == str(self.event.document_id)
        return self.title if self.title and is_document else self.event.target_label

    @property
    def waits_still(self) -> bool:
        return self.waits and self.settled_at is None

    def path_in(self, language: str) -> str:
        """The place that the notice leads to, on the pages of `language`, whatever language the actor used."""
        written_in = get_language_from_path(self.path) or settings.LANGUAGE_CODE
        with override(written_in):
            return translate_url(self.path, language)


class MailSettings(models.Model):
    """When a person gets e-mails. Hours are those of Warsaw. A person without a row has the defaults.

    Notices older than `begins_at` are not mailed any more: they were read in the portal, or meant to be.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_settings")
    rhythm = models.CharField(_("How often"), max_length=8, choices=Rhythm.choices, default=Rhythm.AT_ONCE)
    weekday = models.PositiveSmallIntegerField(_("Day"), choices=Weekday.choices, default=Weekday.MONDAY)
    hour = models.PositiveSmallIntegerField(_("Hour"), default=7)
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("Quiet until"), null=True, blank=True)
    begins_at = models.DateTimeField(null=True, blank=True)
    last_mail_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("e-mail settings")
        verbose_name_plural = _("e-mail settings")
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="activity_rhythm_known"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="activity_weekday_of_a_week"),
            models.CheckConstraint(condition=Q(hour__range=(0, 23)), name="activity_hour_of_a_day"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="activity_quiet_hours_have_two_ends",
                violation_error_message=_("Give both ends of the quiet hours, and not the same hour twice."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.rhythm}"


class Mail(Identified):
    """One e-mail on its way (decision 24). What it says goes away once it is sent; the row stays for bounces.

    `claim` names the worker that has it; every step of that worker is an UPDATE that asks for its own claim.
    `doubts` counts how often nobody could say whether the server took it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    address = models.EmailField(max_length=254)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.READY)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=250)
    headers = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=[MailState.READY, MailState.CLAIMED, MailState.HANDING]),
                name="activity_mail_to_send",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="activity_mail_state_known"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False) | (~Q(state=MailState.SENT) & Q(sent_at=None)),
                name="activity_sent_mail_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[MailState.CLAIMED, MailState.HANDING], claim__isnull=False)
                | (~Q(state__in=[MailState.CLAIMED, MailState.HANDING]) & Q(claim=None)),
                name="activity_mail_in_hands_has_a_claim",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class FailingAddress(models.Model):
    """An address that e-mails do not reach; while it is not cleared nothing is sent there."""

    email = models.EmailField(max_length=254)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="failing_addresses")
    source = models.CharField(max_length=6, choices=FailureSource.choices)
    reason = models.CharField(max_length=500)
    since = models.DateTimeField(auto_now_add=True)
    #: when the coordinators were told
    told_at = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by_label = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("address that fails")
        verbose_name_plural = _("addresses that fail")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=Q(cleared_at=None), name="activity_address_fails_once"),
        ]

    def __str__(self) -> str:
        return self.email


class ReadBounce(models.Model):
    """A delivery report that was read, by the SHA-256 of its text: the same mailbox may be read again."""

    digest = models.CharField(max_length=64, primary_key=True)
    read_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest


class CalendarFeed(models.Model):
    """The private calendar address of a person; only the SHA-256 of its secret is kept. Revoking deletes the row."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return f"{self.user_id}"
