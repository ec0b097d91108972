"""Writes docs/states.md from the transition tables, so that the page is never older than the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import TextChoices
from django.utils import translation

from documents.enums import State
from documents.parts import Course, DocumentKind, all_courses, all_document_kinds, hooks_of

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
    """The page: a diagram and a table for each kind of document, then for the courses of the apps above."""
    with translation.override("en"):
        kinds = [_chapter(f"{kind.label} (`{kind.key}`)", _course(kind)) for kind in all_document_kinds()]
        return "\n".join([HEAD, *kinds, *(_chapter(str(course.title), course) for course in all_courses())])


def _course(kind: DocumentKind) -> Course:
    return Course(kind.label, State, hooks_of(kind.key).transitions)


def _chapter(title: str, course: Course) -> str:
    rows = [_row(course.states, move) for move in course.moves]
    return "\n".join(
        [
            f"## {title}",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *_beginning(course),
            *(arrow for move in course.moves for arrow in _arrows(course.states, move)),
            "```",
            "",
            "| move | from | to | who | reason |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _beginning(course: Course) -> list[str]:
    """Where a thing begins, unless a move of the table makes it."""
    is_made_by_move = any(not move.sources for move in course.moves)
    return [] if is_made_by_move else [f"    [*] --> {course.states.values[0]}"]


def _arrows(states: type[TextChoices], move: Any) -> list[str]:
    """One arrow for each state that the move leads from; it leads back where the move changes no state."""
    sources = [str(source.value) for source in _in_order(states, move.sources)] or ["[*]"]
    return [
        f"    {source} --> {move.target.value if move.target else source}: {move.key} ({move.who})"
        for source in sources
    ]


def _row(states: type[TextChoices], move: Any) -> str:
    sources = ", ".join(str(source.label) for source in _in_order(states, move.sources)) or "(none yet)"
    target = states(move.target).label if move.target else "(stays)"
    return f"| {move.key} | {sources} | {target} | {move.who} | {'yes' if move.needs_reason else 'no'} |"


def _in_order(states: type[TextChoices], found: Any) -> list[Any]:
    return [state for state in states if state in found]
