"""The document's first page: how far its sections are, what is missing, what may be done next, who writes it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.parts import hooks_of
from documents.queries import versions_of
from documents.views.common import Opened, frame, open_document

#: pages of the apps above that carry a move out, by the key of the transition
MOVE_PAGES = {
    "submit": "review_submit",
    "take_back": "review_take_back",
    "return": "review",
    "accept": "review",
    "review_again": "review",
}
#: moves made on the page of publication, which is named by kind and address
PUBLICATION_MOVES = frozenset({"publish", "correct", "withdraw", "restore", "revise"})
SHOWN_VERSIONS = 3


@login_required
@require_safe
def overview(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    hooks = hooks_of(kind)
    context = {
        **frame(opened),
        "warnings": opened.warnings,
        "moves": [_move(opened, move) for move in hooks.moves(request.user, opened.document)],
        "authors": hooks.authors(opened.document),
        "versions": versions_of(opened.document)[:SHOWN_VERSIONS],
        "exchange": exchange_links(opened),
    }
    return render(request, "documents/workbench/overview.html", context)


def exchange_links(opened: Opened) -> dict[str, str]:
    """Where the whole document is taken out, and, for its authors, brought in."""
    slug = opened.document.slug
    links = {
        "docx": reverse("document_docx", args=[opened.document.kind, slug]),
        "json": opened.address("json_export"),
    }
    if not opened.can_edit:
        return links
    links["docx_import"] = opened.address("docx_import")
    if opened.kind.starts_from_others:
        links["start_from"] = opened.address("start_from")
    return links


def _move(opened: Opened, move: Any) -> dict[str, Any]:
    return {
        "key": move.key,
        "label": move.label,
        "is_publication": move.key in PUBLICATION_MOVES,
        "page": MOVE_PAGES.get(move.key, f"{opened.kind.workbench}_{move.key}"),
        "is_ready": move.key != "submit" or not opened.completeness.gaps,
    }
