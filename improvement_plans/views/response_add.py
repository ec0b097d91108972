"""/praca/rekomendacje/<code>/odpowiedz/: a recommendation, its answers, and a form for those who may answer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, NotAllowed
from core.richtext import clean
from improvement_plans.forms import ResponseForm
from improvement_plans.models import Recommendation
from improvement_plans.queries import institutions_to_answer_for, recommendations_visible_to, responses_of
from improvement_plans.services import record_response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def response_add(request: SignedInRequest, code: str) -> HttpResponse:
    recommendation = get_object_or_404(recommendations_visible_to(request.user), code=code)
    form = _form(request, recommendation)
    if request.method != "POST":
        return _page(request, recommendation, form)
    if form is None:
        raise NotAllowed(_("This recommendation is not addressed to your institution."))
    if not form.is_valid():
        return _page(request, recommendation, form, status=422)
    try:
        record_response(by=request.user, recommendation=recommendation, **form.cleaned_data)
    except InvalidInput as refusal:
        form.add_error("status", str(refusal))
        return _page(request, recommendation, form, status=refusal.status)
    messages.success(request, _("The answer has been recorded. The editors of the plan have been told."))
    return redirect("response_add", code)


def _form(request: SignedInRequest, recommendation: Recommendation) -> ResponseForm | None:
    """The form, or None for a person who may read but not answer."""
    user: Any = request.user
    if not user.is_coordinator and not institutions_to_answer_for(user, recommendation).exists():
        return None
    return ResponseForm(request.POST or None, user=user, recommendation=recommendation)


def _page(
    request: SignedInRequest, recommendation: Recommendation, form: ResponseForm | None, status: int = 200
) -> HttpResponse:
    context = {
        "recommendation": recommendation,
        "network": recommendation.document.improvement_plan.network,
        "text": clean(recommendation.text),
        "responses": list(responses_of(recommendation)),
        "form": form,
    }
    return render(request, "improvement_plans/response_add.html", context, status=status)
