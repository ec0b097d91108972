"""What a table of open data is: columns with their meaning, read from one record each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet


class ColumnKind(StrEnum):
    """The type of a column's values; None stands for what is not known or not given."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    ADDRESS = "address"
    ID = "id"
    #: a list of texts
    TEXTS = "texts"
    #: a list of objects, `Column.parts` each; only in JSON
    OBJECTS = "objects"


@dataclass(frozen=True)
class Column:
    """`read(record)` gives the value; a text that is empty counts as None.

    `choices` are the codes that a coded value may have; `parts` the columns of the objects in a list of objects.
    """

    name: str
    kind: ColumnKind
    label: Any
    read: Callable[[Any], Any]
    note: Any = ""
    choices: tuple[Any, ...] = ()
    parts: tuple["Column", ...] = ()

    def value(self, record: Any) -> Any:
        """The value as JSON has it, but for dates and moments, which stay Python's own."""
        found = self.read(record)
        if found == "" or found is None:
            return None
        if self.parts:
            return [{part.name: part.value(one) for part in self.parts} for one in found]
        return found


@dataclass(frozen=True)
class Table:
    """One table of open data: in the API under `name` (English), as files under `slug` (Polish).

    `key` is the column by which a record is asked for, `lookup` the model's field behind it. `complete(records)` loads
    what the query cannot: one query for all of them. `dataset` is the set that the table is described in.
    """

    name: str
    slug: str
    dataset: str
    title: Any
    about: Any
    records: Callable[[], QuerySet[Any]]
    columns: tuple[Column, ...]
    key: str
    lookup: str
    complete: Callable[[list[Any]], None] = lambda records: None

    @property
    def flat(self) -> tuple[Column, ...]:
        """The columns of a sheet: those whose values fit a cell."""
        return tuple(column for column in self.columns if column.kind != ColumnKind.OBJECTS)

    def loaded(self) -> Iterable[Any]:
        """All records, complete, to be gone through once."""
        records = list(self.records())
        self.complete(records)
        return records

    def as_dict(self, record: Any) -> dict[str, Any]:
        return {column.name: column.value(record) for column in self.columns}
