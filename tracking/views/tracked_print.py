"""GET and POST /praca/rekomendacje/wydruk/: ask for the view that the address asks for as a PDF."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from publishing.services import ask_for_printout
from tracking.forms import TrackedFilter
from tracking.rendering import MOST_PRINTED, view_html
from tracking.views.frame import filters_of, with_query


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tracked_print(request: SignedInRequest) -> HttpResponse:
    filters = filters_of(request)
    back = with_query(reverse("tracked_list"), filters.known())
    if request.method == "POST":
        return _ask(request, filters, back)
    context = {
        "filters": filters,
        "chosen": filters.chosen(),
        "count": filters.total,
        "back": back,
        "most": MOST_PRINTED,
    }
    return render(request, "tracking/tracked_print.html", context)


def _ask(request: SignedInRequest, filters: TrackedFilter, back: str) -> HttpResponse:
    printout = ask_for_printout(
        by=request.user,
        html=view_html(filters.rows, filters.total, filters.chosen(), back),
        name="rekomendacje",
        title=_("Recommendations and answers"),
        back=back,
        language=get_language() or "pl",
    )
    return redirect("printout", printout.pk)
