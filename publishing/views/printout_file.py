"""GET /praca/wydruki/<id>/plik/: the finished file of a person's own printout."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from publishing.enums import RenderingState
from publishing.queries import printouts_of
from publishing.views.sending import send_file


@login_required
@require_safe
def printout_file(request: SignedInRequest, printout_id: UUID) -> HttpResponseBase:
    """404 until it is ready, and once it is a day old."""
    found = get_object_or_404(
        printouts_of(request.user).filter(state=RenderingState.READY).defer("html"), pk=printout_id
    )
    answer = send_file(
        request,
        str(found.file.name),
        tag=found.key,
        made_at=found.ready_at,
        name=f"{found.name}.pdf",
        content_type="application/pdf",
        as_attachment=True,
    )
    if answer is None:
        raise Http404("the file is gone")
    answer["Cache-Control"] = "private, max-age=0, must-revalidate"
    return answer
