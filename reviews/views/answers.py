"""/praca/ocena/<slug>/odpowiedzi/: what the authors answer to every remark that asks for a change, and the table.

One form holds all answers, so that without scripts nothing typed in another answer is lost; with scripts each one is
saved by itself (`answer`). `?runda=n` shows the table of a round.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from documents.models import Document
from reviews.forms import AnswerForm
from reviews.models import Answer, Round, Thread
from reviews.permissions import check_is_author
from reviews.policies.answers import may_change_answer
from reviews.queries.answers import answer_of, answered_round, sheet_threads
from reviews.queries.changed import ChangedPlace, changed_places
from reviews.queries.labels import name_places
from reviews.queries.table import remark_tables
from reviews.services import answer_several
from reviews.views.frame import frame, rights, visible_document


@dataclass
class Item:
    """A remark with its answer of this round and, for its authors while they may change it, the form."""

    thread: Thread
    answer: Answer | None
    form: AnswerForm | None
    earlier: tuple[Answer, ...] = ()

    @property
    def first_comment(self) -> Any:
        return next(iter(self.thread.comments.all()), None)


@dataclass
class Sheet:
    """The remarks of the round that is answered now."""

    round: Round | None
    items: list[Item]

    @property
    def answered(self) -> int:
        return sum(item.answer is not None for item in self.items)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(self.items)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answers(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    if request.method != "POST":
        return answers_page(request, document, sheet_of(request, document))
    check_is_author(request.user, document)
    sheet = sheet_of(request, document, request.POST)
    touched = [item for item in sheet.items if item.form is not None and item.form.is_bound]
    # Every one is judged, so that all that is wrong is said at once.
    good = [item for item in touched if item.form is not None and item.form.is_valid()]
    given = [(item.thread, item.form.cleaned_data) for item in good if item.form is not None]
    try:
        answer_several(by=request.user, document=document, given=given)
    except Refusal as refusal:
        return answers_page(request, document, sheet, sentences=[str(refusal)], status=refusal.status)
    if len(good) < len(touched):
        # What was good is saved and counts; the rest stays on the page as it was typed.
        return answers_page(request, document, sheet_of(request, document, request.POST), status=422)
    count = len(good)
    messages.success(request, ngettext("%(count)d answer saved.", "%(count)d answers saved.", count) % {"count": count})
    return redirect("answers", slug)


def sheet_of(request: SignedInRequest, document: Document, data: QueryDict | None = None) -> Sheet:
    """The remarks to answer, in the order of their numbers; with `data`, forms that hold what was sent."""
    may = rights(request.user, document)
    current = answered_round(document)
    if current is None:
        return Sheet(None, [])
    threads = sheet_threads(document, current, is_author=may["is_author"])
    if threads:
        name_places(threads, document, current.version.content)
    changed = changed_places(document, current.version) if threads and may["is_author"] else []
    items = []
    for thread in threads:
        # A remark of a round that was taken back is answered in its own.
        own = thread.round if thread.round and thread.round.number > current.number else current
        given = answer_of(thread, own)
        form = None
        if may["is_author"] and may["may_talk"] and may_change_answer(given):
            form = _form(data, thread, given, changed)
        earlier = tuple(one for one in thread.shown_answers if one != given)  # type: ignore[attr-defined]
        items.append(Item(thread, given, form, earlier))
    return Sheet(current, items)


def _form(data: QueryDict | None, thread: Thread, given: Answer | None, changed: list[ChangedPlace]) -> AnswerForm:
    """The form of one answer; one that nobody touched is shown without complaints."""
    if data is not None:
        sent = AnswerForm(data, thread=thread, given=given, changed=changed)
        if sent.is_touched:
            return sent
    return AnswerForm(thread=thread, given=given, changed=changed)


def answers_page(
    request: SignedInRequest,
    document: Document,
    sheet: Sheet,
    *,
    sentences: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with the answers to give and the tables of all rounds."""
    may = rights(request.user, document)
    content = sheet.round.version.content if sheet.round else None
    context = {
        **frame(document),
        **may,
        "sheet": sheet,
        "forms": [item.form for item in sheet.items if item.form is not None and item.form.is_bound],
        "sentences": sentences or [],
        "tables": remark_tables(document, with_drafts=may["is_author"], content=content),
        "may_answer": any(item.form is not None for item in sheet.items),
        "lead": _("Say of each remark whether it was met, in part, or not. The reviewers read it when you submit."),
    }
    return render(request, "reviews/answers.html", context, status=status)
