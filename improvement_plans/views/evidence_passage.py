"""/praca/pu/<plan>/bariery/<barrier>/dowody/fragment/: let words of a city's frozen plan show a barrier.

Without `?wersja=<id>` the page offers the versions; with `&rozdzial=<key>` the places of one section.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, Refusal
from documents.models import Version
from documents.queries import find_section, sections_of
from documents.queries.places import Place, words_at
from improvement_plans.forms import EvidenceForm
from improvement_plans.models import Barrier
from improvement_plans.permissions import check_can_settle
from improvement_plans.queries import content_for_evidence, versions_for_evidence
from improvement_plans.services import add_passage
from improvement_plans.views.evidence_frame import find_barrier, frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def evidence_passage(request: SignedInRequest, slug: str, barrier_id: UUID) -> HttpResponse:
    barrier = find_barrier(request, slug, barrier_id)
    context = frame(barrier)
    check_can_settle(request.user, context["network"])
    if not request.GET.get("wersja"):
        context["versions"] = versions_for_evidence(request.user, barrier)
        return render(request, "improvement_plans/evidence_versions.html", context)
    version = _version(request, barrier)
    content = content_for_evidence(request.user, version)
    context |= {"version": version, "city": version.document.initiative.participation.city}
    section = find_section(content, request.GET.get("rozdzial", ""))
    if section is None:
        context["sections"] = sections_of(content)
        return render(request, "improvement_plans/evidence_sections.html", context)
    form = EvidenceForm(request.POST or None, content=content, near=Place(section.key))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                add_passage(by=request.user, barrier=barrier, version=version, **form.passage())
            except Refusal as refusal:
                is_of_words = isinstance(refusal, InvalidInput) and form.cleaned_data["quote"]
                form.add_error("quote" if is_of_words else None, str(refusal))
                status = refusal.status
            else:
                messages.success(request, _("These words now show this barrier."))
                return redirect("evidence_list", slug, barrier_id)
    context |= {"section": section, "form": form, "words": words_at(content, Place(section.key))}
    return render(request, "improvement_plans/evidence_passage.html", context, status=status)


def _version(request: SignedInRequest, barrier: Barrier) -> Version:
    """The version that the address names, with its content, or 404."""
    try:
        wanted = UUID(request.GET["wersja"])
    except ValueError as error:
        raise Http404 from error
    found = versions_for_evidence(request.user, barrier).defer(None).filter(pk=wanted).first()
    if found is None:
        raise Http404
    return found
