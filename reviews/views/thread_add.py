"""/praca/ocena/<slug>/uwaga/?section=&kind=&row=&field=&quote=: a remark on a place of what the person reads.

Reviewers read the Version under review. Authors leave notes for their own team: on the round that `runda` names, or on
the draft.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, Refusal
from documents.models import Document
from documents.queries import snapshot
from documents.queries.places import words_at
from reviews.enums import Audience
from reviews.forms import RemarkForm
from reviews.models import Round, Thread
from reviews.permissions import audiences_of, check_can_judge
from reviews.policies import check_round_open
from reviews.queries import Place, find_place, open_round, place_label, readers_of, rounds_of
from reviews.services import add_thread
from reviews.views.frame import frame, remark_url, visible_document
from reviews.views.talk import check_pace, tell_of_strangers

#: what a link may say of the passage; a form sends more
LONGEST_LINK = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread_add(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    audiences = [one for one in Audience if one in audiences_of(request.user, document)]
    if audiences == [Audience.ALL]:
        check_can_judge(request.user, document)
    if Audience.REVIEWERS not in audiences:
        audiences = [Audience.TEAM]
    read = _round(request, document, audiences)
    content = read.version.content if read else snapshot(document)
    form = RemarkForm(
        request.POST or None,
        content=content,
        near=_near(request, content),
        audiences=audiences,
        readers=readers_of(document, Audience.ALL if Audience.ALL in audiences else Audience.TEAM),
        reader=request.user,
        initial=_initial(request, read),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _added(request, document, form, read)
            except Refusal as refusal:
                # What was typed comes back with the reason.
                form.add_error(
                    "quote" if isinstance(refusal, InvalidInput) and form.passage()["quote"] else None, str(refusal)
                )
                status = refusal.status
    place = place_label(content, Place(form.near.section, form.near.part_kind, form.near.part_id))
    context = {
        **frame(document),
        "form": form,
        "place": place,
        "words": words_at(content, form.near) if read else "",
        "is_note": audiences == [Audience.TEAM],
    }
    return render(request, "reviews/thread_add.html", context, status=status)


def _round(request: SignedInRequest, document: Document, audiences: list[Audience]) -> Round | None:
    """The round whose Version the person reads. Without one reviewers cannot begin a remark (WrongState)."""
    rounds = list(rounds_of(document))
    posted, wanted = request.POST.get("round", ""), request.GET.get("runda", "")
    named = next((one for one in rounds if str(one.pk) == posted or (not posted and str(one.number) == wanted)), None)
    if Audience.REVIEWERS not in audiences:
        return named
    if request.method == "POST":
        # A remark that was begun while the round was open is judged by the service, so that its words come back.
        return named or open_round(document) or next(iter(rounds), None)
    return check_round_open(open_round(document))


def _near(request: SignedInRequest, content: dict[str, Any]) -> Place:
    """The place that the link named; a place that the text does not have is a page that does not exist. What was typed
    about a row that somebody deleted meanwhile comes back, about the whole document.
    """
    given = {name: request.GET.get(name, "") for name in ("section", "kind", "row", "field")}
    try:
        return find_place(
            content,
            section=given["section"],
            part_kind=given["kind"],
            part_id=given["row"],
            field=given["field"],
        )
    except InvalidInput as refusal:
        if request.method == "POST" and "text" in request.POST:
            return Place()
        raise Http404 from refusal


def _initial(request: SignedInRequest, read: Round | None) -> dict[str, Any]:
    passage = {name: request.GET.get(name, "")[:LONGEST_LINK] for name in ("quote", "before", "after")}
    hint = request.GET.get("hint", "")
    return {**passage, "hint": hint if hint.isascii() and hint.isdigit() else "", "round": str(read.pk) if read else ""}


def _added(request: SignedInRequest, document: Document, form: RemarkForm, read: Round | None) -> HttpResponse:
    check_pace(request)
    chosen = form.cleaned_data
    thread = add_thread(
        by=request.user,
        document=document,
        **form.chosen(),
        **form.passage(),
        text=chosen["text"],
        kind=chosen["kind"],
        audience=chosen["audience"],
        round=read,
        called=form.called_people(),
    )
    messages.success(request, _said(thread, read))
    tell_of_strangers(request, thread, chosen["text"])
    if thread.round is None:
        return redirect("thread", thread.pk)
    return redirect(remark_url(thread))


def _said(thread: Thread, read: Round | None) -> str:
    """That the remark is kept, and when it went to another Version than the one that the person was reading."""
    if read is None or thread.round is None or thread.round_id == read.pk:
        return _("The remark has been saved.")
    sentence = _("The plan was submitted again meanwhile. Your remark has been saved and stands in round %(number)d.")
    return sentence % {"number": thread.round.number}
