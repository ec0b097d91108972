"""GET /praca/ocena/<slug>/panel/: remarks for the workbench, as a fragment.

With `?section=<key>` the remarks on that section, beside its form; without it the state of the review for the overview.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models import Document
from documents.parts import document_kind
from documents.queries import find_section, sections_of
from reviews.queries import last_return, open_counts, reads_draft, remarks_of_section, rounds_of
from reviews.rendering.cards import draw_cards
from reviews.views.frame import audiences_from, frame, rights, visible_document


@require_safe
@login_required
def review_panel(request: HttpRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    if not reads_draft(request.user, document):
        # Beside the draft, cards say what its words are now: a guest of a round reads Versions alone.
        raise Http404
    section = request.GET.get("section", "")
    if section:
        return _section_panel(request, document, section)
    counts = open_counts(document)
    sections = [
        {"section": section, "count": counts[section.key]} for section in sections_of(document) if section.key in counts
    ]
    context = {
        **frame(document),
        "rounds": list(rounds_of(document)),
        "returned": last_return(document) if document.state == "returned" else None,
        "sections": sections,
        "section_view": f"{document_kind(document.kind).workbench}_section",
    }
    return render(request, "reviews/panel_overview.html", context)


def _section_panel(request: HttpRequest, document: Document, section: str) -> HttpResponse:
    found = find_section(document, section)
    if found is None:
        raise Http404
    may = rights(request.user, document)
    remarks = remarks_of_section(document, section, audiences_from(may), request.user)
    context = {**frame(document), **may, "section": found, "remarks": remarks}
    page = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    context["cards"] = draw_cards(remarks.all, context, user=request.user, token=get_token(request), next_page=page)
    return render(request, "reviews/panel_section.html", context)
