"""What a comparison needs of a public MID, taken from its Version once and kept by the process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from core.richtext import plain
from documents.models import Version
from documents.queries import public_content
from initiatives.queries.snapshot import amount, day, rows
from initiatives.rendering.funding import Funding, count_funding

#: digests kept by a process: a Version never changes, so neither does what is made from it
KEPT = 64


@dataclass(frozen=True)
class Item:
    """A row of a MID: `anchor` is its place on the page of the plan."""

    code: str
    title: str
    anchor: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Task:
    """An action with what is counted and drawn; `cost` in PLN, None while it is not known."""

    code: str
    title: str
    anchor: str
    kind: str
    state: str
    start: date | None
    end: date | None
    cost: Decimal | None


@dataclass(frozen=True)
class Digest:
    """A MID in short. Texts are plain."""

    challenge: dict[str, Any]
    vision: dict[str, Any]
    aims: Sequence[Item]
    tasks: Sequence[Task]
    milestones: Sequence[tuple[date, str]]
    stakeholders: Sequence[Item]
    indicators: Sequence[Item]
    barriers: Sequence[str]
    practices: Sequence[str]
    funding: Funding


@lru_cache(maxsize=KEPT)
def digest_of(version_id: UUID) -> Digest:
    """The digest of a Version's public content. One query the first time."""
    content = public_content(Version.objects.values_list("content", flat=True).get(pk=version_id))
    link = _single(content, "network_link")
    return Digest(
        challenge=_single(content, "challenge"),
        vision=_single(content, "vision"),
        aims=_items(content, "aim", "text"),
        tasks=[_task(row) for row in rows(content, "action")],
        milestones=_milestones(content),
        stakeholders=_items(content, "stakeholder", "name"),
        indicators=_items(content, "indicator", "name"),
        barriers=list(link.get("barriers") or ()),
        practices=list(link.get("practices") or ()),
        funding=count_funding(content),
    )


def _single(content: dict[str, Any], key: str) -> dict[str, Any]:
    found = rows(content, key)
    return found[0]["values"] if found else {}


def _items(content: dict[str, Any], key: str, title: str) -> list[Item]:
    return [
        Item(row.get("code") or "", plain(str(row["values"].get(title) or "")), f"wiersz-{row['id']}", row["values"])
        for row in rows(content, key)
    ]


def _task(row: dict[str, Any]) -> Task:
    values = row["values"]
    return Task(
        code=row.get("code") or "",
        title=str(values.get("title") or ""),
        anchor=f"wiersz-{row['id']}",
        kind=values.get("kind") or "",
        state=values.get("state") or "",
        start=day(row, "start"),
        end=day(row, "end"),
        cost=amount(row, "cost"),
    )


def _milestones(content: dict[str, Any]) -> list[tuple[date, str]]:
    dated = [(day(row, "date"), str(row["values"].get("text") or "")) for row in rows(content, "milestone")]
    return sorted((when, words) for when, words in dated if when)
