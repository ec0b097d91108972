"""What waits for what: actions must not wait for each other in a circle."""

from collections.abc import Iterable
from textwrap import shorten
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from documents.models import Document
from documents.parts import PartKind
from documents.queries import row_label
from initiatives.models import Action

#: characters of an action's name in the sentence
LONGEST_NAME = 70

Waits = dict[UUID, set[UUID]]


def check_row(kind: PartKind, row: Any, values: dict[str, Any] | None) -> None:
    """Refuse dependencies that close a circle. The caller holds the document's lock: nobody else can add one now."""
    if kind.key == "action" and values and values.get("after"):
        check_dependencies(row.document, kind, row, values["after"])


def check_dependencies(document: Document, kind: PartKind, row: Action, after: Iterable[Action]) -> None:
    """Raise InvalidInput, naming the actions in the circle, when `row` cannot wait for all of `after`. Two queries."""
    wanted = {action.pk for action in after}
    if row.pk in wanted:
        raise InvalidInput(_("An action cannot wait for itself."))
    waits = _waits(document)
    waits[row.pk] = wanted
    circle = find_circle(waits, row.pk)
    if circle:
        names = " → ".join(_names(document, kind, circle))
        raise InvalidInput(
            _("These actions would wait for each other in a circle: %(names)s. Take one of the links away.")
            % {"names": names}
        )


def find_circle(waits: Waits, start: UUID) -> list[UUID]:
    """A shortest way along `waits` from `start` back to it, both ends named; empty when there is none."""
    ways: list[list[UUID]] = [[start]]
    seen: set[UUID] = set()
    for way in ways:
        for following in sorted(waits.get(way[-1], ())):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _waits(document: Document) -> Waits:
    links = Action.after.through.objects.filter(
        from_action__document=document, from_action__deleted_at=None, to_action__deleted_at=None
    )
    waits: Waits = {}
    for waiting, awaited in links.values_list("from_action_id", "to_action_id"):
        waits.setdefault(waiting, set()).add(awaited)
    return waits


def _names(document: Document, kind: PartKind, keys: list[UUID]) -> list[str]:
    live = Action.objects.filter(document=document, deleted_at=None)
    labels = {action.pk: row_label(kind, place, action) for place, action in enumerate(live)}
    return [shorten(labels.get(key, ""), LONGEST_NAME, placeholder="…") for key in keys]
