"""A plan and its typed parts."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import City
from core.models import Timestamped
from documents.models import Document, Part
from improvement_plans.enums import (
    BarrierKind,
    Horizon,
    Priority,
    RecommendationKind,
    Scale,
    StateCost,
    Status,
)
from improvement_plans.models.institutions import Institution
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
    cities = models.ManyToManyField(
        City, related_name="barriers", blank=True, verbose_name=_("cities that report it"),
        help_text=_("Everybody will read the names."),
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
        limit_choices_to={"merged_into": None},
        verbose_name=_("leading addressee"),
    )  # fmt: skip
    institutions = models.ManyToManyField(
        Institution,
        related_name="recommendations",
        blank=True,
        limit_choices_to={"merged_into": None},
        verbose_name=_("other addressees"),
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
