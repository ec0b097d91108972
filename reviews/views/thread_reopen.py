"""POST /praca/ocena/uwagi/<id>/otworz/: a resolved remark is open again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from reviews.queries import threads_visible_to
from reviews.services import reopen_thread
from reviews.views.frame import go_back, remark_url


@require_POST
@login_required
def thread_reopen(request: SignedInRequest, thread_id: UUID) -> HttpResponse:
    thread = get_object_or_404(threads_visible_to(request.user), pk=thread_id)
    reopen_thread(by=request.user, thread=thread)
    messages.success(request, _("The remark is open again."))
    return go_back(request, remark_url(thread))
