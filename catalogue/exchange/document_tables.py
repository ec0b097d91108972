"""Tables of published documents, of recommendations with their fate, and of what institutions answered."""

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.exchange.addresses import absolute, page
from catalogue.exchange.columns import Column, ColumnKind, Table
from catalogue.exchange.part_tables import part_table
from catalogue.exchange.programme_tables import CODE_NOTE, SAMPLE_NOTE
from catalogue.models import Publication
from catalogue.queries.data import published_documents, published_recommendations, published_responses
from catalogue.queries.publications import url_name
from improvement_plans.enums import Status
from improvement_plans.models import Response
from improvement_plans.parts import GOOD_PRACTICE, PU, RECOMMENDATION

TEXT, TEXTS, NUMBER, BOOLEAN = ColumnKind.TEXT, ColumnKind.TEXTS, ColumnKind.NUMBER, ColumnKind.BOOLEAN
DATE, MOMENT, ADDRESS, INTEGER = ColumnKind.DATE, ColumnKind.MOMENT, ColumnKind.ADDRESS, ColumnKind.INTEGER


def _url(publication: Publication, suffix: str = "") -> str:
    return page(f"{url_name(publication.kind)}{suffix}", publication.slug)


HEAD = (
    Column("slug", TEXT, _("Address"), lambda one: one.slug, _("Names the document in all tables.")),
    Column("title", TEXT, _("Title"), lambda one: one.title),
)
NETWORK = (
    Column("network", TEXT, _("Network (address)"), lambda one: one.network and one.network.slug),
    Column("edition", TEXT, _("Edition (address)"), lambda one: one.network and one.network.edition.slug),
)
FOOT = (
    Column("summary", TEXT, _("Summary"), lambda one: one.lead, _("Shortened to 200 characters.")),
    Column("version", INTEGER, pgettext_lazy("data", "Version"), lambda one: one.version_number),
    Column("published_at", MOMENT, _("Published"), lambda one: one.published_at),
    Column("url", ADDRESS, _("Address of the page"), _url),
    Column("pdf", ADDRESS, _("Address of the PDF"), partial(_url, suffix="_pdf")),
    Column("sample", BOOLEAN, _("Sample data"), lambda one: one.is_sample, SAMPLE_NOTE),
)
INITIATIVES = Table(
    name="initiatives",
    slug="mid",
    dataset="mid",
    title=_("Municipal Action Plans"),
    about=_("Published city plans (MID): period, estimated cost, kinds of action, address of the page and the PDF."),
    records=partial(published_documents, "mid"),
    columns=(
        *HEAD,
        Column("city", TEXT, _("City (address)"), lambda one: one.city.slug),
        Column("city_name", TEXT, _("City"), lambda one: one.city.name),
        Column("teryt", TEXT, _("TERYT code"), lambda one: one.city.teryt),
        Column("voivodeship", TEXT, _("Voivodeship"), lambda one: one.city.voivodeship.name),
        *NETWORK,
        Column("period_start", DATE, _("Plan from"), lambda one: one.period_start, _("The first day of the month.")),
        Column("period_end", DATE, _("Plan until"), lambda one: one.period_end, _("The first day of the last month.")),
        Column(
            "total_cost",
            NUMBER,
            _("Estimated cost in PLN"),
            lambda one: None if one.total_cost is None else float(one.total_cost),
            _("The sum of the costs of actions that the city estimated."),
        ),
        Column("action_kinds", TEXTS, _("Kinds of action"), lambda one: one.action_kinds, CODE_NOTE),
        *FOOT,
    ),
    key="slug",
    lookup="slug",
)
PLANS = Table(
    name="improvement-plans",
    slug="plany-ulepszen",
    dataset="pu",
    title=_("Improvement Plans"),
    about=_("Published Improvement Plans of the networks, addressed to central government."),
    records=partial(published_documents, "pu"),
    columns=(*HEAD, *NETWORK, *FOOT),
    key="slug",
    lookup="slug",
)


def _evidence_address(response: Response) -> str:
    """Where the first evidence of a response is read; empty without any."""
    for evidence in response.evidence.all():
        return evidence.url or absolute(reverse("evidence_file", args=[evidence.pk]))
    return ""


ANSWER = (
    Column("institution", TEXT, _("Institution"), lambda one: one.institution and one.institution.name),
    Column("status", TEXT, _("Status"), lambda one: one.status, CODE_NOTE, choices=tuple(Status.values)),
    Column("status_label", TEXT, _("Status"), lambda one: one.get_status_display()),
    Column("text", TEXT, pgettext_lazy("institution", "Response"), lambda one: one.text),
    Column("planned_on", DATE, _("Planned date"), lambda one: one.planned_on),
    Column("said_on", DATE, _("Date of the answer"), lambda one: one.said_on),
    Column("by_letter", BOOLEAN, _("Received by letter"), lambda one: one.by_letter),
    Column(
        "evidence_url",
        ADDRESS,
        _("Address of the evidence"),
        lambda one: _evidence_address(one),
        _("The first one; all of them are on the page of the recommendation."),
    ),
    Column("answered_at", MOMENT, _("Recorded"), lambda one: one.created_at),
)
RESPONSES = Table(
    name="responses",
    slug="odpowiedzi",
    dataset="pu",
    title=_("responses"),
    about=_("What institutions answered to recommendations, and the status they gave. People are not named."),
    records=published_responses,
    columns=(
        Column("id", INTEGER, _("Number of the record"), lambda one: one.pk),
        Column("recommendation", TEXT, _("Code of the recommendation"), lambda one: one.recommendation.code),
        *ANSWER,
        Column(
            "url",
            ADDRESS,
            _("Address of the page"),
            lambda one: page("recommendation", one.recommendation.code),
        ),
    ),
    key="id",
    lookup="pk",
)


def _with_responses(rows: list[Any]) -> None:
    """Give every row of a recommendation its `answers`: one query for all of them."""
    answers = defaultdict(list)
    for answer in published_responses().filter(course__recommendation__in=[row.row_id for row in rows]):
        answers[answer.course.recommendation_id].append(answer)
    for row in rows:
        row.answers = answers[row.row_id]


def _recommendations() -> Table:
    """Recommendations as their plans have them, with what became of them."""
    table = part_table(
        PU,
        RECOMMENDATION,
        "recommendations",
        "rekomendacje",
        _("What central government should change: addressee, horizon, priority, and the present status."),
        address=lambda row: page("recommendation", row.code),
    )
    fate = (
        Column("status", TEXT, _("Status"), lambda row: row.status, CODE_NOTE, choices=tuple(Status.values)),
        Column("status_label", TEXT, _("Status"), lambda row: row.status and str(Status(row.status).label)),
        Column("status_since", DATE, _("Status since"), lambda row: row.status_since),
        Column(
            "responses",
            ColumnKind.OBJECTS,
            _("Responses of institutions"),
            lambda row: row.answers,
            _("The newest first. In sheets they are a table of their own."),
            parts=ANSWER,
        ),
    )
    return replace(
        table,
        records=published_recommendations,
        columns=(*table.columns[:-2], *fate, *table.columns[-2:]),
        key="code",
        lookup="code",
        complete=_with_responses,
    )


def _practices() -> Table:
    table = part_table(
        PU,
        GOOD_PRACTICE,
        "good-practices",
        "dobre-praktyki",
        _("Solutions that already work somewhere: problem, solution, effects, cost, conditions for transfer."),
        address=lambda row: page("practice", row.code),
    )
    return replace(table, key="code", lookup="code")


RECOMMENDATIONS, PRACTICES = _recommendations(), _practices()
