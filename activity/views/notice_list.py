"""GET /praca/powiadomienia/: what others did that I should know, by document; ?filter= and ?document= narrow it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from activity.queries import SHOWN, inbox_of, inbox_of_document


@require_safe
@login_required
def notice_list(request: SignedInRequest) -> HttpResponse:
    shown = request.GET.get("filter", "")
    shown = shown if shown in SHOWN else ""
    document, number = _document(request.GET.get("document", "")), request.GET.get("page")
    if document:
        inbox = inbox_of_document(request.user, document=document, shown=shown, number=number)
    else:
        inbox = inbox_of(request.user, shown=shown, number=number)
    context = {"inbox": inbox, "counts": inbox.counts, "shown": shown, "document": document}
    return render(request, "activity/notice_list.html", context)


def _document(typed: str) -> str:
    """The id of a document as typed in the address, "none" for what belongs to none. Raises Http404 for nonsense."""
    if typed in ("", "none"):
        return typed
    try:
        return str(UUID(typed))
    except ValueError as error:
        raise Http404 from error
