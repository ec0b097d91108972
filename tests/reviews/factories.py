"""Reviews in the states that tests start from."""

from dataclasses import dataclass

from accounts.models import User
from documents.models import Document
from networks.models import ThematicNetwork
from reviews.models import Round
from reviews.queries import lead_of
from reviews.services import submit_for_review
from tests import factories
from tests.improvement_plans.factories import fill_plan


@dataclass
class Review:
    """A submitted document and the people around it. `stranger` has the right role in the wrong place."""

    document: Document
    network: ThematicNetwork
    author: User
    colleague: User
    judge: User
    stranger: User
    wrong_judge: User
    coordinator: User
    round: Round | None = None


def draft_mid() -> Review:
    """A MID that may be submitted."""
    participation = factories.participation()
    document = factories.initiative(participation).document
    author = factories.member(participation)
    factories.fill_mid(document, by=author)
    return Review(
        document=document,
        network=participation.network,
        author=author,
        colleague=factories.member(participation, seat=2),
        judge=factories.expert(participation.network),
        stranger=factories.member(factories.participation(network=participation.network)),
        wrong_judge=factories.expert(factories.network(edition=participation.edition)),
        coordinator=factories.coordinator(),
    )


def submitted_mid(note: str = "") -> Review:
    review = draft_mid()
    review.round = submit_for_review(by=review.author, document=review.document, note=note)
    review.document.refresh_from_db()
    return review


def submitted_plan() -> Review:
    """An Improvement Plan under review: its judge is the coordinator who leads the round."""
    plan = factories.plan()
    author = factories.pu_editor(plan.network)
    fill_plan(plan.document, by=author)
    factories.coordinator()
    opened = submit_for_review(by=author, document=plan.document)
    lead = lead_of(opened)
    assert lead is not None
    assert lead.user is not None
    coordinator = lead.user
    plan.document.refresh_from_db()
    return Review(
        document=plan.document,
        network=plan.network,
        author=author,
        colleague=factories.pu_editor(plan.network),
        judge=coordinator,
        stranger=factories.pu_editor(factories.network()),
        wrong_judge=factories.expert(plan.network),
        coordinator=coordinator,
        round=opened,
    )


def row_id(review: Review, kind: str, index: int = 0) -> str:
    """The id of a row of the version under review."""
    assert review.round is not None
    return review.round.version.content["parts"][kind][index]["id"]
