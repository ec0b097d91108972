"""…/zacznij-od/: plans to begin from; …/zacznij-od/<plan>/: what to take from one of them, and taking it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.exceptions import Refusal
from documents.services.beginning import Source, begin_from
from documents.views.common import Opened, check_author, frame, open_document
from documents.views.saving import check_may_edit
from initiatives.forms.starting import StartFromForm
from initiatives.queries.sources import content_of, files_of, plan_to_start_from, plans_to_start_from


@login_required
@require_safe
def start_from(request: HttpRequest, slug: str) -> HttpResponse:
    opened = _open(request, slug)
    check_may_edit(request, opened)
    sources = plans_to_start_from(request.user, opened.document)
    context = {
        **frame(opened),
        "own": [source for source in sources if source.is_own],
        "others": [source for source in sources if not source.is_own],
    }
    return render(request, "initiatives/workbench/start_from.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def start_from_plan(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    opened = _open(request, slug)
    source = plan_to_start_from(request.user, opened.document, source_slug)
    if source is None:
        raise Http404("no such plan to begin from")
    check_may_edit(request, opened)
    content = content_of(source)
    form = StartFromForm(request.POST if request.method == "POST" else None, content=content, is_own=source.is_own)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            taken = Source(content, form.with_words, files_of(source, content))
            try:
                return _copied(request, opened, taken, form.cleaned_data["sections"])
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
    context: dict[str, Any] = {**frame(opened), "form": form, "source": source}
    return render(request, "initiatives/workbench/start_from_plan.html", context, status=status)


def _copied(request: HttpRequest, opened: Opened, taken: Source, sections: list[str]) -> HttpResponse:
    number = begin_from(by=request.user, document=opened.document, source=taken, keys=sections)  # type: ignore[arg-type]
    if number:
        sentence = ngettext("%(number)d entry was copied.", "%(number)d entries were copied.", number)
        messages.success(request, sentence % {"number": number})
    else:
        messages.info(request, _("There was nothing new to copy."))
    return redirect(opened.address("workbench"))


def _open(request: HttpRequest, slug: str) -> Opened:
    opened = open_document(request, "mid", slug)
    check_author(request, opened)
    return opened
