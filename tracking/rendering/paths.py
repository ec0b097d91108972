"""From a barrier over its recommendations and their addressees to the status."""

from dataclasses import dataclass

from catalogue.models import PublishedRow
from tracking.queries import Link, barriers_at, recommendations_at
from tracking.rendering.rows import Row, list_row


@dataclass(frozen=True)
class Path:
    """A barrier with the recommendations of the view that answer it; `code` is empty for those that answer none."""

    code: str
    barrier: PublishedRow | None
    rows: list[Row]


def steps(found: list[Link], only: set[str]) -> list[tuple[str, list[int]]]:
    """Codes of barriers in the order of the view, each with the keys of its recommendations; those without one last.

    With `only`, these barriers alone.
    """
    keys: dict[str, list[int]] = {}
    for link in found:
        for code in link.barriers or [""]:
            if not only or code in only:
                keys.setdefault(code, []).append(link.pk)
    return sorted(keys.items(), key=lambda step: not step[0])


def paths_of(taken: list[tuple[str, list[int]]], own: set[int]) -> list[Path]:
    """The paths of some steps. Three queries."""
    rows = {one.pk: list_row(one, own) for one in recommendations_at({key for _code, keys in taken for key in keys})}
    barriers = barriers_at(code for code, _keys in taken if code)
    return [Path(code, barriers.get(code), [rows[key] for key in keys if key in rows]) for code, keys in taken]
