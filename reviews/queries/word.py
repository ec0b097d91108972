"""What goes into a Word file, and what is known already when one comes back."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, QuerySet

from documents.models import Document, Version
from documents.queries import snapshot
from documents.queries.past import content_after
from reviews.enums import Audience, SuggestionState, ThreadState
from reviews.models import Comment, Round, Suggestion, Thread
from reviews.queries.audience import threads_visible_to


def talk_of(user: Any, document: Document, audiences: Collection[Audience], shown: Round | None) -> list[Thread]:
    """The threads that a file of a round's Version (None: of the draft) carries for this person, with their comments.

    Those of the round, and what is still open of the earlier ones; for the draft all that is open. Four queries.
    """
    threads = threads_visible_to(user).filter(document=document, audience__in=audiences)
    if shown is None:
        threads = threads.filter(state=ThreadState.OPEN)
    else:
        earlier = threads.filter(round__number__lt=shown.number, state=ThreadState.OPEN)
        threads = threads.filter(round=shown) | earlier
    return list(_with_comments(threads).order_by("round__number", "number"))


def known_threads(user: Any, document: Document) -> list[Thread]:
    """Every thread that the person reads, with comments and suggestion. Three queries."""
    return list(_with_comments(threads_visible_to(user).filter(document=document)))


def base_content(document: Document, version: int, moment: int) -> dict[str, Any] | None:
    """What a file was made of: a Version of the document, or (0) the draft as it was after a change; None for none."""
    if not version:
        return content_after(document, snapshot(document), moment)
    found = Version.objects.filter(document=document, number=version).first()
    return found.content if found else None


def open_suggestions(threads: list[Thread]) -> list[Suggestion]:
    found = [thread.suggestion for thread in threads if hasattr(thread, "suggestion")]
    return [one for one in found if one.state == SuggestionState.OPEN]


def _with_comments(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    return threads.select_related("anchor", "suggestion").prefetch_related(
        Prefetch("comments", queryset=Comment.objects.order_by("created_at"))
    )
