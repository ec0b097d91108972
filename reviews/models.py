"""Expert review: rounds and their reviewers, threads of remarks on passages, rows and parts, suggestions, answers."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Identified, Timestamped
from documents.models import Anchor, Document, Version
from networks.models import Edition
from reviews.enums import (
    OPEN_ROUND,
    AppliesTo,
    Audience,
    Met,
    Opinion,
    Outcome,
    RemarkKind,
    RoundState,
    SuggestionState,
    ThreadState,
)

IS_OPEN = Q(state__in=OPEN_ROUND)


def _person() -> models.ForeignKey:
    """A person whom history outlives; the row keeps the name as a label."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class ReviewRules(Timestamped):
    """How an edition reviews: how many days reviewers and authors have, and whether criteria are scored 1 to 5."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="review_rules")
    review_days = models.PositiveSmallIntegerField(_("days for a review"), default=21)
    answer_days = models.PositiveSmallIntegerField(_("days for the answers"), default=21)
    is_scored = models.BooleanField(_("criteria are scored"), default=False)

    class Meta:
        verbose_name = _("review rules")
        verbose_name_plural = _("review rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(review_days__range=(1, 365), answer_days__range=(1, 365)),
                name="reviews_days_of_a_year",
                violation_error_message=_("Give a number of days from 1 to 365."),
            )
        ]

    def __str__(self) -> str:
        return str(self.edition)


class Criterion(Identified):
    """A line of the edition's checklist. Rounds keep their own copy, so a later change alters no older round."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="criteria")
    applies_to = models.CharField(_("for"), max_length=3, choices=AppliesTo.choices, default=AppliesTo.MID)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("criterion"), max_length=300)
    text_en = models.CharField(_("criterion in English"), max_length=300, blank=True)
    hint = models.CharField(_("what to look at"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["applies_to", "position", "text"]

    def __str__(self) -> str:
        return self.text


class Round(Timestamped):
    """One review of one submitted Version. A document has at most one open round.

    `criteria` is the checklist as it was when the round was opened: [{"key", "text", "text_en", "hint"}]. `reasons`
    explain the verdict. `moved_on_at` is when the reviewers were told that the draft has moved on.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="rounds")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState.choices, default=RoundState.SUBMITTED, db_index=True
    )
    opened_by = _person()
    opened_by_label = models.CharField(max_length=150)
    note = models.TextField(_("note to the expert"), max_length=2000, blank=True)
    due_on = models.DateField(_("review until"), null=True, blank=True)
    answer_due_on = models.DateField(_("answers until"), null=True, blank=True)
    criteria = models.JSONField(default=list, blank=True)
    is_scored = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    moved_on_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(_("reasons"), max_length=10_000, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = _person()
    closed_by_label = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="reviews_round_number_once"),
            models.UniqueConstraint(fields=["document"], condition=IS_OPEN, name="reviews_one_open_round"),
            models.CheckConstraint(
                condition=(IS_OPEN & Q(closed_at=None)) | (~IS_OPEN & Q(closed_at__isnull=False)),
                name="reviews_round_closes_with_a_verdict",
            ),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="reviews_round_state_known"),
            models.CheckConstraint(
                condition=~Q(state=RoundState.RETURNED) | ~Q(reasons=""),
                name="reviews_return_has_reasons",
                violation_error_message=_("Give the reasons for returning the plan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ROUND


class Reviewer(Identified):
    """A person who reviews a round. The lead gives the verdict; others give opinions.

    An invited one was asked for this round; the rest review because they are experts of the network. Whoever is
    removed keeps what they wrote, and their opinion no longer counts.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reviewers")
    user = _person()
    user_label = models.CharField(max_length=150)
    is_lead = models.BooleanField(_("gives the verdict"), default=False)
    is_invited = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by_label = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by_label = models.CharField(max_length=150, blank=True)
    opinion = models.CharField(_("opinion"), max_length=6, choices=Opinion.choices, blank=True)
    opinion_reasons = models.TextField(_("reasons"), max_length=10_000, blank=True)
    opinion_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["-is_lead", "added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user"], condition=Q(removed_at=None), name="reviews_reviewer_once_in_a_round"
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(is_lead=True, removed_at=None), name="reviews_one_lead_in_a_round"
            ),
            models.CheckConstraint(
                condition=Q(opinion="", opinion_at=None) | (~Q(opinion="") & Q(opinion_at__isnull=False)),
                name="reviews_opinion_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.user_label


class Assessment(models.Model):
    """What a reviewer says of one criterion of a round (`criterion` is the "key" in `Round.criteria`)."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="assessments")
    criterion = models.CharField(max_length=40)
    met = models.CharField(max_length=6, choices=Met.choices)
    score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "criterion"], name="reviews_criterion_assessed_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(1, 5)), name="reviews_score_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.met}"


class Thread(Identified, Timestamped):
    """A remark and its replies: on the whole document (no `section`), a section, a row (`part_kind`, `part_id`), one
    field of it, or a passage of that field (`anchor`).

    `number` names it within its document, among those of its audience (a gap would tell of a private note). `version`
    is what its author was reading, None for the draft. `place_label` is what the place was called then, so that a
    remark outlives its row; pages show `named`, the place in the reader's language (`queries.labels`). Only `audience`
    reads it. A team's own note may be made outside a round.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="threads", null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="threads")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="threads", null=True, blank=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=8, choices=RemarkKind.choices, default=RemarkKind.SHOULD)
    audience = models.CharField(_("who reads it"), max_length=9, choices=Audience.choices, default=Audience.ALL)
    section = models.CharField(max_length=40, blank=True)
    part_kind = models.CharField(max_length=40, blank=True)
    part_id = models.UUIDField(null=True, blank=True)
    field = models.CharField(max_length=60, blank=True)
    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, null=True, blank=True, related_name="threads")
    place_label = models.CharField(max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=ThreadState.choices, default=ThreadState.OPEN)
    opened_by = _person()
    assigned_to = _person()
    assigned_label = models.CharField(max_length=150, blank=True)
    resolved_by = _person()
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    named: str = ""

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["document", "section"], name="reviews_thread_of_section")]
        constraints = [
            models.UniqueConstraint(fields=["document", "audience", "number"], name="reviews_thread_number_once"),
            models.CheckConstraint(
                condition=Q(round__isnull=False) | Q(audience=Audience.TEAM), name="reviews_remark_belongs_to_a_round"
            ),
        ]

    def __str__(self) -> str:
        return self.place_label


class Comment(Identified, Timestamped):
    """One text of a thread: clean HTML (`core.richtext`)."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = _person()
    author_label = models.CharField(max_length=150)
    author_role = models.CharField(max_length=20)
    text = models.TextField(_("text"), max_length=20_000)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reviews_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Mention(models.Model):
    """A person whom a comment calls, and who may read it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="reviews_mentioned_once")]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.user_id}"


class Sight(models.Model):
    """A person who has seen a thread, and when last: comments made later are new to them."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="sights")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    user_label = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="reviews_one_sight_of_a_thread")]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.user_id}"


class Look(models.Model):
    """That a person has looked at a Version: the base of "what changed since you last looked"."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="reviews_one_look_at_a_version")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.user_id}"


class Suggestion(Identified, Timestamped):
    """Wording that a reviewer proposes for one whole field; its thread carries the talk about it.

    `base` and `proposed` are stored values (`documents.queries.stored`) of the field; `base` is what the reviewer had
    before them. What becomes of it is merged with what the authors wrote since; `applied` is what was saved. `names` is
    what the rows that the values refer to were called, by id.
    """

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="suggestion")
    base = models.JSONField(null=True)
    proposed = models.JSONField(null=True)
    names = models.JSONField(default=dict, blank=True)
    applied = models.JSONField(null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=SuggestionState.choices, default=SuggestionState.OPEN, db_index=True
    )
    decided_by = _person()
    decided_by_label = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(_("reason"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("suggested edit")
        verbose_name_plural = _("suggested edits")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SuggestionState.OPEN, decided_at=None)
                | (~Q(state=SuggestionState.OPEN) & Q(decided_at__isnull=False)),
                name="reviews_suggestion_decided_once",
            ),
            models.CheckConstraint(condition=~Q(base=F("proposed")), name="reviews_suggestion_changes_something"),
        ]

    def __str__(self) -> str:
        return str(self.thread)


class Answer(Timestamped):
    """The authors' answer to a remark, given before the document is submitted again.

    `round` is the closed round that it answers. `places` are where the text was changed to meet the remark:
    [{"part_kind", "part_id", "field"}]. `sent_with` is the round that was opened with it; from then on it stays.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="answers")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    outcome = models.CharField(_("answer"), max_length=6, choices=Outcome.choices)
    reason = models.TextField(_("what was done, or why not"), max_length=5000, blank=True)
    places = models.JSONField(default=list, blank=True)
    by = _person()
    by_label = models.CharField(max_length=150)
    sent_with = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, blank=True, related_name="sent_answers")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "round"], name="reviews_one_answer_in_a_round"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DONE) | ~Q(reason=""),
                name="reviews_refusal_has_a_reason",
                violation_error_message=_("Say why it was not done, or not done in full."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread} {self.outcome}"
