"""GET /praca/mid/<slug>/dobre-praktyki/panel/?section=: practices like what a team writes. A fragment.

With `kind` and `row` those like one row of the section.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.queries.proposed import proposed
from catalogue.rendering.proposals import proposal_lines
from documents.parts import hooks_of
from documents.queries import find_section, snapshot
from documents.queries.length import texts_of
from initiatives.queries import documents_visible_to

#: where the codes themselves are written
LINK = "network_link"


@require_safe
@login_required
def practice_panel(request: SignedInRequest, slug: str) -> HttpResponse:
    """Nothing for those who do not write the plan, and nothing where nothing is like it."""
    document = get_object_or_404(documents_visible_to(request.user), slug=slug)
    hooks_of("mid").check_can_edit(request.user, document)
    section = find_section(document, request.GET.get("section", ""))
    if section is None:
        raise Http404
    content = snapshot(document)
    named = _named(content)
    text = " ".join(texts_of(section, _narrowed(content, request.GET.get("kind", ""), request.GET.get("row", ""))))
    found = [] if section.key == LINK else proposed(text, without=named)
    where = find_section(document, LINK)
    context = {"document": document, "lines": proposal_lines(found, text), "section": section, "link": where}
    return render(request, "catalogue/practice_panel.html", context)


def _named(content: dict[str, Any]) -> list[str]:
    return [code for row in content["parts"].get(LINK, []) for code in row["values"].get("practices") or ()]


def _narrowed(content: dict[str, Any], kind: str, row: str) -> dict[str, Any]:
    """The content with one row of the kind alone; all of it without a kind or for a row that is not there."""
    rows = [one for one in content["parts"].get(kind, []) if one["id"] == row]
    return {**content, "parts": {kind: rows}} if rows else content
