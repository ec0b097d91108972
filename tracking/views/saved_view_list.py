"""GET /praca/rekomendacje/widoki/: the person's saved views, to rename and to delete."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from tracking.queries import saved_views
from tracking.views.frame import with_query


@login_required
@require_safe
def saved_view_list(request: SignedInRequest) -> HttpResponse:
    views = [(one, with_query(reverse("tracked_list"), one.query)) for one in saved_views(request.user)]
    return render(request, "tracking/saved_view_list.html", {"views": views})
