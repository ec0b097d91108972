"""GET /praca/wydruki/<id>/: a person's own printout: how far it is, and the file."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from publishing.queries import printouts_of


@login_required
@require_safe
def printout(request: SignedInRequest, printout_id: UUID) -> HttpResponse:
    """For htmx only the part that changes, which the page asks for while the PDF is being made."""
    found = get_object_or_404(printouts_of(request.user).defer("html"), pk=printout_id)
    context = {
        "printout": found,
        "rendering": found,
        "status_url": reverse("printout", args=[found.pk]),
        "file_url": reverse("printout_file", args=[found.pk]),
    }
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "publishing/status.html" if is_part else "publishing/printout.html", context)
