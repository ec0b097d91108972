"""/praca/ocena/<slug>/termin/: another date for the review, or for the answers after a return."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.enums import RoundState
from reviews.forms import ExtendForm
from reviews.services import extend
from reviews.views.frame import visible_document
from reviews.views.rounds_frame import form_page, round_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_extend(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    current = round_for(request.user, document, "extend")
    form = ExtendForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        extend(by=request.user, document=document, **form.cleaned_data)
        messages.success(request, _("The date has been changed. The reviewers and the authors have been told."))
        return redirect("review", slug)
    is_answer = current.state == RoundState.RETURNED
    title = _("Change the date of the answers") if is_answer else _("Change the date of the review")
    return form_page(
        request,
        document,
        form,
        title=title,
        submit=_("Change the date"),
        present=current.answer_due_on if is_answer else current.due_on,
    )
