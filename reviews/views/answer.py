"""POST /praca/ocena/uwagi/<id>/odpowiedz-autorow/: one answer, saved by itself from the page of answers."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from reviews.models import Thread
from reviews.permissions import check_is_author
from reviews.queries import threads_visible_to
from reviews.services import answer as save_answer
from reviews.views.answers import answers_page, sheet_of


@require_POST
@login_required
def answer(request: SignedInRequest, thread_id: UUID) -> HttpResponse:
    thread = get_object_or_404(threads_visible_to(request.user), pk=thread_id)
    document = thread.document
    check_is_author(request.user, document)
    sheet = sheet_of(request, document, request.POST, thread.number)
    item = next((one for one in sheet.items if one.thread.pk == thread.pk), None)
    if item is None:
        raise Http404("this remark is not one to be answered now")
    if item.form is None:
        return answers_page(request, document, sheet, sentences=[_("This answer can no longer change.")], status=409)
    if not item.form.is_bound:
        return redirect(_address(item.thread))
    if not item.form.is_valid():
        return answers_page(request, document, sheet, status=422)
    try:
        save_answer(by=request.user, thread=item.thread, **item.form.said)
    except Refusal as refusal:
        return answers_page(request, document, sheet, sentences=[str(refusal)], status=refusal.status)
    messages.success(request, _("The answer has been saved."))
    return redirect(_address(item.thread))


def _address(thread: Thread) -> str:
    return reverse("answers", args=[thread.document.slug]) + f"?uwaga={thread.number}#odpowiedz-{thread.number}"
