"""What goes into a Word file, and what is known already when one comes back."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from documents.models import Document, Version
from documents.queries import snapshot
from documents.queries.past import content_after
from reviews.enums import Audience, ThreadState
from reviews.models import Comment, Round, Thread
from reviews.permissions import can, check_is_author
from reviews.queries.answers import answers_of_thread
from reviews.queries.audience import threads_visible_to


def talk_of(user: Any, document: Document, audiences: Collection[Audience], shown: Round | None) -> list[Thread]:
    """The threads that a file of a round's Version (None: of the draft) carries for this person, with their comments
    and answers; answers that were not sent go with the authors' own notes.

    Those of the round (of the draft: of the newest one), notes made outside rounds, and what is still open of the
    earlier rounds. Five queries.
    """
    threads = threads_visible_to(user).filter(document=document, audience__in=audiences)
    wanted = Q(state=ThreadState.OPEN)
    if shown is None:
        newest = Round.objects.filter(document=document).order_by("-number").values("pk")[:1]
        wanted |= Q(round__in=newest)
    else:
        wanted = Q(round=shown) | wanted & Q(round__number__lt=shown.number)
    wanted |= Q(round=None)
    with_drafts = Audience.TEAM in audiences and can(check_is_author, user, document)
    return list(_with_comments(threads.filter(wanted), with_drafts=with_drafts).order_by("round__number", "number"))


def known_threads(user: Any, document: Document) -> list[Thread]:
    """Every thread that the person reads, with comments, answers and suggestion. Four queries."""
    threads = threads_visible_to(user).filter(document=document)
    return list(_with_comments(threads, with_drafts=can(check_is_author, user, document)))


def base_content(document: Document, version: int, moment: int) -> dict[str, Any] | None:
    """What a file was made of: a Version of the document, or (0) the draft as it was after a change; None for none."""
    if not version:
        return content_after(document, snapshot(document), moment)
    found = Version.objects.filter(document=document, number=version).first()
    return found.content if found else None


def _with_comments(threads: QuerySet[Thread], *, with_drafts: bool) -> QuerySet[Thread]:
    return threads.select_related("anchor", "suggestion").prefetch_related(
        Prefetch("comments", queryset=Comment.objects.order_by("created_at")), answers_of_thread(with_drafts)
    )
