"""Files made from frozen Versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified, Timestamped
from documents.models import Version
from publishing.enums import RenderingState, RenderingVariant


class Job(Identified, Timestamped):
    """Work in the queue and what became of it. `started_at` names the run: whoever holds another one is too late.

    `sent_at` is when its message was given to the broker; empty while the broker could not take it.
    """

    state = models.CharField(_("state"), max_length=10, choices=RenderingState.choices, default=RenderingState.QUEUED)
    is_urgent = models.BooleanField(_("somebody waits"), default=False)
    page = models.PositiveIntegerField(_("page"), default=0)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        return self.state in (RenderingState.QUEUED, RenderingState.RENDERING)


class Rendering(Job):
    """A PDF of a Version, or the way to it: one key, one file.

    `key` is SHA-256 of content, templates, language and variant. `print_key` is SHA-256 of the page that was printed
    and of what drew it: two renderings with the same one share their file. `template` is the templates' SHA-256, so
    that files of templates long gone can be dropped. `asked_by` are the people who wait; what the portal itself or
    the public wants (`is_wanted`) nobody cancels.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="renderings")
    key = models.CharField(max_length=64, unique=True)
    print_key = models.CharField(max_length=64, blank=True, db_index=True)
    template = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=2, default="pl")
    variant = models.CharField(
        _("variant"), max_length=10, choices=RenderingVariant.choices, default=RenderingVariant.STANDARD
    )
    asked_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    is_wanted = models.BooleanField(default=True)
    file = models.FileField(_("file"), upload_to="pdf/", max_length=200, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)

    class Meta:
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.version} {self.state}"


class Bundle(Job):
    """Several published PDFs as one ZIP and one joined PDF, or the way to them.

    `name` says what it is a bundle of, `manifest` what stands in it (`publishing.rendering.bundle`), `key` is SHA-256
    of the manifest, of its members' keys and of what draws the contents: while it is the same, nothing is made again.
    """

    name = models.SlugField(_("address"), max_length=120)
    key = models.CharField(max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=2, default="pl")
    manifest = models.JSONField()
    joined = models.FileField(_("joined PDF"), upload_to="bundles/", max_length=200, blank=True)
    joined_size = models.PositiveBigIntegerField(default=0)
    joined_pages = models.PositiveIntegerField(default=0)
    archive = models.FileField(_("ZIP"), upload_to="bundles/", max_length=200, blank=True)
    archive_size = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["name", "language", "-created_at"], name="publishing_newest_bundle")]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class Printout(Job):
    """A page of lists or texts that one person prints: a PDF of exactly this HTML, kept for a day.

    The app that made the HTML has checked what the person may read; nobody else is given the file. `key` is SHA-256 of
    the page and of what draws it: whoever asks for the same again is given the same. `back` is where it came from.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    name = models.SlugField(_("name of the file"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    back = models.CharField(max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=2, default="pl")
    html = models.TextField()
    file = models.FileField(_("file"), upload_to="printouts/", max_length=200, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)

    class Meta:
        verbose_name = _("printout")
        verbose_name_plural = _("printouts")
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="publishing_one_printout_of_a_page")]

    def __str__(self) -> str:
        return f"{self.title} {self.state}"
