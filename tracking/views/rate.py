"""/praca/rekomendacje/<code>/czy-pomogla/: a city that raised it says whether the recommendation helped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import NotAllowed
from improvement_plans.policies import check_ratable
from improvement_plans.queries import rated_by, ratings_of, recommendations_visible_to
from improvement_plans.services import rate_recommendation
from tracking.forms import RatingForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rate(request: SignedInRequest, code: str) -> HttpResponse:
    visible = recommendations_visible_to(request.user).select_related("document", "published")
    recommendation = get_object_or_404(visible, code=code)
    participation = rated_by(request.user, recommendation).select_related("city").first()
    if participation is None:
        raise NotAllowed(_("Only the team of a city that raised a barrier may say whether it helped."))
    check_ratable(recommendation)
    said = ratings_of(recommendation).filter(participation=participation).first()
    initial = {"helped": said.helped, "text": said.text} if said else None
    form = RatingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given = {"recommendation": recommendation, "participation": participation, **form.cleaned_data}
        rate_recommendation(by=request.user, **given)
        messages.success(request, _("Thank you. The institutions have been told."))
        return redirect("tracked", recommendation.code)
    context = {"recommendation": recommendation, "city": participation.city, "form": form}
    return render(request, "tracking/rate.html", context, status=422 if form.errors else 200)
