"""Loading the sample programme: facts, people, plans in every state."""

import datetime
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from activity.models import Notice
from catalogue.services import index_places, publish
from documents.models import Document
from improvement_plans.enums import InstitutionKind
from improvement_plans.models import FormerName, Institution, InstitutionMember, Recommendation
from improvement_plans.services import Letter, Said, Shown, create_plan, record_response
from initiatives.services import create_initiative
from networks.models import Edition, Participation
from pim_portal.programme.loading import load_programme
from pim_portal.sample import content
from pim_portal.sample.courses import REVIEWED, Course, courses_of
from pim_portal.sample.harvest import make_harvest
from pim_portal.sample.parts import write_parts
from pim_portal.sample.people import COORDINATOR, EDITOR, EXPERT, MEMBER, MINISTRY, SINCE, make_people
from pim_portal.sample.plans import generated_parts
from pim_portal.sample.programme import complete_programme
from pim_portal.sample.reviewing import People
from reviews.services import accept, submit_for_review


@transaction.atomic
def load_sample() -> None:
    """Make the whole sample programme in one transaction, through the services that people use.

    Effects: everything of the programme, and PDFs of what is published queued after commit. No e-mails are sent.
    """
    with translation.override("pl"):
        load_programme()
        edition = complete_programme()
        people = make_people(edition)
        _institutions(people[MINISTRY])
        _improvement_plans(edition, people)
        _initiatives(edition, people)
        make_harvest(edition, people)
        _responses(people)
        index_places()
    # The people are invented: their notices stay in the portal.
    Notice.objects.filter(mailed_at=None).update(mailed_at=timezone.now())


def is_empty() -> bool:
    """Whether nobody has used this database yet."""
    return not User.objects.exists() and not Document.objects.exists()


def _institutions(ministry_person: User) -> None:
    for facts in content.institutions():
        values = {name: facts[name] for name in ("slug", "name", "short_name")}
        kind = InstitutionKind(facts["kind"])
        institution = Institution.objects.create(**values, kind=kind, is_sample=True)
        FormerName.objects.bulk_create([FormerName(institution=institution, name=one) for one in facts["former_names"]])
    InstitutionMember.objects.create(
        institution=Institution.objects.get(slug=content.programme()["ministry"]), user=ministry_person, since=SINCE
    )


def _improvement_plans(edition: Edition, people: dict[str, User]) -> None:
    coordinator = people[COORDINATOR]
    networks = {network.slug: network for network in edition.networks.all()}
    for facts in content.improvement_plans():
        editor = people[EDITOR.format(network=facts["network"])]
        plan = create_plan(by=coordinator, network=networks[facts["network"]], is_sample=True)
        write_parts(plan.document, facts["parts"], by=editor)
        submit_for_review(by=editor, document=plan.document)
        accept(by=coordinator, document=plan.document)
        publish(by=coordinator, document=plan.document)


def _initiatives(edition: Edition, people: dict[str, User]) -> None:
    rich = {facts["city"]: facts["parts"] for facts in content.rich_plans()}
    codes = {facts["network"]: _codes(facts["parts"]) for facts in content.improvement_plans()}
    themes = {network: iter(found) for network, found in content.themes().items()}
    places = {network: count() for network in themes}
    participations = edition.participations.exclude(network=None).select_related("city", "network", "edition")
    for participation in participations.order_by("city__slug"):
        assert participation.network is not None  # noqa: S101 - the query leaves out unknown assignments
        city, network = participation.city.slug, participation.network.slug
        if city in rich:
            _initiative(participation, rich[city], REVIEWED, people)
            continue
        parts = generated_parts(next(themes[network]), city, codes[network])
        _initiative(participation, parts, courses_of(network)[next(places[network])], people)


def _codes(parts: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: [row["code"] for row in parts[kind]] for kind in ("barrier", "good_practice")}


def _initiative(participation: Participation, parts: dict[str, Any], course: Course, people: dict[str, User]) -> None:
    city = participation.city.slug
    assert participation.network is not None  # noqa: S101 - the caller leaves out unknown assignments
    actors = People(
        author=people[MEMBER.format(city=city, seat=1)],
        colleague=people[MEMBER.format(city=city, seat=2)],
        judge=people[EXPERT.format(network=participation.network.slug)],
        coordinator=people[COORDINATOR],
    )
    document = create_initiative(by=actors.author, participation=participation, is_sample=True).document
    if course.left_out is not None:
        written = {kind: values for kind, values in parts.items() if kind not in course.left_out}
        write_parts(document, written, by=actors.author)
    course.run(document, actors)


def _in_days(days: int | None) -> datetime.date | None:
    return timezone.localdate() + datetime.timedelta(days=days) if days else None


def _responses(people: dict[str, User]) -> None:
    institutions = {institution.slug: institution for institution in Institution.objects.all()}
    recommendations = {one.code: one for one in Recommendation.objects.all()}
    own = content.programme()["ministry"]
    for facts in content.responses():
        institution = institutions[facts["institution"]]
        recommendation = recommendations[facts["code"]]
        is_own = facts["institution"] == own and recommendation.lead_institution == institution
        record_response(
            by=people[MINISTRY] if is_own else people[COORDINATOR],
            course=recommendation.courses.get(institution=institution),
            said=Said(
                status=facts["status"],
                text=facts["text"],
                planned_on=_in_days(facts.get("planned_in_days")),
                letter=None if is_own else Letter(),
                evidence=[Shown(**one) for one in facts.get("evidence", [])],
            ),
        )
