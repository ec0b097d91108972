"""Writes docs/states.md from the transition tables, so that the page is never older than the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from documents.enums import State
from documents.parts import DocumentKind, all_document_kinds, hooks_of

HEAD = """# States

Drawn by `manage.py draw_states` from the transition tables; do not edit by hand.
"""


class Command(BaseCommand):
    help = "Write docs/states.md from the transition tables; with --check only say whether it is current."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when the page is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "states.md"
        text = drawn()
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError("docs/states.md is out of date: run manage.py draw_states")


def drawn() -> str:
    """The page: for each kind of document a diagram and a table."""
    with translation.override("en"):
        return "\n".join([HEAD, *(_chapter(kind) for kind in all_document_kinds())])


def _chapter(kind: DocumentKind) -> str:
    moves = hooks_of(kind.key).transitions
    arrows = [
        f"    {source.value} --> {move.target.value}: {move.key} ({move.who})"
        for move in moves
        for source in _in_order(move.sources)
    ]
    rows = [
        f"| {move.key} | {', '.join(str(source.label) for source in _in_order(move.sources))} "
        f"| {State(move.target).label} | {move.who} | {'yes' if move.needs_reason else 'no'} |"
        for move in moves
    ]
    return "\n".join(
        [
            f"## {kind.label} (`{kind.key}`)",
            "",
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {State.DRAFT.value}",
            *arrows,
            "```",
            "",
            "| move | from | to | who | reason |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _in_order(states: Any) -> list[State]:
    return [state for state in State if state in states]
