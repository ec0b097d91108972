"""/praca/ocena/propozycje/<id>/: a suggested edit beside what the field says now; the authors decide about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from documents.enums import FieldKind
from documents.exceptions import InvalidFields
from documents.forms import PartForm
from documents.policies import is_editable
from documents.queries import workbench_address
from documents.services.joining import merge_field
from reviews.exceptions import OutdatedSuggestion
from reviews.forms import DeclineForm, editing_form
from reviews.permissions import check_is_author
from reviews.queries.suggestions import Standing, standing_of, suggestions_visible_to
from reviews.rendering import difference, proposal, words
from reviews.services import accept_suggestion, decline_suggestion, edit_suggestion
from reviews.views.frame import frame, go_back, remark_url, rights


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def suggestion(request: SignedInRequest, suggestion_id: UUID) -> HttpResponse:
    standing = find_standing(request, suggestion_id)
    if request.method != "POST":
        return _page(request, standing)
    check_is_author(request.user, standing.document)
    match request.POST.get("choice"):
        case "accept":
            return _accept(request, standing)
        case "edit":
            return _edit(request, standing)
        case "decline":
            return _decline(request, standing)
    return _page(request, standing, sentences=[_("Choose what to do with the suggestion.")], status=422)


def find_standing(request: SignedInRequest, suggestion_id: UUID) -> Standing:
    """The suggestion that the person may see, beside the document as it is now, or 404."""
    found = get_object_or_404(suggestions_visible_to(request.user), pk=suggestion_id)
    standing = standing_of(found)
    if standing is None:
        raise Http404("this kind of document has no such field any more")
    return standing


def _accept(request: SignedInRequest, standing: Standing) -> HttpResponse:
    try:
        accept_suggestion(by=request.user, suggestion=standing.suggestion)
    except Refusal as refusal:
        return _refused(request, standing, refusal)
    messages.success(request, _("The suggestion has been accepted and saved."))
    return go_back(request, remark_url(standing.suggestion.thread))


def _edit(request: SignedInRequest, standing: Standing) -> HttpResponse:
    name = standing.bound.name
    form = editing_form(standing, standing.suggestion.proposed, request.POST) if not standing.is_gone else None
    if form is not None and (not form.is_valid() or name not in form.values):
        return _page(request, standing, form=form, status=422)
    value = form.values[name] if form is not None else None
    version = _number(request.POST.get("version", ""))
    if version is None:
        return _page(
            request,
            standing,
            form=form,
            sentences=[_("Compare both texts, then save again.")],
            is_newer=True,
            status=422,
        )
    try:
        edit_suggestion(by=request.user, suggestion=standing.suggestion, value=value, version=version)
    except Refusal as refusal:
        return _refused(request, standing, refusal, form)
    messages.success(request, _("Your wording has been saved."))
    return go_back(request, remark_url(standing.suggestion.thread))


def _decline(request: SignedInRequest, standing: Standing) -> HttpResponse:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, standing, declining=form, status=422)
    try:
        decline_suggestion(by=request.user, suggestion=standing.suggestion, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _refused(request, standing, refusal, declining=form)
    messages.success(request, _("The suggestion has been declined."))
    return go_back(request, remark_url(standing.suggestion.thread))


def _refused(
    request: SignedInRequest,
    standing: Standing,
    refusal: Refusal,
    form: PartForm | None = None,
    *,
    declining: DeclineForm | None = None,
) -> HttpResponse:
    """Show why, with how things stand now and with what was typed."""
    now = find_standing(request, standing.suggestion.pk)
    if isinstance(refusal, InvalidFields) and form is not None:
        for sentences in refusal.errors.values():
            form.add_error(standing.bound.name, sentences)
        return _page(request, now, form=form, status=refusal.status)
    # What cannot be merged is said by the page itself.
    sentences = [] if isinstance(refusal, OutdatedSuggestion) and form is None else [str(refusal)]
    is_newer = isinstance(refusal, OutdatedSuggestion) and form is not None
    return _page(
        request, now, form=form, declining=declining, sentences=sentences, is_newer=is_newer, status=refusal.status
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _page(
    request: SignedInRequest,
    standing: Standing,
    *,
    form: PartForm | None = None,
    declining: DeclineForm | None = None,
    sentences: list[str] | None = None,
    is_newer: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`is_newer`: the person's own wording met words that they had not seen; both are shown."""
    found = standing.suggestion
    thread = found.thread
    document = thread.document
    may = rights(request.user, document)
    decides = bool(may["is_author"] and standing.is_open and not standing.is_gone and is_editable(document))
    editing = (form or editing_form(standing, _offered(standing))) if decides else None
    context: dict[str, Any] = {
        **may,
        **frame(document),
        **(_texts(standing) if may["reads_draft"] else {"has_moved_on": False, "is_outdated": False}),
        "suggestion": found,
        "thread": thread,
        "comments": thread.comments.order_by("created_at"),
        "label": capfirst(standing.bound.label),
        "proposal": proposal(thread, document.kind),
        "standing": standing,
        "may_decide": decides,
        "may_decline": may["is_author"] and standing.is_open and may["may_talk"],
        "may_withdraw": standing.is_open and may["may_talk"] and thread.opened_by_id == request.user.pk,
        "bin_url": workbench_address(document, "bin") if standing.is_gone and standing.kind.many else "",
        "edited": editing[standing.bound.name] if editing and standing.bound.name in editing.fields else None,
        "version": standing.part.version if standing.part else 0,
        "declining": declining or DeclineForm(),
        "forms": [one for one in (form, declining) if one is not None],
        "sentences": sentences or [],
        "editing_open": form is not None,
        "newer_words": words(standing.bound, standing.now, found.names) if is_newer and not standing.is_gone else "",
        "is_newer": is_newer and not standing.is_gone,
        "declining_open": declining is not None,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "has_organisations": editing is not None and editing.has_organisations,
        "forms_have_rich_text": decides and standing.bound.kind == FieldKind.RICH,
    }
    return render(request, "reviews/suggestion.html", context, status=status)


def _offered(standing: Standing) -> Any:
    """What the form for the authors' own wording begins with: both merged, or the suggestion where that cannot be."""
    found = standing.suggestion
    merged = merge_field(standing.bound, found.base, found.proposed, standing.now)
    return found.proposed if merged.clashes else merged.value


def _texts(standing: Standing) -> dict[str, Any]:
    """How the suggestion stands to the words of today, while it is open."""
    found, bound = standing.suggestion, standing.bound
    if not standing.is_open or standing.is_gone or not standing.has_moved_on:
        return {"has_moved_on": False, "is_outdated": False}
    merged = merge_field(bound, found.base, found.proposed, standing.now)
    facts: dict[str, Any] = {"has_moved_on": True, "is_outdated": merged.clashes, "is_done": not merged.clashes}
    facts["is_done"] = not merged.clashes and merged.value == standing.now
    if merged.clashes:
        facts |= {
            "now_difference": difference(bound, found.base, standing.now, found.names),
            "base_words": words(bound, found.base, found.names),
            "proposed_words": words(bound, found.proposed, found.names),
            "now_words": words(bound, standing.now, found.names),
        }
    else:
        facts["merged_difference"] = difference(bound, standing.now, merged.value, found.names)
    return facts
