"""/praca/ocena/<slug>/wznow/: a round whose verdict was a mistake is opened again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.forms import ReopenForm
from reviews.policies import check_not_moved_further
from reviews.services import reopen_round
from reviews.views.frame import visible_document
from reviews.views.rounds_frame import form_page, round_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_reopen(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    current = round_for(request.user, document, "reopen")
    check_not_moved_further(document, current)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopen_round(by=request.user, document=document, reason=form.cleaned_data["reason"])
        messages.success(request, _("The round is open again. The reviewers and the authors have been told."))
        return redirect("review", slug)
    return form_page(
        request,
        document,
        form,
        title=_("Open round %(number)d again?") % {"number": current.number},
        intro=_("The verdict is undone and the same version is under review again. Remarks and opinions stay."),
        submit=_("Open again"),
    )
