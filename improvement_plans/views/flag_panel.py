"""GET /praca/mid/<slug>/bariery/panel/?section=: what a MID reports, for the workbench. A fragment.

With `?section=<key>` what it reports from that section.
"""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from documents.queries import find_section
from improvement_plans.permissions import can, check_can_flag
from improvement_plans.queries import flags_of
from initiatives.queries import documents_visible_to


@require_safe
@login_required
def flag_panel(request: SignedInRequest, slug: str) -> HttpResponse:
    document = get_object_or_404(documents_visible_to(request.user), slug=slug)
    key = request.GET.get("section", "")
    if key and find_section(document, key) is None:
        raise Http404
    flags = flags_of(request.user, document)
    context = {
        "document": document,
        "where": urlencode({name: request.GET[name] for name in ("section", "kind", "row") if request.GET.get(name)}),
        "flags": list(flags.filter(section=key) if key else flags),
        "is_author": can(check_can_flag, request.user, document),
    }
    return render(request, "improvement_plans/flag_panel.html", context)
