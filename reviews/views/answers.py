"""/praca/ocena/<slug>/odpowiedzi/: what the authors answer to every remark that asks for a change, and the table.

Remarks stand in the order of their numbers on pages that stay the same while they are answered; `?page=n` opens one,
`?uwaga=n` the one with that remark, and without either the first with something to answer. One form holds all answers
of a page, and its buttons lead to the next and the previous one, so that without scripts nothing typed is lost; with
scripts each one is saved by itself (`answer`).
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from documents.models import Document
from reviews.forms import AnswerForm
from reviews.forms.answers import prefix_of
from reviews.models import Answer, Round, Thread
from reviews.permissions import check_is_author
from reviews.policies.answers import may_change_answer
from reviews.queries.answers import SheetLine, answer_of, answered_round, sheet_lines, sheet_threads
from reviews.queries.changed import ChangedPlace, changed_places
from reviews.queries.labels import name_places
from reviews.rendering.tables import draw_tables
from reviews.services import answer_several
from reviews.views.frame import frame, rights, visible_document

ON_A_PAGE = 20


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
    """The remarks of the round that is answered now: all in brief, those of one page with their forms."""

    round: Round | None
    lines: list[SheetLine]
    items: list[Item]
    page: Page[SheetLine] | None = None

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.lines)


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
    given = [(item.thread, item.form.said) for item in good if item.form is not None]
    try:
        answer_several(by=request.user, document=document, given=given)
    except Refusal as refusal:
        return answers_page(request, document, sheet, sentences=[str(refusal)], status=refusal.status)
    if len(good) < len(touched):
        # What was good is saved and counts; the rest stays on the page as it was typed.
        return answers_page(request, document, sheet_of(request, document, request.POST), status=422)
    if count := len(good):
        said = ngettext("%(count)d answer saved.", "%(count)d answers saved.", count) % {"count": count}
        messages.success(request, said)
    return redirect(_address_after(slug, request.POST))


def _address_after(slug: str, data: QueryDict) -> str:
    """Where saving leads: to the page whose button was pressed, else to what is still to be answered."""
    wanted = data.get("then", "")
    return reverse("answers", args=[slug]) + (f"?page={wanted}" if wanted.isascii() and wanted.isdecimal() else "")


def sheet_of(
    request: SignedInRequest, document: Document, data: QueryDict | None = None, number: int | None = None
) -> Sheet:
    """One page of the remarks to answer, that of remark `number` where one is named; with `data`, of what was sent, its
    forms holding it.
    """
    may = rights(request.user, document)
    current = answered_round(document)
    lines = sheet_lines(document, current, is_author=may["is_author"]) if current else []
    if current is None or not lines:
        return Sheet(current, lines, [])
    sent = _sent_lines(lines, data) if data is not None else []
    named = number if number is not None else sent[0].number if sent else None
    page = _page_of(lines, request, named)
    threads = sheet_threads(document, {*page.object_list, *sent}, is_author=may["is_author"])
    name_places(threads, document, current.version.content)
    changed = changed_places(document, current.version) if may["is_author"] else []
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
    return Sheet(current, lines, items, page)


def _page_of(lines: list[SheetLine], request: SignedInRequest, number: int | None) -> Page[SheetLine]:
    """The page with the named remark, else the one that the address asks for, else the first with one to answer."""
    pages = Paginator(lines, ON_A_PAGE)
    if number is None and "page" in request.GET:
        return pages.get_page(request.GET["page"])
    asked = request.GET.get("uwaga", "")
    if number is None and asked.isascii() and asked.isdigit():
        number = int(asked[:9])
    wanted = (line.number == number for line in lines) if number is not None else (not one.is_answered for one in lines)
    place = next((place for place, is_wanted in enumerate(wanted) if is_wanted), 0)
    return pages.page(place // ON_A_PAGE + 1)


def _sent_lines(lines: list[SheetLine], data: QueryDict) -> list[SheetLine]:
    """The remarks whose forms were sent."""
    prefixes = {name.rpartition("-")[0] for name in data}
    return [line for line in lines if prefix_of(line) in prefixes]


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
    version = sheet.round.version if sheet.round else None
    context = {
        **frame(document),
        **may,
        "sheet": sheet,
        "forms": [item.form for item in sheet.items if item.form is not None and item.form.is_bound],
        "sentences": sentences or [],
        "tables": draw_tables(document, version, with_drafts=may["is_author"]),
        "may_answer": any(item.form is not None for item in sheet.items),
        "lead": _("Say of each remark whether it was met, in part, or not. The reviewers read it when you submit."),
    }
    return render(request, "reviews/answers.html", context, status=status)
