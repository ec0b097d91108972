"""The PU declared as data (brief: programme, section 3.2)."""

from django.utils.translation import gettext_lazy as _

from documents.enums import FieldKind, Need
from documents.parts import DocumentKind, Field, PartKind, Section
from improvement_plans import models

MUST, SHOULD = Need.MUST, Need.SHOULD

INTRODUCTION = PartKind(
    "introduction",
    models.Introduction,
    (
        Field("title", MUST),
        Field("text", MUST, FieldKind.RICH, limit=60_000),
        Field("method", SHOULD, FieldKind.RICH, limit=30_000),
    ),
    need=MUST,
)
BARRIER = PartKind(
    "barrier",
    models.Barrier,
    (
        Field("code", MUST),
        Field("title", MUST),
        Field("description", MUST, FieldKind.RICH, limit=20_000),
        Field("kind", MUST),
        Field("scale"),
        Field("weight", MUST),
        Field("cities"),
        Field("evidence", limit=5000),
    ),
    many=True,
    need=MUST,
    title_field="title",
)
RECOMMENDATION = PartKind(
    "recommendation",
    models.Recommendation,
    (
        Field("code", MUST),
        Field("title", MUST),
        Field("text", MUST, FieldKind.RICH, limit=20_000),
        Field("kind", MUST),
        Field("barriers", SHOULD),
        Field("lead_institution", MUST),
        Field("institutions"),
        Field("legal_act"),
        Field("horizon"),
        Field("state_cost"),
        Field("priority"),
        Field("effect", limit=5000),
    ),
    many=True,
    need=MUST,
    title_field="title",
)
PROPOSED_ACTION = PartKind(
    "proposed_action",
    models.ProposedAction,
    (Field("recommendation", MUST), Field("text", MUST, FieldKind.TEXT), Field("who"), Field("deadline")),
    many=True,
    title_field="text",
    parent="recommendation",
    max_rows=600,
)
GOOD_PRACTICE = PartKind(
    "good_practice",
    models.GoodPractice,
    (
        Field("code", MUST),
        Field("title", MUST),
        Field("place", MUST),
        Field("country", MUST),
        Field("city"),
        Field("problem", SHOULD, FieldKind.RICH, limit=10_000),
        Field("solution", MUST, FieldKind.RICH, limit=10_000),
        Field("effects", SHOULD, FieldKind.RICH, limit=10_000),
        Field("cost"),
        Field("funding"),
        Field("transfer", kind=FieldKind.RICH, limit=10_000),
        Field("contact_unit"),
        Field("source_url"),
        Field("year", kind=FieldKind.YEAR),
        Field("recommendations"),
    ),
    many=True,
    title_field="title",
)

SECTIONS = (
    Section("introduction", "wprowadzenie", _("Introduction"), _("What the plan is about and how it was made."),
            (INTRODUCTION,), MUST),
    Section("barriers", "bariery", _("Barriers"), _("What holds cities back in the topics of the network."),
            (BARRIER,), MUST, panels=("city_index",)),
    Section("recommendations", "rekomendacje", _("Recommendations"),
            _("What central government should change, with proposed actions."),
            (RECOMMENDATION, PROPOSED_ACTION), MUST,
            panels=("recommendation_table", "barrier_matrix", "addressee_index")),
    Section("good_practices", "dobre-praktyki", _("Good practices"), _("Solutions that already work somewhere."),
            (GOOD_PRACTICE,), SHOULD),
)  # fmt: skip

PU = DocumentKind(
    key="pu",
    label=_("Improvement Plan"),
    short=_("Improvement Plan"),
    sections=SECTIONS,
    title_from=("introduction", "title"),
    workbench="plan",
)
