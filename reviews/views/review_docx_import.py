"""…/word/wczytaj/: an edited Word file is sent here; …/word/wczytaj/<digest>/ shows what it would bring."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.exceptions import InvalidInput, NotAllowed, Refusal
from core.kept import forget, keep, kept
from core.limits import check_limit
from documents.exchange.docx import MAX_BYTES
from documents.models import Document
from documents.rendering.names import row_names
from reviews.enums import Audience
from reviews.exchange.grounds import Import, plan_for
from reviews.exchange.plans import Edit
from reviews.forms.word import ChosenForm, WordForm
from reviews.permissions import can, check_can_judge, check_can_talk
from reviews.policies import check_round_open
from reviews.queries import open_round
from reviews.rendering import Difference, difference
from reviews.services.word import MOST_ITEMS, take_over
from reviews.views.frame import frame, visible_document


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_docx_import(request: HttpRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    _check_may_import(request, document)
    form = WordForm(request.POST, request.FILES) if request.method == "POST" else WordForm()
    if request.method == "POST" and form.is_valid():
        check_limit("import", request.user.pk, amount=60, seconds=3600)
        file = form.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise InvalidInput(_("The file is too large. A document may have at most 20 MB."))
            content = file.read()
            plan_for(request.user, document, content)
        except InvalidInput as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("review_docx_import_preview", document.slug, keep(request.user, content))
    context = {**frame(document), "form": form}
    return render(request, "reviews/docx_import.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_docx_import_preview(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Nothing is written before this page is confirmed; what is chosen is written together, or not at all."""
    document = visible_document(request, slug)
    _check_may_import(request, document)
    content = kept(request.user, digest)
    if content is None:
        messages.warning(request, _("The document is no longer here. Send it again."))
        return redirect("review_docx_import", document.slug)
    read = plan_for(request.user, document, content)
    form = ChosenForm(request.POST if request.method == "POST" else None, plan=read.plan)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = take_over(
                    by=request.user,  # type: ignore[arg-type]
                    document=document,
                    items=form.chosen,
                    audience=read.audience,
                )
            except NotAllowed:
                raise
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                return _done(request, document, digest, made, len(form.chosen))
    return render(request, "reviews/docx_preview.html", _context(document, read, form), status=status)


def _check_may_import(request: HttpRequest, document: Document) -> None:
    """Authors may always bring something for their team; reviewers while a round is open."""
    check_can_talk(request.user, document)
    if can(check_can_judge, request.user, document):
        check_round_open(open_round(document))


def _done(request: HttpRequest, document: Document, digest: str, made: int, wanted: int) -> HttpResponse:
    text = ngettext(
        "%(count)d thing was taken over from the file.", "%(count)d things were taken over from the file.", made
    )
    messages.success(request, text % {"count": made})
    if wanted > MOST_ITEMS:
        messages.warning(request, _("This was too much at once. Look through what is left, and take it over too."))
        return redirect("review_docx_import_preview", document.slug, digest)
    forget(request.user, digest)
    return redirect("review", document.slug)


@dataclass(frozen=True)
class _Row:
    """An item with whether it is ticked; of an edit also what differs."""

    item: Any
    is_ticked: bool
    difference: Difference | None = None


def _context(document: Document, read: Import, form: ChosenForm) -> dict[str, Any]:
    plan = read.plan
    names = row_names(read.target) if plan.edits else {}

    def row(item: Any) -> _Row:
        shown = difference(item.bound, item.now, item.proposed, names) if isinstance(item, Edit) else None
        return _Row(item, form.is_ticked(item), shown)

    return {
        **frame(document),
        "form": form,
        "plan": plan,
        "version": read.version,
        "is_for_team": read.audience == Audience.TEAM,
        "edits": [row(one) for one in plan.edits],
        "remarks": [row(one) for one in plan.remarks],
        "replies": [row(one) for one in plan.replies],
        "leftovers": [row(one) for one in plan.leftovers],
    }
