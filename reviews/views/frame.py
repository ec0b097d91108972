"""What every page of the review begins with: the visible document, and where its pages lie."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from documents.models import Document
from documents.parts import document_kind
from documents.policies import is_editable
from reviews.enums import Audience
from reviews.models import Thread
from reviews.permissions import can, check_is_author
from reviews.policies import TALKING
from reviews.queries import find_document, judges_on_page, reads_draft


def visible_document(request: HttpRequest, slug: str) -> Document:
    """The document at `slug` that the person may open, or 404."""
    document = find_document(request.user, slug)
    if document is None:
        raise Http404
    return document


def frame(document: Document) -> dict[str, Any]:
    """Context of headings and breadcrumbs."""
    kind = document_kind(document.kind)
    participation = document.initiative.participation if document.kind == "mid" else None
    network = participation.network if participation else document.improvement_plan.network
    return {
        "document": document,
        "kind_label": kind.label,
        "network": network,
        "owner": participation.city if participation else network,
        "workbench_url": _workbench(document, kind.workbench),
    }


def _workbench(document: Document, prefix: str) -> str:
    """The address of the workbench; empty for who was asked to review and may not open it."""
    may_open = getattr(document, "opens_workbench", True)
    return reverse(f"{prefix}_workbench", args=[document.slug]) if may_open else ""


def rights(user: Any, document: Document) -> dict[str, bool]:
    """What the person may do with remarks now, for links and buttons."""
    is_judge = user.pk in judges_on_page(document)
    is_author = document.is_written if hasattr(document, "is_written") else can(check_is_author, user, document)
    return {
        "is_judge": is_judge,
        "is_author": is_author,
        "may_edit": is_author and is_editable(document),
        "may_talk": document.state in TALKING and (is_judge or is_author),
        "reads_draft": reads_draft(user, document),
    }


def audiences_from(rights: Mapping[str, Any]) -> frozenset[Audience]:
    """Whose remarks a page may show to a person with these rights."""
    sides = {Audience.REVIEWERS: rights["is_judge"], Audience.TEAM: rights["is_author"]}
    return frozenset({Audience.ALL, *(side for side, is_theirs in sides.items() if is_theirs)})


def remark_url(thread: Thread) -> str:
    """Where a remark stands on the review page, in the language of the page."""
    return reverse("review", args=[thread.document.slug]) + f"#uwaga-{thread.pk}"


def go_back(request: HttpRequest, fallback: str) -> HttpResponse:
    """Redirect to the local address in `next`, else to `fallback`."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return HttpResponseRedirect(wanted)
    return redirect(fallback)
