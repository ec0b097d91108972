"""The engine of structured documents: documents, their editable parts, changes and frozen versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Identified, Timestamped
from documents.enums import AnchorState, HeldReason, Operation, Purpose, State


class Document(Identified, Timestamped):
    """The one thing that a MID and a PU both are. `revision` grows by one with every accepted change.

    `public_version` is the Version that everybody reads now (the catalogue keeps it): while a correction is being
    written the state is that of a draft, and the former Version stays in public.
    """

    kind = models.CharField(_("kind"), max_length=20)
    slug = models.SlugField(_("address"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=2, default="pl")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    state_since = models.DateTimeField(_("in this state since"), auto_now_add=True)
    revision = models.PositiveIntegerField(default=0)
    template = models.JSONField(default=dict, help_text=_("Guidance and requirements frozen with the edition."))
    is_sample = models.BooleanField(_("sample data"), default=False)
    public_version = models.ForeignKey(
        "documents.Version", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="documents_one_address"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="documents_state_known"),
        ]

    def __str__(self) -> str:
        return self.title


class Part(Identified, Timestamped):
    """An editable record of a document. Concrete, typed tables live in the domain apps.

    `version` grows by one with every accepted change of the row; a save names the version it was based on.
    A deleted row stays, hidden, with `deleted_at`.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+", verbose_name=_("document"))
    position = models.PositiveIntegerField(_("position"), default=0)
    version = models.PositiveIntegerField(_("version"), default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("changed by"),
    )
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "created_at"]


class Change(models.Model):
    """One saved edit of one field (or one added, moved, deleted or restored row). Never changed afterwards.

    (After 30 days the saves of one sitting become one row, with the first `before`: `documents.tasks`.) A deleted row
    keeps its place in the list as `after`, a moved one its places as `before` and `after`, counted from 1.
    `revision` is the document's revision after the change: who knows revision 5 asks for what came later.
    `suggested_by` wrote the words that `by` took over.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="changes")
    part_kind = models.CharField(max_length=40)
    part_id = models.UUIDField()
    part_version = models.PositiveIntegerField()
    field = models.CharField(max_length=60, blank=True)
    operation = models.CharField(max_length=10, choices=Operation.choices, default=Operation.EDIT)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    batch = models.UUIDField(null=True, help_text=_("Names the changes that one restoring made together."))
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField(max_length=150)
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    suggested_by_label = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["document", "part_id", "field"], name="documents_change_of_field"),
            models.Index(fields=["part_id", "part_version"], name="documents_change_since"),
            models.Index(fields=["document", "revision"], name="documents_change_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.part_kind}.{self.field}"


class SavedRequest(models.Model):
    """A write that was answered, by the key that the sender chose: the same request is never carried out twice.

    `digest` is the SHA-256 of what was asked: a page may be sent again under its old key with other words ("back" in
    the browser), and that is another request. `part_id` is the row that it wrote, `outcome` what became of the
    fields that it did not write: `errors` (sentences by field name) and `held` (ids of held texts by field name).
    """

    key = models.UUIDField()
    digest = models.CharField(max_length=64, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    part_id = models.UUIDField()
    outcome = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key", "digest"], name="documents_request_once")]

    def __str__(self) -> str:
        return str(self.key)


class HeldText(Identified, Timestamped):
    """What a person typed and the document could not take: kept, for its author alone, until the author settles it.

    `base` and `mine` are stored values (`documents.queries.stored`), `base_version` the row's version that the person
    had read. One open text per person and field: typing on replaces it.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="held_texts")
    part_kind = models.CharField(max_length=40)
    part_id = models.UUIDField()
    field = models.CharField(max_length=60)
    base_version = models.PositiveIntegerField()
    base = models.JSONField(null=True)
    mine = models.JSONField(null=True)
    reason = models.CharField(max_length=10, choices=HeldReason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("text that waits")
        verbose_name_plural = _("texts that wait")
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["document", "by"], condition=Q(settled_at=None), name="documents_held_open"),
        ]

    def __str__(self) -> str:
        return f"{self.part_kind}.{self.field}"


class Visit(models.Model):
    """When a person was in a document: `last_*` now, `since_*` where the visit before this one ended.

    A visit ends after half an hour without a page or a pulse. Revisions count the document's changes.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="visits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    last_at = models.DateTimeField()
    last_revision = models.PositiveIntegerField()
    since_at = models.DateTimeField(null=True)
    since_revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "by"], name="documents_one_visit")]

    def __str__(self) -> str:
        return f"{self.by_id} {self.document_id}"


class Version(Identified):
    """A numbered, immutable snapshot. What is reviewed, rendered and published is always a Version.

    `content` is the JSON of `documents.queries.snapshot`; `content_hash` its SHA-256. A database trigger refuses
    updates. `moment` is the id of the last Change that it holds (0: none, or frozen before this was noted).
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    title = models.CharField(_("title"), max_length=200)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    moment = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_by_label = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="documents_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Anchor(Identified, Timestamped):
    """A passage of a field, found again after every save: who remarks on words keeps pointing at them.

    `quote` is the passage as it was chosen in `version` (in the draft, where that is empty), with up to 30 characters
    `before` and `after` it; `start` and `end` are its place there, in characters of the field's plain text
    (`documents.queries.anchors.anchor_text`). `live_*` are its place and words in the draft now, as of the row's
    `part_version`; both places are empty when the passage is gone. It never moves to other words. Of a passage that is
    gone `live_quote` and `lost_*` keep the last words, their place, what stood around them, and whether the same words
    still stood elsewhere: by that it is known when it comes back.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="anchors")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, null=True, related_name="anchors")
    part_kind = models.CharField(max_length=40)
    part_id = models.UUIDField()
    field = models.CharField(max_length=60)
    quote = models.TextField()
    before = models.CharField(max_length=30, blank=True)
    after = models.CharField(max_length=30, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=AnchorState.choices, default=AnchorState.EXACT)
    live_start = models.PositiveIntegerField(null=True)
    live_end = models.PositiveIntegerField(null=True)
    live_quote = models.TextField(blank=True)
    part_version = models.PositiveIntegerField(default=0)
    lost_at = models.PositiveIntegerField(null=True)
    lost_before = models.CharField(max_length=30, blank=True)
    lost_after = models.CharField(max_length=30, blank=True)
    lost_with_copies = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["document", "part_id", "field"], name="documents_anchor_of_field")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="documents_anchor_has_words"),
            models.CheckConstraint(
                condition=Q(state=AnchorState.GONE, live_start=None, live_end=None)
                | (~Q(state=AnchorState.GONE) & Q(live_start__isnull=False, live_end__gt=models.F("live_start"))),
                name="documents_anchor_has_a_place_or_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return self.quote[:80]


class AnchorPlace(models.Model):
    """Where an anchored passage stood in a Version that was frozen later; noted when it is frozen."""

    anchor = models.ForeignKey(Anchor, on_delete=models.CASCADE, related_name="places")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="anchor_places")
    state = models.CharField(max_length=10, choices=AnchorState.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["anchor", "version"], name="documents_one_place_in_a_version")]

    def __str__(self) -> str:
        return f"{self.anchor_id} {self.version_id}"
