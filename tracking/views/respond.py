"""/praca/rekomendacje/odpowiedz/<course>/: record what an addressee says of a recommendation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from improvement_plans.models import Course
from improvement_plans.permissions import check_can_answer
from improvement_plans.policies import SHOWN
from improvement_plans.queries import courses_visible_to, responses_of
from improvement_plans.services import AnsweredMeanwhile, record_response
from tracking.forms import ResponseForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def respond(request: SignedInRequest, course_id: int) -> HttpResponse:
    course = get_object_or_404(courses_visible_to(request.user), pk=course_id)
    check_can_answer(request.user, course)
    form = ResponseForm(request.POST or None, request.FILES or None, user=request.user, course=course)
    if request.method != "POST":
        return _page(request, course, form)
    if not form.is_valid():
        return _page(request, course, form, status=422)
    said = form.said()
    try:
        record_response(by=request.user, course=course, said=said, expected=form.cleaned_data["version"])
    except AnsweredMeanwhile as refusal:
        return _page(request, course, _again(request, course.pk), refusal.status, str(refusal))
    except InvalidInput as refusal:
        form.add_error("evidence_title" if said.status in SHOWN and not said.evidence else None, str(refusal))
        return _page(request, course, form, status=refusal.status)
    messages.success(request, _("The answer has been recorded. Those whom it concerns have been told."))
    return redirect("tracked", course.recommendation.code)


def _again(request: SignedInRequest, course_id: int) -> ResponseForm:
    """The form with the person's words, ready to be sent after what came meanwhile has been read."""
    course = Course.objects.get(pk=course_id)
    words = request.POST.copy()
    words["version"] = str(course.version)
    return ResponseForm(words, user=request.user, course=course)


def _page(
    request: SignedInRequest, course: Course, form: ResponseForm, status: int = 200, meanwhile: str = ""
) -> HttpResponse:
    context = {
        "course": course,
        "form": form,
        "meanwhile": meanwhile,
        "responses": responses_of(course.recommendation).filter(course=course),
    }
    return render(request, "tracking/respond.html", context, status=status)
