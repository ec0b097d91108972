"""The registry of document kinds: what parts a document has, declared as data.

A domain app declares its `DocumentKind` in its own `parts.py` and registers it in `AppConfig.ready()`. Forms, saving,
completeness, snapshots, reading pages and PDFs are all derived from that one declaration. Labels, lengths and choices
have one home: the model's column.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from documents.enums import FieldKind, Need
from documents.models import Document, Part

_KINDS_OF_COLUMNS: tuple[tuple[type, FieldKind], ...] = (
    (models.FileField, FieldKind.FILE),
    (models.ManyToManyField, FieldKind.REFERENCES),
    (models.ForeignKey, FieldKind.REFERENCE),
    (ArrayField, FieldKind.LINES),
    (models.BooleanField, FieldKind.BOOLEAN),
    (models.URLField, FieldKind.ADDRESS),
    (models.DateField, FieldKind.DATE),
    (models.DecimalField, FieldKind.NUMBER),
    (models.IntegerField, FieldKind.INTEGER),
    (models.TextField, FieldKind.TEXT),
    (models.CharField, FieldKind.LINE),
)


@dataclass(frozen=True)
class Field:
    """One editable field of a part: a column's name and what the column cannot say.

    `kind` overrides the kind derived from the column (RICH, MONEY, MONTH, YEAR). `public=False` keeps the value out of
    everything that people without a right to edit or review can reach.
    """

    name: str
    need: Need = Need.OPTIONAL
    kind: FieldKind | None = None
    public: bool = True
    #: longest accepted text in characters where the column has no limit (rich and plain long texts)
    limit: int | None = None
    #: the references from whose names the field is filled when it is left empty in a form
    fill_from: str = ""
    #: what the form says below the label instead of the column's own hint
    hint: Any = ""
    #: whether an edition's template may not make it less needed
    settled: bool = False


@dataclass(frozen=True)
class BoundField:
    """A declared field together with its column."""

    declared: Field
    column: Any

    @property
    def name(self) -> str:
        return self.declared.name

    @property
    def need(self) -> Need:
        return self.declared.need

    @property
    def public(self) -> bool:
        return self.declared.public

    @property
    def label(self) -> str:
        return str(self.column.verbose_name)

    @property
    def hint(self) -> str:
        return str(self.declared.hint or self.column.help_text)

    @property
    def choices(self) -> dict[Any, Any]:
        return dict(self.column.flatchoices)

    @property
    def limit(self) -> int | None:
        return self.declared.limit or getattr(self.column, "max_length", None)

    @property
    def target(self) -> type[models.Model] | None:
        """The model that a reference points to, or None."""
        return self.column.related_model

    @cached_property
    def kind(self) -> FieldKind:
        if self.declared.kind:
            return self.declared.kind
        if self.column.choices:
            return FieldKind.CHOICE
        return next(kind for column, kind in _KINDS_OF_COLUMNS if isinstance(self.column, column))


@dataclass(frozen=True)
class PartKind:
    """One table of parts: a single record of the document (`many=False`) or rows (`many=True`).

    `title_field` names a row in lists; `code_prefix` numbers rows (D1, D2 ...) by their position.
    `parent` is the name of the reference to the row that owns this one (a funding source of an action). `columns` are
    the fields that a list of rows shows beside the title. `can_copy`: a row may be doubled, with the rows it owns.
    """

    key: str
    model: type[Part]
    fields: tuple[Field, ...]
    many: bool = False
    need: Need = Need.OPTIONAL
    title_field: str = ""
    code_prefix: str = ""
    parent: str = ""
    max_rows: int = 200
    columns: tuple[str, ...] = ()
    can_copy: bool = False

    @cached_property
    def bound(self) -> tuple[BoundField, ...]:
        return tuple(BoundField(field, self.model._meta.get_field(field.name)) for field in self.fields)

    def field(self, name: str) -> BoundField:
        return next(field for field in self.bound if field.name == name)

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)


@dataclass(frozen=True)
class Section:
    """A chapter: its part kinds in order, `slug` in addresses (Polish), `title` and `purpose` translated.

    `panels` names computed blocks (schedule, funding) that the domain app draws below the parts. `pages` is the usual
    length, (least, most). A `fixed` section cannot be left out, as other sections or the engine rely on it.
    """

    key: str
    slug: str
    title: Any
    purpose: Any
    kinds: tuple[PartKind, ...]
    need: Need = Need.OPTIONAL
    panels: tuple[str, ...] = ()
    pages: tuple[float, float] | None = None
    fixed: bool = False


@dataclass(frozen=True)
class DocumentKind:
    """Everything the engine must know of a kind of document.

    `title_from` is (part kind, field) whose text is the document's title. `workbench` begins the URL names of its
    editing pages.
    """

    key: str
    label: Any
    short: Any
    sections: tuple[Section, ...]
    title_from: tuple[str, str]
    workbench: str
    #: whether the domain app has a page for beginning from another document (`<workbench>_start_from`)
    starts_from_others: bool = False

    @cached_property
    def part_kinds(self) -> dict[str, PartKind]:
        return {kind.key: kind for section in self.sections for kind in section.kinds}

    def part_kind(self, key: str) -> PartKind:
        return self.part_kinds[key]

    def section(self, slug: str) -> Section:
        """The section at address `slug`; KeyError when there is none."""
        return {section.slug: section for section in self.sections}[slug]

    def section_of(self, kind: PartKind) -> Section:
        return next(section for section in self.sections if kind in section.kinds)


@dataclass(frozen=True)
class PlanWarning:
    """Something that may weaken the document and never blocks it: what was seen (`text`) and `why` it matters.

    `section` and `kind` are keys; `row_id` and `field` lead to the place, empty where there is none yet.
    """

    code: str
    section: str
    text: str
    why: str
    kind: str
    row_id: str = ""
    field: str = ""


@dataclass(frozen=True)
class Hooks:
    """What the domain app answers for its kind of document.

    `visible_to(user)` are the documents that the user may open on the workbench, with what page headers show loaded;
    `check_can_edit(user, document)` raises NotAllowed with a sentence; `check_values(document, part kind, values)`
    raises ValidationError by field where the rules reach beyond one column (an action outside the edition);
    `check_row(part kind, row, new values)` raises a Refusal when a stored row may not be changed so, or, with None
    instead of values, may not be deleted (a published code lasts);
    `facts(document)` names what lies around the document, as JSON that snapshots keep (city, network with its colour
    and shape, edition);
    `moves(user, document)` are the transitions that the user may make from the document's present state;
    `check_can_move(user, document, transition)` raises NotAllowed unless the user is the one whom the table names;
    `authors(document)` are the people who write the document now;
    `transitions` is the whole table of moves (`documents.policies.Transition`);
    `warnings(snapshot)` are what the plan's own logic finds weak in it;
    `suggestions(document)` are names that a field of organisations offers, best first;
    `spelled(document, part kind, values)` gives the values as they shall be stored, in the agreed spelling;
    `saved(user, document, part kind, before, after)` is told of every write of a row, inside its transaction: stored
    values by field name (`before` is empty for a new row).
    """

    visible_to: Callable[[Any], models.QuerySet[Document]]
    check_can_edit: Callable[[Any, Document], None]
    check_can_move: Callable[[Any, Document, Any], None]
    check_values: Callable[[Document, PartKind, dict[str, Any]], None]
    facts: Callable[[Document], dict[str, Any]] = lambda document: {}
    check_row: Callable[[PartKind, Any, dict[str, Any] | None], None] = lambda kind, row, values: None
    moves: Callable[[Any, Document], list[Any]] = lambda user, document: []
    authors: Callable[[Document], list[Any]] = lambda document: []
    transitions: tuple[Any, ...] = ()
    suggestions: Callable[[Document], list[str]] = lambda document: []
    spelled: Callable[[Document, PartKind, dict[str, Any]], dict[str, Any]] = lambda document, kind, values: values
    saved: Callable[[Any, Document, PartKind, dict[str, Any], dict[str, Any]], None] = (
        lambda user, document, kind, before, after: None
    )
    warnings: Callable[[dict[str, Any]], list[PlanWarning]] = lambda content: []


@dataclass(frozen=True)
class Course:
    """A table of moves of an app above, drawn in docs/states.md after those of the kinds of documents.

    `moves` have `key`, `sources` (none: the move makes the thing), `target` (None: it stays as it is), `who`,
    `needs_reason`; `states` name them all.
    """

    title: Any
    states: type[models.TextChoices]
    moves: tuple[Any, ...]


_kinds: dict[str, DocumentKind] = {}
_hooks: dict[str, Hooks] = {}
_courses: list[Course] = []


def register_course(course: Course) -> None:
    """Show a table of moves in docs/states.md. Called once, from `AppConfig.ready()`."""
    _courses.append(course)


def all_courses() -> list[Course]:
    """The tables of moves of the apps above, in the order of their registration."""
    return list(_courses)


def register(kind: DocumentKind, hooks: Hooks) -> None:
    """Make a document kind known. Called once per kind, from `AppConfig.ready()`."""
    _kinds[kind.key] = kind
    _hooks[kind.key] = hooks


def document_kind(key: str) -> DocumentKind:
    """The registered kind; KeyError for an unknown key."""
    return _kinds[key]


def hooks_of(key: str) -> Hooks:
    """What the domain app registered for the kind; KeyError for an unknown key."""
    return _hooks[key]


def all_document_kinds() -> Iterator[DocumentKind]:
    return iter(_kinds.values())
