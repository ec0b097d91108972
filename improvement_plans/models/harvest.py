"""The harvest: barriers that cities report from their MIDs, and what shows that a barrier of a plan is real."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Identified, Timestamped
from documents.models import Anchor, Document, Version
from improvement_plans.enums import EvidenceKind, FlagState
from improvement_plans.models.plan import Barrier
from networks.models import Meeting


class BarrierFlag(Identified, Timestamped):
    """A team says of a place in its MID: this is a barrier beyond our power.

    `place_label` and `quote` are what the team showed to the editors of its network's plan, in the words of that day:
    the editors cannot open the MID, and read no word of it that the team did not show them. `anchor` follows a passage
    for the team. `decided_*` and `reason` are of the last move.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="barrier_flags")
    section = models.CharField(max_length=40)
    part_kind = models.CharField(max_length=40)
    part_id = models.UUIDField()
    field = models.CharField(max_length=60, blank=True)
    place_label = models.CharField(max_length=300)
    anchor = models.OneToOneField(Anchor, on_delete=models.SET_NULL, null=True, blank=True, related_name="barrier_flag")
    quote = models.TextField(_("words"), blank=True)
    note = models.TextField(_("why it is beyond your power"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=FlagState.choices, default=FlagState.OPEN)
    barrier = models.ForeignKey(
        Barrier, on_delete=models.PROTECT, related_name="flags", null=True, blank=True, verbose_name=_("barrier")
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField(max_length=150)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by_label = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reported barrier")
        verbose_name_plural = _("reported barriers")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["document", "state"], name="improvement_plans_flag_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FlagState.values), name="improvement_plans_flag_state_known"),
            models.CheckConstraint(
                condition=Q(state=FlagState.MERGED, barrier__isnull=False)
                | (~Q(state=FlagState.MERGED) & Q(barrier=None)),
                name="improvement_plans_flag_merged_into",
            ),
            models.CheckConstraint(
                condition=~Q(state=FlagState.DECLINED) | ~Q(reason=""), name="improvement_plans_flag_declined_why"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="improvement_plans_flag_says_why"),
        ]

    def __str__(self) -> str:
        return self.place_label

    @property
    def is_stranded(self) -> bool:
        """Whether the barrier that it was taken into has been deleted since: it waits for the editors again."""
        return self.barrier is not None and self.barrier.deleted_at is not None

    @property
    def waits(self) -> bool:
        return self.state == FlagState.OPEN or self.is_stranded


class BarrierEvidence(Identified, Timestamped):
    """What shows a barrier of a plan: a merged flag, a passage, row or field of a frozen MID Version, or a meeting.

    It is no part of the plan's words, so that no Version, file or public page of the plan ever holds it:
    `queries.evidence_for` alone decides who reads `quote` and `place_label`. A meeting that was deleted since leaves
    its name in `quote`.
    """

    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="shown_by")
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind.choices)
    flag = models.OneToOneField(BarrierFlag, on_delete=models.CASCADE, null=True, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="barrier_evidence")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, null=True, related_name="barrier_evidence")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="barrier_evidence")
    section = models.CharField(max_length=40, blank=True)
    part_kind = models.CharField(max_length=40, blank=True)
    part_id = models.UUIDField(null=True)
    field = models.CharField(max_length=60, blank=True)
    place_label = models.CharField(max_length=300, blank=True)
    quote = models.TextField(_("words"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("evidence of a barrier")
        verbose_name_plural = _("evidence of barriers")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind=EvidenceKind.FLAG, flag__isnull=False, document__isnull=False, version=None, meeting=None
                )
                | Q(kind=EvidenceKind.PASSAGE, flag=None, document__isnull=False, version__isnull=False, meeting=None)
                | Q(kind=EvidenceKind.MEETING, flag=None, document=None, version=None),
                name="improvement_plans_evidence_of_one_kind",
            ),
            models.UniqueConstraint(fields=["barrier", "meeting"], name="improvement_plans_meeting_shows_once"),
        ]

    def __str__(self) -> str:
        return self.place_label or self.quote[:80]
