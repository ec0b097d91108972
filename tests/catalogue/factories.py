"""Published things, reached through the services of the people who make them public."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from catalogue.models import Publication, PublishedVersion
from catalogue.services import index_places, publish
from documents.enums import Purpose, State
from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries import single
from improvement_plans.models import Barrier, GoodPractice, Institution, ProposedAction, Recommendation
from initiatives.models import Action, ActionFunding, Aim, Initiative, Stakeholder
from networks.models import Participation, ThematicNetwork
from reviews.queries import lead_of, open_round
from reviews.services import accept, submit_for_review
from tests import factories


def lead(document: Document) -> User:
    """Who gives the verdict in the open round of the document."""
    current = open_round(document)
    assert current is not None
    found = lead_of(current)
    assert found is not None
    assert found.user is not None
    return found.user


def accepted_initiative(participation: Participation | None = None, **texts: Any) -> Document:
    """A MID that its expert has accepted.

    `texts`: title, summary, contact (of its stakeholder, internal), barriers and practices (codes of the PU), actions
    (their values, instead of the one that a complete MID has) and funding (of the first action).
    """
    participation = participation or factories.participation()
    author = factories.member(participation)
    factories.expert(participation.network)
    document = factories.initiative(participation, by=author).document
    factories.fill_mid(document, by=author)
    write(document, "record", title=texts.get("title", "Zielone podwórka"))
    write(document, "summary", text=texts.get("summary", "Plan w kilku zdaniach."))
    write(document, "network_link", barriers=texts.get("barriers", []), practices=texts.get("practices", []))
    Stakeholder.objects.filter(document=document).update(contact=texts.get("contact", "600 700 800"))
    if "actions" in texts:
        write_actions(document, texts["actions"], author)
    for values in texts.get("funding", []):
        action = Action.objects.filter(document=document).first()
        ActionFunding.objects.create(document=document, position=1, changed_by=author, action=action, **values)
    Document.objects.filter(pk=document.pk).update(title=texts.get("title", "Zielone podwórka"))
    document.refresh_from_db()
    submit_for_review(by=author, document=document)
    accept(by=lead(document), document=document)
    document.refresh_from_db()
    return document


def published_initiative(participation: Participation | None = None, **texts: Any) -> Publication:
    """A MID that anyone may read."""
    document = accepted_initiative(participation, **texts)
    return publish(by=factories.coordinator(), document=document)


def write_actions(document: Document, actions: list[dict[str, Any]], author: User) -> None:
    """These actions instead of those that are there, each with what a plan must say of an action."""
    known = {"kind": "investment", "lead": "Urząd", "aim": Aim.objects.get(document=document)}
    known |= {"start": datetime.date(2024, 3, 1), "end": datetime.date(2025, 10, 1), "changed_by": author}
    Action.objects.filter(document=document).delete()
    for position, values in enumerate(actions, 1):
        Action.objects.create(document=document, position=position, **{**known, **values})


def write(document: Document, key: str, **values: Any) -> None:
    """Write fields of a single part straight into its table."""
    part = single(document, document_kind(document.kind).part_kind(key))
    for name, value in values.items():
        setattr(part, name, value)
    part.save()


def accepted_plan(network: ThematicNetwork | None = None, institution: Institution | None = None) -> Document:
    """An accepted Improvement Plan with one barrier, recommendation, proposed action and good practice."""
    network = network or factories.network()
    institution = institution or factories.institution()
    editor, coordinator = factories.pu_editor(network), factories.coordinator()
    document = factories.plan(network, by=coordinator).document
    write(document, "introduction", title="Plan Ulepszeń", text="<p>O co chodzi.</p>")
    barrier = Barrier.objects.create(
        document=document,
        code=f"{network.code}-B01",
        title="Drogie analizy",
        description="<p>Kosztują.</p>",
        kind="law",
    )
    recommendation = Recommendation.objects.create(
        document=document,
        code=f"{network.code}-R01",
        title="Fundusz na doradztwo",
        text="<h3>Sedno</h3><p>Państwo powinno dopłacać do analiz.</p>",
        kind="finance",
        lead_institution=institution,
    )
    recommendation.barriers.set([barrier])
    ProposedAction.objects.create(document=document, recommendation=recommendation, text="Ogłosić nabór", who="BGK")
    practice = GoodPractice.objects.create(
        document=document,
        code=f"{network.code}-D01",
        title="Park kieszonkowy",
        place="Lyon",
        country="Francja",
        solution="<p>Zielony plac zamiast parkingu.</p>",
    )
    practice.recommendations.set([recommendation])
    submit_for_review(by=editor, document=document)
    accept(by=lead(document), document=document)
    document.refresh_from_db()
    return document


def published_plan(network: ThematicNetwork | None = None, institution: Institution | None = None) -> Publication:
    """An Improvement Plan that anyone may read."""
    return publish(by=factories.coordinator(), document=accepted_plan(network, institution))


def many_publications(count: int, network: ThematicNetwork) -> list[Publication]:
    """Cities with published MIDs, inserted in bulk: only for counting queries of lists."""
    cities = [factories.city(population=10_000 + number) for number in range(count)]
    participations = [Participation(edition=network.edition, network=network, city=city) for city in cities]
    Participation.objects.bulk_create(participations)
    documents = Document.objects.bulk_create(
        Document(kind="mid", slug=f"{city.slug}-x", title=f"MID {city.name}", state=State.PUBLISHED) for city in cities
    )
    Initiative.objects.bulk_create(
        Initiative(participation=participation, document=document)
        for participation, document in zip(participations, documents, strict=True)
    )
    versions = Version.objects.bulk_create(
        Version(
            document=document, number=1, purpose=Purpose.SUBMITTED, title=document.title, content={}, content_hash="0"
        )
        for document in documents
    )
    made = Publication.objects.bulk_create(
        Publication(
            document=document,
            version=version,
            kind="mid",
            slug=document.slug,
            title=document.title,
            network=network,
            city=city,
            period_start=datetime.date(2024, 1, 1),
            period_end=datetime.date(2026, 12, 1),
            published_at=timezone.now(),
        )
        for document, version, city in zip(documents, versions, cities, strict=True)
    )
    PublishedVersion.objects.bulk_create(
        PublishedVersion(publication=one, version=one.version, number=1, published_at=one.published_at) for one in made
    )
    index_places()
    return made
