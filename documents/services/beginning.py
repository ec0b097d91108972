"""Beginning a document from another one: its rows as a skeleton, or with all their words; nothing is replaced."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import NOT_PROVIDED

from accounts.models import User
from core.exceptions import InvalidInput
from documents.enums import FieldKind, Need
from documents.models import Document, Part
from documents.parts import BoundField, PartKind, hooks_of
from documents.queries import is_blank, sections_of, single, values
from documents.services.parts import add_part
from documents.services.saving import save_part
from documents.services.values import from_stored

REFERENCES = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})


@dataclass(frozen=True)
class Source:
    """A snapshot to begin from. `with_words` takes everything, otherwise only names, kinds and links of rows.

    `files` are stored files by (row id, field name); a row that needs a file without an entry is left out.
    """

    content: dict[str, Any]
    with_words: bool
    files: dict[tuple[str, str], Any] = field(default_factory=dict)


@transaction.atomic
def begin_from(*, by: User, document: Document, source: Source, keys: list[str]) -> int:
    """Copy the sections named by `keys` into the document. Returns how many rows and single parts were written.

    A row's id is made from its old one, so that copying the same source again adds nothing. A single part's field is
    filled only while it is blank.
    """
    beginner = _Beginner(by, document, source)
    for kind in [kind for section in sections_of(document) if section.key in keys for kind in section.kinds]:
        if kind.many:
            beginner.add_rows(kind)
        elif source.with_words:
            beginner.fill(kind)
    beginner.link()
    return beginner.written


def can_take(kind: PartKind, *, with_words: bool) -> bool:
    """Whether rows of a kind can be made: a skeleton lacks figures and dates, which some tables demand."""
    if with_words:
        return True
    taken = {bound.name for bound in _taken(kind, with_words=False)}
    return kind.many and all(bound.name in taken or not _is_demanded(bound) for bound in kind.bound)


def _taken(kind: PartKind, *, with_words: bool) -> list[BoundField]:
    """The fields that are copied."""
    if with_words:
        return list(kind.bound)
    return [
        bound
        for bound in kind.bound
        if bound.name in (kind.title_field, kind.parent, "unit")
        or bound.kind in REFERENCES
        or (bound.kind == FieldKind.CHOICE and bound.need == Need.MUST)
    ]


def _is_demanded(bound: BoundField) -> bool:
    """Whether the table takes no row without this field."""
    column = bound.column
    is_text = isinstance(column, models.CharField | models.TextField)
    return not (column.blank or column.null or is_text or column.default is not NOT_PROVIDED)


def _inside(kind: PartKind) -> list[BoundField]:
    """The links of a kind to other rows of the document, its parent apart."""
    return [
        bound
        for bound in kind.bound
        if bound.target is not None and issubclass(bound.target, Part) and bound.name != kind.parent
    ]


class _Beginner:
    """One copying: knows which old row became which new one, and links them once all are there."""

    def __init__(self, by: User, document: Document, source: Source) -> None:
        self.by, self.document, self.source = by, document, source
        self.made: dict[str, Any] = {}
        self.waiting: list[tuple[PartKind, Any, dict[str, Any]]] = []
        self.written = 0

    def add_rows(self, kind: PartKind) -> None:
        if not can_take(kind, with_words=self.source.with_words):
            return
        known = set(kind.model._default_manager.filter(document=self.document).values_list("pk", flat=True))
        for row in self.source.content["parts"].get(kind.key, []):
            new_id = uuid5(self.document.pk, row["id"])
            if new_id not in known:
                self._add(kind, row, new_id)

    def fill(self, kind: PartKind) -> None:
        """Fields of a single part that are blank here and filled there."""
        part = single(self.document, kind)
        present = values(part, kind)
        for row in self.source.content["parts"].get(kind.key, []):
            offered = {
                bound.name: from_stored(bound, row["values"][bound.name])
                for bound in kind.bound
                if is_blank(present[bound.name], bound.kind) and not is_blank(row["values"].get(bound.name), bound.kind)
            }
            fitting = self._fitting(kind, offered)
            if fitting:
                self._save(kind, part, fitting)
                self.written += 1

    def link(self) -> None:
        """Set the links between copied rows; a link to a row that was not copied is left out."""
        for kind, part, old in self.waiting:
            new_values: dict[str, Any] = {}
            for bound in _inside(kind):
                keys = old.get(bound.name) or []
                found = [self.made[key] for key in ([keys] if isinstance(keys, str) else keys) if key in self.made]
                if found:
                    new_values[bound.name] = found if bound.kind == FieldKind.REFERENCES else found[0]
            if new_values:
                self._save(kind, part, new_values)

    def _add(self, kind: PartKind, row: dict[str, Any], new_id: UUID) -> None:
        offered = self._offered(kind, row)
        if any(value is None for name, value in offered.items() if _is_demanded(kind.field(name))):
            return
        fitting = self._fitting(kind, offered)
        part = add_part(by=self.by, document=self.document, kind=kind, new_values=fitting, row_id=new_id)
        self.made[row["id"]] = part
        self.waiting.append((kind, part, row["values"]))
        self.written += 1

    def _offered(self, kind: PartKind, row: dict[str, Any]) -> dict[str, Any]:
        """The values of a new row; links wait until all rows are there, but its parent comes first."""
        old, later = row["values"], {bound.name for bound in _inside(kind)}
        offered: dict[str, Any] = {}
        for bound in _taken(kind, with_words=self.source.with_words):
            if bound.name == kind.parent:
                offered[bound.name] = self.made.get(old.get(bound.name))
            elif bound.kind == FieldKind.FILE:
                offered[bound.name] = self.source.files.get((row["id"], bound.name))
            elif bound.name in old and bound.name not in later:
                offered[bound.name] = from_stored(bound, old[bound.name])
        return offered

    def _fitting(self, kind: PartKind, offered: dict[str, Any]) -> dict[str, Any]:
        """Without the values that this document does not take: months outside its edition."""
        try:
            hooks_of(self.document.kind).check_values(self.document, kind, offered)
        except ValidationError as error:
            return {name: value for name, value in offered.items() if name not in error.message_dict}
        return offered

    def _save(self, kind: PartKind, part: Any, new_values: dict[str, Any]) -> None:
        """What the document refuses is left for the person to write."""
        part.refresh_from_db(fields=["version"])
        try:
            with transaction.atomic():
                save_part(
                    by=self.by,
                    document=self.document,
                    kind=kind,
                    part_id=part.pk,
                    base_version=part.version,
                    new_values=new_values,
                )
        except InvalidInput:
            return
