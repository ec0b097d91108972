"""Reviews in the states that tests start from."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from documents.models import Anchor, Document
from documents.parts import document_kind
from documents.queries import sections_of
from documents.queries.anchors import anchor_text
from networks.models import ThematicNetwork
from reviews.enums import Audience, RemarkKind
from reviews.models import Comment, Round, Sight, Thread
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


def many_remarks(review: Review, count: int) -> list[Thread]:
    """Remarks with a reply each, straight into the tables: every third on words of the diagnosis, the rest on rows of
    all kinds; seen by one of the authors.
    """
    assert review.round is not None
    version = review.round.version
    kind = document_kind(review.document.kind)
    places = [
        (section.key, part_kind.key, row["id"])
        for section in sections_of(version.content)
        for part_kind in section.kinds
        for row in version.content["parts"].get(part_kind.key, [])
    ]
    row = version.content["parts"]["diagnosis"][0]
    words = anchor_text(kind.part_kind("diagnosis").field("text"), row["values"]["text"])
    last = Thread.objects.filter(document=review.document, audience=Audience.ALL).count()
    threads, anchors, comments = [], [], []
    for number in range(count):
        section, part_kind, part_id = places[number % len(places)]
        anchor = None
        if number % 3 == 0:
            section, part_kind, part_id = "diagnosis", "diagnosis", row["id"]
            start = 7 * number % max(len(words) - 12, 1)
            anchor = Anchor(document=review.document, version=version, part_kind=part_kind, part_id=part_id)
            anchor.field, anchor.quote = "text", words[start : start + 12]
            anchor.start, anchor.end = anchor.live_start, anchor.live_end = start, start + 12
            anchors.append(anchor)
        thread = Thread(round=review.round, document=review.document, version=version, number=last + number + 1)
        thread.kind = RemarkKind.values[number % 4]
        thread.section, thread.part_kind, thread.part_id = section, part_kind, part_id
        thread.anchor, thread.place_label, thread.opened_by = anchor, "…", review.judge
        threads.append(thread)
        said = ((review.judge, "<p>Skąd ten koszt? Proszę podać źródło.</p>"), (review.author, "<p>Z oferty.</p>"))
        for person, text in said:
            comments.append(
                Comment(thread=thread, author=person, author_label=str(person), author_role=person.role, text=text)
            )
    Anchor.objects.bulk_create(anchors)
    Thread.objects.bulk_create(threads)
    Comment.objects.bulk_create(comments)
    now = timezone.now()
    Sight.objects.bulk_create(
        Sight(thread=thread, user=review.author, user_label=str(review.author), at=now) for thread in threads
    )
    return threads
