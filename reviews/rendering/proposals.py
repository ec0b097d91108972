"""A suggested edit as a reader sees it: what would go and what would come, in the words of the field."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from core.comparing import Block, Mark, bare, compare_rich, marked, shortened
from core.richtext import plain
from documents.enums import FieldKind
from documents.parts import BoundField, document_kind
from documents.rendering import display
from reviews.enums import SuggestionState
from reviews.models import Suggestion, Thread

SKIPPED = '<p class="history-skip">…</p>'


@dataclass(frozen=True)
class Difference:
    """Two values of a field as one text: `html` for formatted text, `marks` for any other."""

    html: SafeString | str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.html and not self.marks


@dataclass(frozen=True)
class Proposal:
    """A suggestion with the name of its field and its difference; `made` is how what was saved differs from it."""

    suggestion: Suggestion
    label: str
    difference: Difference
    made: Difference

    @property
    def is_open(self) -> bool:
        return self.suggestion.state == SuggestionState.OPEN


def proposal(thread: Thread, document_kind_key: str) -> Proposal | None:
    """The suggestion of a thread; None where the kind of document has no such field any more. No queries."""
    suggestion: Suggestion | None = getattr(thread, "suggestion", None)
    bound = bound_of(thread, document_kind_key)
    if suggestion is None or bound is None:
        return None
    edited = suggestion.state == SuggestionState.EDITED and suggestion.applied != suggestion.proposed
    return Proposal(
        suggestion,
        capfirst(bound.label),
        difference(bound, suggestion.base, suggestion.proposed, suggestion.names),
        difference(bound, suggestion.proposed, suggestion.applied, suggestion.names) if edited else Difference(),
    )


def bound_of(thread: Thread, document_kind_key: str) -> BoundField | None:
    """The declared field that a thread is on."""
    kind = document_kind(document_kind_key).part_kinds.get(thread.part_kind)
    return next((bound for bound in kind.bound if bound.name == thread.field), None) if kind else None


def difference(bound: BoundField, old: Any, new: Any, names: dict[str, str]) -> Difference:
    """What went and what came between two stored values of a field."""
    if bound.kind == FieldKind.RICH:
        return Difference(html=_near_changes(compare_rich(bare(old or ""), bare(new or "")).blocks))
    left, right = words(bound, old, names), words(bound, new, names)
    return Difference(marks=tuple(shortened(marked(left, right))))


def _near_changes(blocks: tuple[Block, ...]) -> SafeString:
    """The blocks that differ, each with the one before and after it; a sign stands for what is left out."""
    kept = {near for at, block in enumerate(blocks) if block.kind != "same" for near in (at - 1, at, at + 1)}
    pieces: list[str] = []
    for at, block in enumerate(blocks):
        if at in kept:
            pieces.append(block.inline)
        elif pieces[-1:] != [SKIPPED]:
            pieces.append(SKIPPED)
    return mark_safe("".join(pieces))  # noqa: S308 - blocks are safe HTML, and the sign is ours


def words(bound: BoundField, value: Any, names: dict[str, str]) -> str:
    """A stored value as plain text, in the active language; rows that it refers to by their names."""
    if value in (None, "", []):
        return ""
    if bound.kind == FieldKind.RICH:
        return plain(value)
    if isinstance(value, list):
        return "\n".join(names.get(str(one), str(one)) for one in value)
    if bound.kind == FieldKind.REFERENCE:
        return names.get(str(value), "")
    return display(bound, value)
