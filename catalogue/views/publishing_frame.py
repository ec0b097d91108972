"""What the coordinator's pages of publishing share: finding the document, and the pages that ask for a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.views.request import SignedInRequest
from catalogue.forms import CorrectionForm, ReasonForm
from catalogue.models import Schedule
from catalogue.permissions import check_can_publish
from catalogue.policies import TABLES, public_move, public_moves, undescribed
from catalogue.queries import documents_to_publish, url_name
from catalogue.queries.versions import accepted_version, versions_of
from documents.models import Document, Version
from documents.policies import Transition
from publishing.queries import failure_of, rendering_for


def with_reason(
    request: SignedInRequest, kind: str, slug: str, service: Callable[..., Any], *, hint: str, done: str
) -> HttpResponse:
    """Ask for a reason, then call the service, which is named after its move. `hint` says who will see the reason."""
    document = document_of(request, kind, slug)
    move = _offered(document, service.__name__)
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


def _offered(document: Document, key: str) -> Transition:
    """The move, when the document or its publication can make it now; raises WrongState otherwise."""
    publication = getattr(document, "publication", None)
    return next((move for move in public_moves(document, publication) if move.key == key), None) or public_move(
        document, key
    )


def document_of(request: SignedInRequest, kind: str, slug: str) -> Document:
    """The document if the user may open it; 404 otherwise, and a refusal for those who do not publish."""
    if kind not in TABLES:
        raise Http404
    document = get_object_or_404(documents_to_publish(request.user, kind), slug=slug)
    check_can_publish(request.user)
    return document


def is_correction(document: Document) -> bool:
    """Whether some Version of the document has been public before."""
    return getattr(document, "publication", None) is not None


def correction_form(document: Document, data: Any = None) -> CorrectionForm:
    return CorrectionForm(data, is_correction=is_correction(document))


def publishing_page(
    request: SignedInRequest, document: Document, form: CorrectionForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    """The coordinator's page of a document; `problem` says why it was not published just now."""
    version = accepted_version(document)
    publication = getattr(document, "publication", None)
    moves = [
        {"move": move, "url": reverse(f"publication_{move.key}", args=[document.kind, document.slug])}
        for move in public_moves(document, publication)
    ]
    context = {**page_context(document), "version": version, "moves": moves, "form": form, "problem": problem}
    if version is not None:
        context |= _fitness(document, version)
    if publication is not None:
        context["versions"] = list(versions_of(publication))
    return render(request, "catalogue/publishing.html", context, status=status)


def _fitness(document: Document, version: Version) -> dict[str, Any]:
    """What keeps the newest Version from the public: files that nobody describes, and its PDF."""
    name = url_name(document.kind)
    places = [
        (place, reverse(f"{name}_part_edit", args=[document.slug, place.kind, place.row_id]))
        for place in undescribed(version.content)
    ]
    language = version.content["language"]
    return {
        "places": places,
        "rendering": rendering_for(version, language),
        "failure": failure_of(version, language),
    }


def page_context(document: Document) -> dict[str, Any]:
    name = url_name(document.kind)
    return {
        "document": document,
        "publication": getattr(document, "publication", None),
        "schedule": Schedule.objects.select_related("version", "by").filter(document=document).first(),
        "public_url": reverse(name, args=[document.slug]),
        "workbench_url": reverse(f"{name}_workbench", args=[document.slug]),
        "published_name": f"{name}_published",
    }
