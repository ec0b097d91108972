"""What an uploaded table would change: each of its rows judged by the same form that a person would fill in."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.exchange import BadCell, Problem, ReadTable, SheetRow, columns_of, read_rows, typed, written
from documents.exchange.cells import Typed
from documents.forms.fields import RowField, RowsField
from documents.forms.parts import part_form
from documents.models import Document
from documents.parts import PartKind
from documents.queries import rows, values


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("An XLSX file of up to 5 MB, with the headings of the empty table in its first row."),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )


@dataclass(frozen=True)
class Difference:
    """One value that the import would set; texts for a reader."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedRow:
    """A good row: the stored row it changes (None for a new one), cleaned values of what changes, and both texts."""

    number: int
    part: Any
    label: str
    new_values: dict[str, Any]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class TablePlan:
    """`rows` are those that would change something; with any problem nothing is imported."""

    rows: tuple[PlannedRow, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def added(self) -> int:
        return sum(row.part is None for row in self.rows)

    @property
    def changed(self) -> int:
        return len(self.rows) - self.added

    @property
    def fingerprint(self) -> str:
        """Stands for what was previewed: another one when the document has changed since."""
        told = [
            {
                "row": row.number,
                "part": str(row.part and row.part.pk),
                "version": row.part and row.part.version,
                "differences": [vars(one) for one in row.differences],
            }
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def plan_table(document: Document, kind: PartKind, content: bytes) -> TablePlan:
    """Read a table and judge its rows. Raises InvalidInput when the file is no table of this kind."""
    table = read_rows(content, kind)
    planner = _Planner(document, kind, table)
    planned = [planner.plan(row) for row in table.rows]
    changing = tuple(row for row in planned if row is not None and row.differences)
    problems = (*table.problems, *planner.problems, *planner.too_many(changing))
    unchanged = sum(row is not None and not row.differences for row in planned)
    return TablePlan(changing, unchanged, problems, table.ignored, table.others)


class _Planner:
    """Judges the rows of one table against the rows that are stored."""

    def __init__(self, document: Document, kind: PartKind, table: ReadTable) -> None:
        self.document, self.kind = document, kind
        self.columns = {bound.name: bound for bound in columns_of(kind)}
        fields = part_form(kind, document).fields
        self.names = {name: _names_of(fields.get(name)) for name in self.columns}
        self.stored = {row.pk: row for row in rows(document, kind)}
        self.texts = {key: self._texts(values(row, kind)) for key, row in self.stored.items()}
        self.problems: list[Problem] = []

    def plan(self, row: SheetRow) -> PlannedRow | None:
        """The row, or None when something is wrong with it."""
        part = self.stored.get(row.row_id) if row.row_id else None
        if row.row_id and part is None:
            text = _("The row with this id is not in the document any more. Empty the id to add it as a new row.")
            self.problems.append(Problem(str(row.number), text))
            return None
        sent, unread = self._sent(row)
        told = {name: "\n".join(text for _control, text in pairs) for name, pairs in sent.items()}
        if part is None and self._is_stored(told):
            return PlannedRow(row.number, None, "", {}, ())
        base = values(part, self.kind) if part else values(self.kind.model(document=self.document), self.kind)
        form = self._form(part, {**self._typed(base), **sent})
        if not form.is_valid() or unread:
            self._blame(row, form, unread)
            return None
        before = self._texts(base) if part else {}
        changed = [name for name in sent if before.get(name, "") != told[name]]
        if part is not None:
            new_values = {name: form.values[name] for name in changed if name in form.values}
        else:
            new_values = form.values
        return PlannedRow(
            row.number, part, str(part or ""), new_values, tuple(self._differences(changed, base, row, part))
        )

    def too_many(self, planned: tuple[PlannedRow, ...]) -> Iterator[Problem]:
        total = len(self.stored) + sum(row.part is None for row in planned)
        if total > self.kind.max_rows:
            text = _("There may be at most %(limit)d rows here, and there would be %(total)d.")
            yield Problem("", text % {"limit": self.kind.max_rows, "total": total})

    def _sent(self, row: SheetRow) -> tuple[dict[str, Typed], set[str]]:
        """The cells as controls of the form, and the fields whose cells cannot be read.

        An empty cell of a new row leaves the field as a new form has it.
        """
        sent: dict[str, Typed] = {}
        unread = {name for name, cell in row.cells.items() if cell.is_formula}
        for name, cell in row.cells.items():
            if name in unread or (cell.value in (None, "") and row.row_id is None):
                continue
            try:
                sent[name] = typed(self.columns[name], cell.value, self.names[name])
            except BadCell as error:
                self.problems.append(Problem(cell.address, str(error)))
                unread.add(name)
        return sent, unread

    def _texts(self, row_values: dict[str, Any]) -> dict[str, str]:
        typed_values = self._typed(row_values)
        return {name: "\n".join(text for _control, text in pairs) for name, pairs in typed_values.items()}

    def _typed(self, row_values: dict[str, Any]) -> dict[str, Typed]:
        return {
            name: typed(bound, written(bound, row_values[name], self.names[name]), self.names[name])
            for name, bound in self.columns.items()
        }

    def _form(self, part: Any, pairs: dict[str, Typed]) -> Any:
        data = QueryDict(mutable=True)
        for one in pairs.values():
            for control, text in one:
                data.appendlist(control, text)
        return part_form(self.kind, self.document, data, part=part)

    def _is_stored(self, told: dict[str, str]) -> bool:
        """Whether a row without an id is already there: the same file sent twice adds nothing."""
        return bool(told) and any(
            all(texts.get(name, "") == text for name, text in told.items()) for texts in self.texts.values()
        )

    def _blame(self, row: SheetRow, form: Any, unread: set[str]) -> None:
        """Every error of the form with its cell; a cell that cannot be read has been named already."""
        for name, errors in form.errors.items():
            if name in unread:
                continue
            cell = row.cells.get(name)
            label = f"{capfirst(self.columns[name].label)}: " if name in self.columns else ""
            for error in errors:
                self.problems.append(Problem(cell.address if cell else str(row.number), f"{label}{error}"))

    def _differences(self, changed: list[str], base: dict[str, Any], row: SheetRow, part: Any) -> Iterator[Difference]:
        for name in changed:
            bound = self.columns[name]
            before = written(bound, base[name], self.names[name]) if part else None
            yield Difference(capfirst(bound.label), _shown(before), _shown(row.cells[name].value))


def _shown(value: Any) -> str:
    return "" if value is None else str(value).removesuffix(" 00:00:00")


def _names_of(field: Any) -> dict[str, str]:
    """Labels by id of the rows that a field offers; empty for a field that is no reference."""
    if not isinstance(field, RowField | RowsField | forms.ModelChoiceField):
        return {}
    choices: Any = field.choices
    return {str(value): str(label) for value, label in choices if str(value)}
