"""Plan the publication of an accepted document, or change the plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from catalogue import services
from catalogue.forms import ScheduleForm
from catalogue.policies import public_move
from catalogue.views.publishing_frame import document_of, is_correction, page_context
from core.exceptions import InvalidInput


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    document = document_of(request, kind, slug)
    public_move(document, "publish")
    context = page_context(document)
    planned = context["schedule"]
    at = timezone.localtime(planned.at) if planned else None
    initial = {"day": at.date(), "time": f"{at:%H:%M}", "reason": planned.reason} if at else {"time": "08:00"}
    form = ScheduleForm(request.POST or None, initial=initial, is_correction=is_correction(document))
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data.get("reason", "")
            services.schedule(by=request.user, document=document, at=form.at(), reason=reason)
        except InvalidInput as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, _("The publication is planned."))
            return redirect("publication", kind=kind, slug=slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/publishing_schedule.html", {**context, "form": form}, status=status)
