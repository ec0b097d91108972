"""What became of a published recommendation: its course at each addressee, and what the addressees said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Timestamped
from improvement_plans.enums import Status
from improvement_plans.models.institutions import Institution
from improvement_plans.models.plan import Recommendation


class Course(Timestamped):
    """What one addressee does about a recommendation. Made when the plan is published; kept by its responses.

    Without an institution it belongs to a recommendation that names no addressee. `is_asked` is false once a later
    Version no longer names this addressee. `since` is the day of the present status, `heard_on` that of the last
    response, `version` the number of responses.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="courses", verbose_name=_("recommendation")
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="courses", null=True, verbose_name=_("institution")
    )
    leads = models.BooleanField(_("leading addressee"), default=False)
    is_asked = models.BooleanField(_("still an addressee"), default=True)
    asked_on = models.DateField(_("asked on"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NEW)
    since = models.DateField(_("status since"), null=True)
    heard_on = models.DateField(_("last response"), null=True)
    planned_on = models.DateField(_("planned date"), null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("course of a recommendation")
        verbose_name_plural = _("courses of recommendations")
        ordering = ["-leads", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "institution"], nulls_distinct=False, name="improvement_plans_one_course"
            ),
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(leads=True), name="improvement_plans_one_lead"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="improvement_plans_course_status_known"),
            models.CheckConstraint(
                condition=Q(version=0, status=Status.NEW, heard_on=None) | Q(version__gt=0, heard_on__isnull=False),
                name="improvement_plans_course_kept_by_responses",
            ),
        ]
        indexes = [models.Index(fields=["institution", "status"], name="improvement_plans_courses_of")]

    def __str__(self) -> str:
        return f"{self.recommendation.code}: {self.institution or '-'}"


class Response(Timestamped):
    """What an institution said in the course of a recommendation, and the status it gave. Never changed.

    `institution` is the one that spoke, also after it was merged into another; `said_on` the day it did so, `by`
    the person who entered it: with `by_letter`, a coordinator who had a letter of the mark `letter_mark`.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="responses", verbose_name=_("course"))
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="responses",
        null=True,
        verbose_name=_("institution"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    text = models.TextField(_("answer"), max_length=5000)
    planned_on = models.DateField(_("planned date"), null=True, blank=True)
    said_on = models.DateField(_("date of the answer"))
    by_letter = models.BooleanField(_("received by letter"), default=False)
    letter_mark = models.CharField(_("mark of the letter"), max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-said_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[value for value in Status.values if value != Status.NEW]),
                name="improvement_plans_response_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.get_status_display()}"

    @property
    def recommendation(self) -> Recommendation:
        return self.course.recommendation


def evidence_path(evidence: "Evidence", filename: str) -> str:
    return f"responses/{evidence.response_id}/{filename}"


class Evidence(models.Model):
    """A file or a public address that shows what a response says."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=300, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(file="")) | (~Q(url="") & Q(file="")), name="improvement_plans_file_or_url"
            )
        ]

    def __str__(self) -> str:
        return self.title
