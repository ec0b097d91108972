"""The public rows of a publication, made from its Version alone. Everything here can be made again at any time."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import Truncator

from catalogue.models import Publication, PublishedPractice, PublishedRecommendation, PublishedRow
from catalogue.queries import published
from catalogue.services.rows import make_rows
from catalogue.services.subjects import make_subjects
from catalogue.services.words import forget, index_places, index_publication, refresh_vocabulary
from cities.models import City
from core.richtext import plain
from documents.queries import public_content
from improvement_plans.models import ImprovementPlan, Institution, Recommendation
from initiatives.models import Initiative

LEAD_LENGTH = 200


def show(publication: Publication) -> None:
    """Make the public rows and search entries of a publication again. The caller holds the document's lock."""
    _make(publication)
    refresh_raised()
    refresh_vocabulary()


def _make(publication: Publication) -> None:
    content = public_content(publication.version.content)
    FILL[publication.kind](publication, content)
    publication.save()
    if publication.kind == "pu":
        _make_recommendations(publication, content)
        _make_practices(publication, content)
    make_rows(publication, content)
    make_subjects(publication, content)
    index_publication(publication, content)


def show_again(institution: Institution) -> None:
    """Make the public plans again that name an institution, as it now goes by another name. The caller locked them."""
    named = Publication.objects.filter(recommendations__institutions=institution, withdrawn_at=None).distinct()
    for publication in named.select_related("version").order_by("id"):
        _make(publication)
    refresh_raised()
    refresh_vocabulary()


def hide(publication: Publication) -> None:
    """Take a withdrawn publication out of search. Its rows stay: their addresses answer that it is withdrawn."""
    forget(publication)
    refresh_raised()
    refresh_vocabulary()


def refresh_raised() -> None:
    """Say which cities met the barriers of each public recommendation: as their MIDs have it, or its plan."""
    met: dict[str, set[str]] = {}
    links = published("mid").order_by().values_list("city__slug", "version__content__parts__network_link__0__values")
    for city, values in links:
        for code in (values or {}).get("barriers") or []:
            met.setdefault(code, set()).add(city)
    slugs = dict(City.objects.values_list("pk", "slug"))
    for code, named in PublishedRow.objects.filter(kind="barrier").values_list("code", "values__cities"):
        met.setdefault(code, set()).update(slugs[int(key)] for key in named or [] if int(key) in slugs)
    changed = []
    for one in PublishedRecommendation.objects.only("barriers", "raised_by"):
        cities = sorted(set().union(*(met.get(code, set()) for code in one.barriers)))
        if cities != one.raised_by:
            one.raised_by = cities
            changed.append(one)
    PublishedRecommendation.objects.bulk_update(changed, ["raised_by"], batch_size=500)


@transaction.atomic
def rebuild() -> int:
    """Make every public row and all words of search again. Returns how many documents are public."""
    publications = Publication.objects.select_for_update(of=("self",)).select_related("version")
    shown = 0
    for publication in publications.order_by("id"):
        if publication.withdrawn_at:
            forget(publication)
            continue
        _make(publication)
        shown += 1
    refresh_raised()
    index_places()
    return shown


def first_values(content: dict[str, Any], key: str) -> dict[str, Any]:
    """The values of a document's single record of a kind; empty when the snapshot has none."""
    rows = content["parts"].get(key) or [{"values": {}}]
    return rows[0]["values"]


def lead(*texts: str | None) -> str:
    """The first text that is not blank, without markup, short enough for a card."""
    for text in texts:
        words = " ".join(plain(text or "").split())
        if words:
            return Truncator(words).chars(LEAD_LENGTH)
    return ""


def _fill_initiative(publication: Publication, content: dict[str, Any]) -> None:
    record = first_values(content, "record")
    challenge = first_values(content, "challenge")
    participation = Initiative.objects.select_related("participation").get(document=publication.document).participation
    actions = [row["values"] for row in content["parts"].get("action", [])]
    costs = [Decimal(values["cost"]) for values in actions if values.get("cost") is not None]
    publication.title = content["title"]
    publication.lead = lead(first_values(content, "summary").get("text"), challenge.get("statement"))
    publication.city_id = participation.city_id
    publication.network_id = participation.network_id
    publication.period_start = _day(record.get("period_start"))
    publication.period_end = _day(record.get("period_end"))
    publication.total_cost = sum(costs, Decimal()) if costs else None
    publication.action_kinds = sorted({values["kind"] for values in actions if values.get("kind")})
    publication.is_sample = bool(content.get("sample"))


def _fill_plan(publication: Publication, content: dict[str, Any]) -> None:
    publication.title = content["title"]
    publication.lead = lead(first_values(content, "introduction").get("text"))
    publication.network_id = ImprovementPlan.objects.get(document=publication.document).network_id
    publication.is_sample = bool(content.get("sample"))


FILL = {"mid": _fill_initiative, "pu": _fill_plan}


def _make_recommendations(publication: Publication, content: dict[str, Any]) -> None:
    publication.recommendations.all().delete()
    rows = content["parts"].get("recommendation", [])
    known = {
        str(pk) for pk in Recommendation.objects.filter(document=publication.document_id).values_list("pk", flat=True)
    }
    institutions = {str(one.pk): one.present.pk for one in Institution.objects.select_related("merged_into")}
    for row in rows:
        values = row["values"]
        if row["id"] not in known:
            continue
        row_content = _recommendation_content(content, row)
        made = PublishedRecommendation.objects.create(
            publication=publication,
            recommendation_id=row["id"],
            code=values["code"],
            title=values["title"],
            lead=lead(values.get("text")),
            kind=values["kind"],
            horizon=values["horizon"],
            priority=values["priority"],
            lead_institution_id=institutions.get(values.get("lead_institution") or ""),
            legal_act=values.get("legal_act") or "",
            barriers=[barrier["code"] for barrier in row_content["barriers"]],
            content=row_content,
        )
        addressed = {values.get("lead_institution"), *values.get("institutions", [])}
        made.institutions.set([institutions[key] for key in addressed if key in institutions])


def _recommendation_content(content: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """A recommendation with what hangs on it: its barriers, proposed actions and good practices."""
    parts = content["parts"]
    barriers = set(row["values"].get("barriers", []))
    return {
        **row,
        "barriers": [_named(other) for other in parts.get("barrier", []) if other["id"] in barriers],
        "proposed_actions": [
            other["values"]
            for other in parts.get("proposed_action", [])
            if other["values"].get("recommendation") == row["id"]
        ],
        "practices": [
            _named(other)
            for other in parts.get("good_practice", [])
            if row["id"] in other["values"].get("recommendations", [])
        ],
    }


def _make_practices(publication: Publication, content: dict[str, Any]) -> None:
    publication.practices.all().delete()
    cities = {str(pk): pk for pk in City.objects.values_list("pk", flat=True)}
    recommendations = {row["id"]: _named(row) for row in content["parts"].get("recommendation", [])}
    PublishedPractice.objects.bulk_create(
        PublishedPractice(
            publication=publication,
            code=row["values"]["code"],
            title=row["values"]["title"],
            place=row["values"]["place"],
            country=row["values"]["country"],
            year=row["values"].get("year"),
            city_id=cities.get(row["values"].get("city") or ""),
            lead=lead(row["values"].get("solution"), row["values"].get("problem")),
            content={
                **row,
                "recommendations": [
                    recommendations[key] for key in row["values"].get("recommendations", []) if key in recommendations
                ],
            },
        )
        for row in content["parts"].get("good_practice", [])
    )


def _named(row: dict[str, Any]) -> dict[str, Any]:
    values = row["values"]
    return {"id": row["id"], "code": values["code"], "title": values["title"]}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
