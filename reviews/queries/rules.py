"""How an edition reviews: days, scores, the checklist."""

from django.db.models import Count, Max

from documents.models import Document
from networks.models import Edition
from reviews.enums import Audience, RemarkKind, ThreadState
from reviews.models import Criterion, ReviewRules, Round, Thread
from reviews.policies.criteria import USUAL_CRITERIA
from reviews.queries.reviewers import edition_of


def rules_of(document: Document) -> ReviewRules:
    """The rules of the document's edition; unsaved ones with the usual days where nobody has set any."""
    return rules_of_edition(edition_of(document))


def rules_of_edition(edition: Edition) -> ReviewRules:
    return ReviewRules.objects.filter(edition=edition).first() or ReviewRules(edition=edition)


def criteria_of(edition: Edition, applies_to: str) -> list[Criterion]:
    """The checklist in order; the usual one, unsaved, where the edition has no rules of its own yet."""
    if not ReviewRules.objects.filter(edition=edition).exists():
        return usual_criteria(edition, applies_to)
    return list(Criterion.objects.filter(edition=edition, applies_to=applies_to).order_by("position", "text", "pk"))


def usual_criteria(edition: Edition, applies_to: str) -> list[Criterion]:
    """The checklist that the portal brings along, as unsaved rows."""
    lines = enumerate(USUAL_CRITERIA.get(applies_to, ()), start=1)
    return [
        Criterion(edition=edition, applies_to=applies_to, position=number, text=text, text_en=text_en, hint=hint)
        for number, (text, text_en, hint) in lines
    ]


def last_position(edition: Edition, applies_to: str) -> int:
    found = Criterion.objects.filter(edition=edition, applies_to=applies_to)
    return found.aggregate(last=Max("position"))["last"] or 0


def checklist_of(document: Document) -> list[dict[str, str]]:
    """The edition's criteria for such documents, as a round keeps them."""
    return [
        {"key": str(one.pk), "text": one.text, "text_en": one.text_en, "hint": one.hint}
        for one in criteria_of(edition_of(document), document.kind)
    ]


def open_musts(shown: Round) -> int:
    """How many remarks “must be changed” are open, of this round and of earlier ones. For reviewers."""
    return open_remarks(shown).get(RemarkKind.MUST, 0)


def open_remarks(shown: Round) -> dict[str, int]:
    """Open remarks on the document that the authors read too, up to this round, by their kind. One query."""
    threads = Thread.objects.filter(
        document=shown.document_id, round__number__lte=shown.number, state=ThreadState.OPEN, audience=Audience.ALL
    )
    return dict(threads.order_by().values_list("kind").annotate(count=Count("pk")))
