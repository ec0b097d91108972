"""The history of a document: who changed what and when, by pages, with filters that work without scripts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.forms import CursorForm, HistoryFilterForm
from documents.queries.history import Timeline, Wanted, people_in_history, timeline
from documents.views.common import Opened, frame, open_document
from documents.views.entries import by_day, show_entries


@login_required
@require_safe
def history(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    opened = open_document(request, kind, slug)
    form = HistoryFilterForm(
        request.GET,
        people=people_in_history(opened.document),
        sections=[(section.slug, section.title) for section in opened.sections],
    )
    cursor = CursorForm(request.GET)
    form.is_valid()
    cursor.is_valid()
    found = timeline(opened.document, wanted=_wanted(opened, {**form.cleaned_data, **cursor.cleaned_data}))
    context = {**frame(opened), **page_of(request, opened, found), "filter_form": form, "is_filtered": form.is_set}
    return render(request, "documents/workbench/history.html", context)


def page_of(request: HttpRequest, opened: Opened, found: Timeline, *, longest: int | None = None) -> dict[str, Any]:
    """What templates/documents/workbench/timeline.html shows, with the address of the next page."""
    query = request.GET.copy()
    newest = query.pop("przed", None)
    first_url = f"?{query.urlencode()}" if query else request.path
    query["przed"] = str(found.next or "")
    return {
        "days": by_day(show_entries(opened, found.entries, longest=longest)),
        "older_url": f"?{query.urlencode()}" if found.next else "",
        "newest_url": first_url if newest else "",
    }


def _wanted(opened: Opened, data: dict[str, Any]) -> Wanted:
    section = next((one for one in opened.sections if one.slug == data.get("sekcja")), None)
    person = data.get("osoba")
    return Wanted(
        kinds=frozenset(kind.key for kind in section.kinds) if section else None,
        by=int(person) if person else None,
        day=data.get("dzien"),
        before=data.get("przed"),
    )
