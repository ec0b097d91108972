"""PU: the plan, its typed parts, institutions and their responses."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cities.models import City
from core.models import PolishOrder, Timestamped
from documents.models import Document, Part
from improvement_plans.enums import (
    BarrierKind,
    Horizon,
    InstitutionKind,
    Priority,
    RecommendationKind,
    Scale,
    StateCost,
    Status,
)
from networks.models import ThematicNetwork


class ImprovementPlan(Timestamped):
    network = models.OneToOneField(
        ThematicNetwork,
        on_delete=models.PROTECT,
        related_name="improvement_plan",
        verbose_name=_("thematic network"),
    )
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="improvement_plan", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("Improvement Plan")
        verbose_name_plural = _("Improvement Plans")

    def __str__(self) -> str:
        return self.document.title


class Institution(Timestamped):
    """An addressee of recommendations. It may have had other names (`FormerName`)."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=InstitutionKind.choices)
    teryt = models.CharField(_("TERYT code"), max_length=7, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = [PolishOrder("name")]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=200)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["until", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="improvement_plans_former_name_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


class InstitutionMember(Timestamped):
    """A member of a ministry's (or another institution's) staff who answers its recommendations."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="members", verbose_name=_("institution")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="institutions",
        verbose_name=_("person"),
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of an institution")
        verbose_name_plural = _("members of institutions")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "user"], condition=Q(until=None), name="improvement_plans_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.institution})"


class Lasting(Part):
    """A row with a public code. Once published it is never deleted, and its code belongs to it for ever.

    `published_on` is the day of its first publication.
    """

    published_on = models.DateField(_("first published"), null=True, blank=True, editable=False)

    class Meta(Part.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(deleted_at=None),
                name="improvement_plans_%(class)s_code_once",
                violation_error_message=_("This code is already taken."),
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(deleted_at=None), name="improvement_plans_%(class)s_stays"
            ),
        ]


class Introduction(Part):
    title = models.CharField(_("title of the plan"), max_length=200, blank=True)
    text = models.TextField(_("introduction"), blank=True)
    method = models.TextField(_("method"), blank=True, help_text=_("How the plan was made and with whom."))

    class Meta(Part.Meta):
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        constraints = [models.UniqueConstraint(fields=["document"], name="improvement_plans_one_introduction")]


class Barrier(Lasting):
    code = models.CharField(
        _("code"), max_length=7, validators=[RegexValidator(r"^[A-Z]{3}-B\d{2}$", _("For example CYF-B01."))],
        help_text=_("For example CYF-B01."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BarrierKind.choices)
    scale = models.CharField(_("scale"), max_length=10, choices=Scale.choices, default=Scale.NATIONAL)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("From 1 (slight) to 5 (very serious)."),
    )  # fmt: skip
    evidence = models.TextField(
        _("evidence"), blank=True, help_text=_("Meetings, plans and data that show the barrier.")
    )

    class Meta(Lasting.Meta):
        verbose_name = _("barrier")
        verbose_name_plural = _("barriers")
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=Q(weight__range=(1, 5)), name="improvement_plans_weight_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Recommendation(Lasting):
    """`status` is the present public fate (kept by `services.record_response`), not a part of the document's words."""

    code = models.CharField(
        _("code"), max_length=7, validators=[RegexValidator(r"^[A-Z]{3}-R\d{2}$", _("For example CYF-R01."))],
        help_text=_("For example CYF-R01."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=RecommendationKind.choices)
    barriers = models.ManyToManyField(Barrier, related_name="recommendations", blank=True, verbose_name=_("barriers"))
    lead_institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="led_recommendations", null=True, blank=True,
        verbose_name=_("leading addressee"),
    )  # fmt: skip
    institutions = models.ManyToManyField(
        Institution, related_name="recommendations", blank=True, verbose_name=_("other addressees")
    )
    legal_act = models.CharField(
        _("legal act"), max_length=300, blank=True, help_text=_("Title, journal number, article.")
    )
    horizon = models.CharField(_("horizon"), max_length=8, choices=Horizon.choices, default=Horizon.MEDIUM)
    state_cost = models.CharField(
        _("cost to the state"), max_length=8, choices=StateCost.choices, default=StateCost.UNKNOWN
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.MEDIUM)
    effect = models.TextField(_("expected effect"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NEW, editable=False)
    status_since = models.DateField(_("status since"), null=True, blank=True, editable=False)

    class Meta(Lasting.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ProposedAction(Part):
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.CASCADE,
        related_name="proposed_actions",
        verbose_name=_("recommendation"),
    )
    text = models.CharField(_("proposed action"), max_length=500)
    who = models.CharField(_("who"), max_length=200, blank=True)
    deadline = models.CharField(_("by when"), max_length=100, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("proposed action")
        verbose_name_plural = _("proposed actions")

    def __str__(self) -> str:
        return self.text


class GoodPractice(Lasting):
    code = models.CharField(
        _("code"), max_length=7, validators=[RegexValidator(r"^[A-Z]{3}-D\d{2}$", _("For example CYF-D01."))],
        help_text=_("For example CYF-D01."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=120)
    country = models.CharField(_("country"), max_length=80)
    city = models.ForeignKey(
        City, on_delete=models.SET_NULL, related_name="good_practices", null=True, blank=True,
        verbose_name=_("participating city"),
    )  # fmt: skip
    problem = models.TextField(_("problem"), blank=True)
    solution = models.TextField(_("solution"), blank=True)
    effects = models.TextField(_("effects"), blank=True, help_text=_("With numbers where they are known."))
    cost = models.CharField(_("cost"), max_length=200, blank=True)
    funding = models.CharField(_("funding"), max_length=200, blank=True)
    transfer = models.TextField(_("conditions for transfer"), blank=True)
    contact_unit = models.CharField(_("unit to ask"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    recommendations = models.ManyToManyField(
        Recommendation, related_name="good_practices", blank=True, verbose_name=_("recommendations")
    )

    class Meta(Lasting.Meta):
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Response(Timestamped):
    """What an institution said about a recommendation and the status it gave. Never changed; the newest one counts."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="responses", verbose_name=_("recommendation")
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="responses",
        null=True,
        verbose_name=_("institution"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    text = models.TextField(_("answer"), max_length=5000)
    evidence_url = models.URLField(_("address of the evidence"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField(max_length=150)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="improvement_plans_response_status_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.code}: {self.get_status_display()}"
