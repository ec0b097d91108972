"""Many published recommendations put straight into the tables: for counting, for oracles and for measuring."""

import datetime
import random
from itertools import islice, product
from string import ascii_uppercase
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from catalogue.models import Publication, PublishedRecommendation, PublishedRow
from cities.models import City
from documents.enums import Purpose, State
from documents.models import Document, Version
from improvement_plans.enums import Horizon, RecommendationKind, Status
from improvement_plans.models import Course, ImprovementPlan, Institution, Recommendation, Response
from improvement_plans.policies import OPEN, status_of
from networks.models import ThematicNetwork
from tests import factories

Named = list[tuple[str, str]]
BARRIERS = 20
ACTS = [f"Ustawa z dnia {day} marca o porządku, art. {day}" for day in range(1, 31)]
#: three letters each; those of the sample programme are left out
LETTERS = ("".join(one) for one in product("QWXY", ascii_uppercase, ascii_uppercase))


def many_recommendations(
    each: int, *, seed: int = 1, editions: int = 3, plans: int = 3, institutions: int = 12, cities: int = 20
) -> list[Publication]:
    """Published plans with `each` recommendations, one or two addressees and everything that facets count."""
    dice = random.Random(seed)
    asked = [factories.institution() for _ in range(institutions)]
    places = [factories.city() for _ in range(cities)]
    writer = factories.coordinator()
    made = []
    for _edition in range(editions):
        edition = factories.edition()
        for _plan in range(plans):
            publication = _publication(factories.network(edition=edition))
            barriers = _barriers(publication)
            _recommendations(dice, publication, each, barriers, asked, places, writer)
            made.append(publication)
    return made


def _publication(network: ThematicNetwork) -> Publication:
    document = Document.objects.create(kind="pu", slug=network.slug, title=network.name, state=State.PUBLISHED)
    ImprovementPlan.objects.create(network=network, document=document)
    version = Version.objects.create(
        document=document, number=1, purpose=Purpose.SUBMITTED, title=network.name, content={"parts": {}},
        content_hash=str(document.pk),
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(public_version=version)
    return Publication.objects.create(
        document=document, version=version, kind="pu", slug=network.slug, title=network.name, network=network,
        published_at=timezone.now(),
    )  # fmt: skip


def _barriers(publication: Publication) -> Named:
    letters = next(LETTERS)
    named = [(f"{letters}-B{number:02d}", f"Bariera {number} w sieci") for number in range(1, BARRIERS + 1)]
    PublishedRow.objects.bulk_create(
        PublishedRow(publication=publication, kind="barrier", row_id=uuid4(), position=number, code=code, title=title)
        for number, (code, title) in enumerate(named)
    )
    return named


def _recommendations(
    dice: random.Random,
    publication: Publication,
    each: int,
    barriers: Named,
    asked: list[Institution],
    places: list[City],
    writer: User,
) -> None:
    letters = (next(LETTERS) for _ in iter(int, 1))
    codes = [f"{one}-R{number:02d}" for one in islice(letters, -(-each // 99)) for number in range(1, 100)][:each]
    rows = [_recommendation(dice, publication, code) for code in codes]
    Recommendation.objects.bulk_create(rows)
    courses: list[Course] = []
    for row in rows:
        own = _courses(dice, row, asked)
        row.status, row.status_since = status_of(own), own[0].since
        courses += own
    Recommendation.objects.bulk_update(rows, ["status", "status_since"], batch_size=500)
    Course.objects.bulk_create(courses)
    _shown(dice, publication, rows, barriers, courses, places)
    Response.objects.bulk_create(
        Response(
            course=course, institution=course.institution, status=course.status, said_on=course.heard_on,
            text=f"Odpowiedź w sprawie {course.recommendation.code}.", planned_on=course.planned_on, by=writer,
            by_label=str(writer),
        )
        for course in courses if course.version
    )  # fmt: skip


def _recommendation(dice: random.Random, publication: Publication, code: str) -> Recommendation:
    return Recommendation(
        document_id=publication.document_id,
        position=1,
        code=code,
        title=f"Zmienić zasady numer {code} w sprawie zieleni i wody w miastach średnich",
        text="<p>Należy zmienić zasady, aby miasta mogły działać.</p>",
        kind=dice.choice(RecommendationKind.values),
        horizon=dice.choice(Horizon.values),
        priority=dice.randint(1, 3),
    )


def _courses(dice: random.Random, row: Recommendation, asked: list[Institution]) -> list[Course]:
    today = timezone.localdate()
    made = []
    for number, institution in enumerate(dice.sample(asked, dice.choice((1, 1, 2)))):
        status = dice.choice(Status.values)
        heard = None if status == Status.NEW else today - datetime.timedelta(days=dice.randint(0, 300))
        planned = today + datetime.timedelta(days=dice.randint(-100, 300))
        made.append(
            Course(
                recommendation=row,
                institution=institution,
                leads=number == 0,
                status=status,
                asked_on=today - datetime.timedelta(days=dice.randint(300, 500) if heard else dice.randint(0, 200)),
                since=heard,
                heard_on=heard,
                planned_on=planned if status in OPEN and dice.random() < 0.7 else None,
                version=1 if heard else 0,
            )
        )
    return made


def _shown(
    dice: random.Random,
    publication: Publication,
    rows: list[Recommendation],
    barriers: Named,
    courses: list[Course],
    places: list[City],
) -> None:
    of: dict[Any, list[Course]] = {}
    for course in courses:
        of.setdefault(course.recommendation_id, []).append(course)
    shown = [_public(dice, publication, row, barriers, of[row.pk], places) for row in rows]
    PublishedRecommendation.objects.bulk_create(shown)
    through = PublishedRecommendation.institutions.through
    through.objects.bulk_create(
        through(publishedrecommendation_id=one.pk, institution_id=course.institution_id)
        for one in shown
        for course in of[one.recommendation_id]
    )


def _public(
    dice: random.Random,
    publication: Publication,
    row: Recommendation,
    barriers: Named,
    courses: list[Course],
    places: list[City],
) -> PublishedRecommendation:
    met = sorted(dice.sample(barriers, dice.randint(0, 3)))
    named = [{"id": code, "code": code, "title": title} for code, title in met]
    values = {"code": row.code, "title": row.title, "text": row.text}
    return PublishedRecommendation(
        publication=publication,
        recommendation=row,
        code=row.code,
        title=row.title,
        lead="Należy zmienić zasady, aby miasta mogły działać.",
        kind=row.kind,
        horizon=row.horizon,
        priority=row.priority,
        lead_institution=courses[0].institution,
        legal_act=dice.choice(["", *ACTS]),
        barriers=[code for code, _title in met],
        raised_by=sorted(one.slug for one in dice.sample(places, dice.randint(0, min(4, len(places))))) if met else [],
        content={"id": str(row.pk), "values": values, "barriers": named, "proposed_actions": [], "practices": []},
    )
