"""GET /praca/mid/<slug>/dzialania/: the actions as a list or as cards, and what they cost together."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from documents.views.common import Opened, open_document, section_at
from documents.views.section import section_page
from initiatives.rendering.action_sums import action_sums, total

SECTION = "dzialania"
LIST, CARDS = "lista", "karty"
REMEMBERED = "actions_view"


@login_required
@require_safe
def actions(request: HttpRequest, slug: str) -> HttpResponse:
    opened = open_document(request, "mid", slug)
    section = section_at(opened, SECTION)
    template = "initiatives/workbench/actions_page.html"
    return section_page(request, opened, section, template, **_context(opened, chosen_view(request)))


def chosen_view(request: HttpRequest) -> str:
    """The view that the address names, kept for the next time; else the one kept."""
    named = request.GET.get("widok")
    if named in (LIST, CARDS) and request.session.get(REMEMBERED) != named:
        request.session[REMEMBERED] = named
    kept = named if named in (LIST, CARDS) else request.session.get(REMEMBERED)
    return CARDS if kept == CARDS else LIST


def _context(opened: Opened, view: str) -> dict[str, Any]:
    sums = action_sums(opened.content)
    return {
        "view": view,
        "rows_template": "initiatives/workbench/action_cards.html" if view == CARDS else "",
        "sums": sums,
        "sum_by_action": {one.id: one for one in sums},
        "total": total(sums),
        "also_swap": ["action-sums"] if sums else [],
    }
