"""Remarks and answers behind a printed Version, a table for each round, for those who take part."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.models import Version
from publishing.rendering.annexes import Annex, register_annex
from reviews.enums import ThreadState
from reviews.models import Round
from reviews.queries.table import Line, Table, remark_tables
from reviews.rendering.proposals import Proposal, proposal

NAME = "remarks"


@dataclass(frozen=True)
class PrintedLine:
    """A line of the table, with its suggested edit as a difference."""

    line: Line
    proposal: Proposal | None


@dataclass(frozen=True)
class PrintedTable:
    round: Round
    lines: tuple[PrintedLine, ...]


def register() -> None:
    """Offer the annex to the PDFs. Called once, from `AppConfig.ready()`."""
    register_annex(NAME, build)


def build(version: Version) -> Annex | None:
    """All rounds up to that of the version with their remarks; None where there was no review.

    Private notes are not in it, nor are answers that were not sent.
    """
    tables = remark_tables(version.document, until=version, content=version.content)
    if not tables:
        return None
    lines = [line for table in tables for line in table.lines]
    data = {
        "tables": [_printed(table, version.content["kind"]) for table in tables],
        "open": sum(bool(line.state) and line.thread.state == ThreadState.OPEN for line in lines),
        "count": len(lines),
        "language": version.content["language"],
        "document": version.document,
    }
    stamp = hashlib.sha256(json.dumps([get_language(), list(_said(tables))]).encode()).hexdigest()
    return Annex(NAME, _("Remarks and answers"), "reviews/print_remarks.html", data, stamp)


def _printed(table: Table, kind: str) -> PrintedTable:
    return PrintedTable(table.round, tuple(PrintedLine(line, proposal(line.thread, kind)) for line in table.lines))


def _said(tables: list[Table]) -> Iterator[list[Any]]:
    """Every word and state of the review."""
    for table in tables:
        one = table.round
        yield [one.number, one.state, one.note, one.reasons, str(one.closed_at)]
        for line in table.lines:
            thread = line.thread
            yield [thread.number, line.place, thread.kind, thread.state]
            yield [f"{comment.author_label}: {comment.text}" for comment in line.comments]
            yield [[answer.outcome, answer.reason, answer.places, str(answer.sent_with_id)] for answer in line.answers]
            yield _suggested(line)


def _suggested(line: Line) -> list[Any]:
    found = getattr(line.thread, "suggestion", None)
    if found is None:
        return []
    return [found.state, found.base, found.proposed, found.applied, found.note, found.names]
