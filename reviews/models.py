"""Expert review: rounds, threads of remarks on parts and rows, comments."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Identified, Timestamped
from documents.models import Document, Version
from reviews.enums import ThreadState, Verdict


class Round(Timestamped):
    """One review of one submitted Version. A document has at most one open round."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="rounds")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_by_label = models.CharField(max_length=150)
    note = models.TextField(_("note to the expert"), max_length=2000, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    reasons = models.TextField(_("reasons"), max_length=10_000, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_by_label = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="reviews_round_number_once"),
            models.UniqueConstraint(fields=["document"], condition=Q(closed_at=None), name="reviews_one_open_round"),
            models.CheckConstraint(
                condition=Q(closed_at=None, verdict="") | (Q(closed_at__isnull=False) & ~Q(verdict="")),
                name="reviews_closed_round_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(reasons=""),
                name="reviews_return_has_reasons",
                violation_error_message=_("Give the reasons for returning the plan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"


class Thread(Identified, Timestamped):
    """A remark and its replies, on a part (`part_kind`), one row of it (`part_id`) or one field.

    `place_label` is what the place was called when the remark was made, so that a remark outlives its row.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="threads")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="threads")
    section = models.CharField(max_length=40)
    part_kind = models.CharField(max_length=40, blank=True)
    part_id = models.UUIDField(null=True, blank=True)
    field = models.CharField(max_length=60, blank=True)
    place_label = models.CharField(max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=ThreadState.choices, default=ThreadState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["document", "section"], name="reviews_thread_of_section")]

    def __str__(self) -> str:
        return self.place_label


class Comment(Identified, Timestamped):
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    author_label = models.CharField(max_length=150)
    author_role = models.CharField(max_length=20)
    text = models.TextField(_("text"), max_length=5000)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reviews_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
