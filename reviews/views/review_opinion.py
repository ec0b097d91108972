"""/praca/ocena/<slug>/opinia/: a reviewer's checklist and opinion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import NotAllowed
from reviews.forms import OpinionForm
from reviews.queries import reviewer_of
from reviews.services import give_opinion
from reviews.views.frame import frame, visible_document
from reviews.views.rounds_frame import round_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_opinion(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    current = round_for(request.user, document, "opinion")
    row = reviewer_of(request.user, current)
    if row is None:
        # A person who came to the network a moment ago: the clock names them in a few minutes.
        raise NotAllowed(_("You are not among the reviewers of this round yet. Try again in ten minutes."))
    form = OpinionForm(request.POST or None, shown=current, row=row)
    if request.method == "POST" and form.is_valid():
        give_opinion(
            by=request.user,
            document=document,
            opinion=form.cleaned_data["opinion"],
            reasons=form.cleaned_data["reasons"],
            assessments=form.assessments(),
        )
        messages.success(request, _("Your opinion has been saved. The other reviewers have been told."))
        return redirect("review", slug)
    context = {**frame(document), "form": form, "shown": current, "is_lead": row.is_lead}
    return render(request, "reviews/opinion.html", context, status=422 if form.errors else 200)
