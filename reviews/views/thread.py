"""GET /praca/ocena/uwagi/<id>/: one remark with its whole talk, passage and answer, at an address that lasts."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from documents.views.common import is_visit
from reviews.forms import AssignForm, ReplyForm
from reviews.models import Thread
from reviews.permissions import audiences_of, can, check_can_reply, check_can_resolve
from reviews.policies import check_asks, check_talked_in, passes
from reviews.queries import readers_of, remark_of, threads_visible_to
from reviews.queries.since import changed_here
from reviews.services import see_threads
from reviews.services.comments import is_changeable
from reviews.views.frame import frame, rights, visible_document


@require_safe
@login_required
def thread(request: SignedInRequest, thread_id: UUID) -> HttpResponse:
    found = get_object_or_404(threads_visible_to(request.user), pk=thread_id)
    context = thread_context(request.user, found)
    if is_visit(request):
        see_threads(by=request.user, threads=[found])
    template = "reviews/thread.html#talk" if request.htmx else "reviews/thread.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_safe
@login_required
def thread_number(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """/praca/ocena/<slug>/uwagi/<number>/: the remark that both sides call by this number."""
    document = visible_document(request, slug)
    found = get_object_or_404(threads_visible_to(request.user), document=document, audience="all", number=number)
    return redirect("thread", found.pk)


def thread_url(found: Thread) -> str:
    """The page of a thread, in the language of the page."""
    return reverse("thread", args=[found.pk])


def thread_context(user: Any, found: Thread, form: ReplyForm | None = None) -> dict[str, Any]:
    """What the page of a thread shows; the caller has found it visible."""
    remark = remark_of(found, user)
    readers = readers_of(found.document, found.audience)
    may_reply = can(check_can_reply, user, found) and passes(check_talked_in, found)
    may = rights(user, found.document)
    return {
        **may,
        **frame(found.document),
        "remark": remark,
        "thread": remark.thread,
        "changed_url": _changed_url(found, is_author=may["is_author"], reads_draft=may["reads_draft"]),
        "changeable": _changeable(user, remark) if may_reply else set(),
        "may_reply": may_reply,
        "may_resolve": may_reply and can(check_can_resolve, user, found) and passes(check_asks, found),
        "form": form or ReplyForm(readers=readers, reader=user),
        "assign_form": AssignForm(readers=readers, initial={"to": found.assigned_to_id}),
        "audiences": audiences_of(user, found.document),
    }


def _changed_url(found: Thread, *, is_author: bool, reads_draft: bool) -> str:
    """Where the page of changes shows what became of the place of a remark; empty where nothing did."""
    here = changed_here(found, is_author=is_author, reads_draft=reads_draft)
    if here is None:
        return ""
    query = urlencode({"od": here.since, "do": here.until or "teraz"})
    place = f"zmiana-{here.part_id}" + (f"-{here.field}" if here.field else "")
    anchor = place if here.part_id else f"zmiany-{here.section}"
    return f"{reverse('review_changes', args=[found.document.slug])}?{query}#{anchor}"


def _changeable(user: Any, remark: Any) -> set[UUID]:
    """Ids of the person's own comments that nobody has read or answered."""
    return {
        comment.pk
        for comment in remark.comments
        if comment.author_id == user.pk and is_changeable(comment, remark.comments, remark.seen)
    }
