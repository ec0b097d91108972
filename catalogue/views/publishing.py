"""The coordinator's page of one document: what is public, and the moves that its state allows."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue import services
from catalogue.forms import ReasonForm
from catalogue.permissions import check_can_publish
from catalogue.policies import TABLES, public_move, public_moves
from catalogue.queries import documents_to_publish, url_name
from documents.models import Document
from documents.queries import latest_version


@login_required
@require_safe
def publishing(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    document = _document(request, kind, slug)
    version = latest_version(document)
    moves = [
        {"move": move, "url": reverse(f"publication_{move.key}", args=[kind, slug])} for move in public_moves(document)
    ]
    return render(request, "catalogue/publishing.html", {**_context(document), "version": version, "moves": moves})


@login_required
@require_POST
def publish(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    services.publish(by=request.user, document=_document(request, kind, slug))
    messages.success(request, _("The document is published."))
    return redirect("publication", kind=kind, slug=slug)


@login_required
@require_POST
def restore(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    services.restore(by=request.user, document=_document(request, kind, slug))
    messages.success(request, _("The document is published again."))
    return redirect("publication", kind=kind, slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    return _with_reason(request, kind, slug, "withdraw", _("The document is withdrawn."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    return _with_reason(request, kind, slug, "revise", _("The document is open for a new revision."))


def _with_reason(request: HttpRequest, kind: str, slug: str, key: str, done: str) -> HttpResponse:
    document = _document(request, kind, slug)
    move = public_move(document, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        getattr(services, key)(by=request.user, document=document, reason=form.cleaned_data["reason"])
        messages.success(request, done)
        return redirect("publication", kind=kind, slug=slug)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "catalogue/publishing_reason.html", {**_context(document), "move": move, "form": form}, status=status
    )


def _document(request: HttpRequest, kind: str, slug: str) -> Document:
    """The document if the user may open it; 404 otherwise, and a refusal for those who do not publish."""
    if kind not in TABLES:
        raise Http404
    document = get_object_or_404(documents_to_publish(request.user, kind), slug=slug)
    check_can_publish(request.user)
    return document


def _context(document: Document) -> dict[str, Any]:
    name = url_name(document.kind)
    return {
        "document": document,
        "publication": getattr(document, "publication", None),
        "public_url": reverse(name, args=[document.slug]),
        "workbench_url": reverse(f"{name}_workbench", args=[document.slug]),
    }
