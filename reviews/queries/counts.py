"""Open remarks that are answered already: they stay open until the reviewers close them, but nothing is owed."""

from django.db.models import Count, Exists, OuterRef

from reviews.enums import Audience, RoundState, ThreadState
from reviews.models import Answer, Round, Thread


def has_answer() -> Exists:
    """Whether a thread has an answer that the reviewers are reading now: one that came with the open round."""
    sent = Answer.objects.filter(thread=OuterRef("pk"), sent_with__isnull=False, sent_with__closed_at=None)
    return Exists(sent)


def has_standing_answer() -> Exists:
    """Whether a thread has an answer that was sent, and that no return has asked for anew since."""
    sent = Answer.objects.filter(thread=OuterRef("pk"), sent_with__isnull=False)
    return Exists(sent.exclude(sent_with__state=RoundState.RETURNED))


def answered_remarks(shown: Round) -> dict[str, int]:
    """How many of the open remarks on the document, up to an open round, are answered, by their kind. One query."""
    threads = Thread.objects.filter(
        has_answer(),
        document=shown.document_id,
        round__number__lte=shown.number,
        state=ThreadState.OPEN,
        audience=Audience.ALL,
    )
    return dict(threads.order_by().values_list("kind").annotate(count=Count("pk")))
