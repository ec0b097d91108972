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
from documents.policies import SUBMITTABLE, is_editable
from documents.queries import completeness, count, missing, snapshot, warnings
from reviews.exceptions import Unanswered
from reviews.forms import SubmitForm
from reviews.permissions import check_is_author
from reviews.queries.answers import unanswered
from reviews.queries.labels import name_places
from reviews.services import submit_for_review
from reviews.views.frame import frame, visible_document


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_submit(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    check_is_author(request.user, document)
    form = SubmitForm(request.POST or None)
    if request.method != "POST":
        return _page(request, document, form)
    if not form.is_valid():
        return _page(request, document, form, status=422)
    try:
        submit_for_review(by=request.user, document=document, note=form.cleaned_data["note"])
    except (Incomplete, Unanswered):
        return _page(request, document, form, status=422)
    messages.success(request, _("Submitted. The reviewers have been told."))
    return redirect("review", slug)


def _page(request: SignedInRequest, document: Document, form: SubmitForm, status: int = 200) -> HttpResponse:
    content = snapshot(document)
    lacking, weak = missing(document, completeness(content)), warnings(document, content)
    waiting = unanswered(document)
    name_places(waiting, document, content)
    context = {
        **frame(document),
        "form": form,
        "missing": lacking,
        "missing_count": count(lacking),
        "warnings": weak,
        "warnings_count": count(weak),
        "can_edit": is_editable(document),
        "may_submit": document.state in SUBMITTABLE,
        "unanswered": waiting,
    }
    return render(request, "reviews/submit.html", context, status=status)
