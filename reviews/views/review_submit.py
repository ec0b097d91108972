"""/praca/ocena/<slug>/zglos/: what is still missing, a note, and the submission."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from documents.exceptions import Incomplete
from documents.models import Document
from documents.queries import Gap, completeness, place_address, snapshot
from reviews.forms import SubmitForm
from reviews.permissions import check_is_author
from reviews.services import submit_for_review
from reviews.views.frame import frame, visible_document


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_submit(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    check_is_author(request.user, document)
    form = SubmitForm(request.POST or None)
    if request.method != "POST":
        return _page(request, document, form, list(completeness(snapshot(document)).gaps))
    if not form.is_valid():
        return _page(request, document, form, [], status=422)
    try:
        submit_for_review(by=request.user, document=document, note=form.cleaned_data["note"])
    except Incomplete as refusal:
        return _page(request, document, form, refusal.missing, status=422)
    messages.success(request, _("Submitted. The reviewers have been told."))
    return redirect("review", slug)


def _page(
    request: SignedInRequest, document: Document, form: SubmitForm, gaps: list[Gap], status: int = 200
) -> HttpResponse:
    missing = [{"gap": gap, "url": place_address(document, gap.kind, gap.row_id, gap.field)} for gap in gaps]
    context = {**frame(document), "form": form, "missing": missing}
    return render(request, "reviews/submit.html", context, status=status)
