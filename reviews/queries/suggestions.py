"""Suggested edits: whom they are visible to, and how they stand to what the document says now."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from documents.models import Document
from documents.parts import BoundField, PartKind, document_kind
from documents.queries import stored
from reviews.enums import SuggestionState
from reviews.models import Answer, Suggestion
from reviews.queries.audience import threads_visible_to


def suggestions_visible_to(user: Any) -> QuerySet[Suggestion]:
    """Suggestions of the threads that the user reads."""
    threads = threads_visible_to(user).order_by().values("pk")
    return (
        Suggestion.objects.filter(thread__in=threads)
        .select_related(
            "thread__round",
            "thread__opened_by",
            "thread__document__initiative__participation__city",
            "thread__document__initiative__participation__network",
            "thread__document__improvement_plan__network",
        )
        .prefetch_related(Prefetch("thread__answers", Answer.objects.select_related("sent_with")))
    )


@dataclass(frozen=True)
class Standing:
    """A suggestion beside its row as it is now. `now` is the stored value of the field, None where the row is gone."""

    suggestion: Suggestion
    document: Document
    kind: PartKind
    bound: BoundField
    part: Any
    now: Any

    @property
    def is_gone(self) -> bool:
        return self.part is None or self.part.deleted_at is not None

    @property
    def has_moved_on(self) -> bool:
        """Whether the authors have written in the field since."""
        return not self.is_gone and self.now != self.suggestion.base

    @property
    def is_open(self) -> bool:
        return self.suggestion.state == SuggestionState.OPEN


def standing_of(suggestion: Suggestion) -> Standing | None:
    """The suggestion beside what the document says now; None when its kind has no such field any more."""
    thread = suggestion.thread
    kind = document_kind(thread.document.kind).part_kinds.get(thread.part_kind)
    bound = next((one for one in kind.bound if one.name == thread.field), None) if kind else None
    if kind is None or bound is None:
        return None
    rows = kind.model._default_manager.select_related("changed_by")
    part = rows.filter(pk=thread.part_id, document=thread.document).first() if thread.part_id else None
    now = stored(part, bound) if part is not None and part.deleted_at is None else None
    return Standing(suggestion, thread.document, kind, bound, part, now)
