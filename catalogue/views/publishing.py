"""The coordinator's page of one document: what is public, and the moves that its state allows."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.policies import public_moves
from catalogue.views.publishing_frame import document_of, page_context
from documents.queries import latest_version


@login_required
@require_safe
def publishing(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    document = document_of(request, kind, slug)
    version = latest_version(document)
    moves = [
        {"move": move, "url": reverse(f"publication_{move.key}", args=[kind, slug])}
        for move in public_moves(document, getattr(document, "publication", None))
    ]
    return render(request, "catalogue/publishing.html", {**page_context(document), "version": version, "moves": moves})
