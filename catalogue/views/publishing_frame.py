"""What the coordinator's pages of publishing share: finding the document, and the pages that ask for a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.views.request import SignedInRequest
from catalogue.forms import ReasonForm
from catalogue.permissions import check_can_publish
from catalogue.policies import TABLES, public_move
from catalogue.queries import documents_to_publish, url_name
from documents.models import Document


def with_reason(
    request: SignedInRequest, kind: str, slug: str, service: Callable[..., Any], *, hint: str, done: str
) -> HttpResponse:
    """Ask for a reason, then call the service, which is named after its move. `hint` says who will see the reason."""
    document = document_of(request, kind, slug)
    move = public_move(document, service.__name__)
    form = ReasonForm(request.POST or None, hint=hint)
    if request.method == "POST" and form.is_valid():
        service(by=request.user, document=document, reason=form.cleaned_data["reason"])
        messages.success(request, done)
        return redirect("publication", kind=kind, slug=slug)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "catalogue/publishing_reason.html",
        {**page_context(document), "move": move, "form": form},
        status=status,
    )


def document_of(request: SignedInRequest, kind: str, slug: str) -> Document:
    """The document if the user may open it; 404 otherwise, and a refusal for those who do not publish."""
    if kind not in TABLES:
        raise Http404
    document = get_object_or_404(documents_to_publish(request.user, kind), slug=slug)
    check_can_publish(request.user)
    return document


def page_context(document: Document) -> dict[str, Any]:
    name = url_name(document.kind)
    return {
        "document": document,
        "publication": getattr(document, "publication", None),
        "public_url": reverse(name, args=[document.slug]),
        "workbench_url": reverse(f"{name}_workbench", args=[document.slug]),
    }
