"""GET /praca/: what waits for me, in one look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.parts import document_kind
from documents.queries import workbench_address
from documents.queries.history import Wanted, timeline
from documents.queries.visits import last_here
from documents.views.common import Opened
from documents.views.entries import ShownEntry, show_entries
from pim_portal.queries import desk_of
from pim_portal.queries.own import OwnPlan

NEWS = 6
#: letters of a long text that the desk shows
LONGEST = 160


@dataclass(frozen=True)
class News:
    """What others did in the plan since the person was last there (`since`; None: they never were)."""

    entries: list[ShownEntry]
    has_more: bool
    since: datetime | None
    history_url: str


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    found = desk_of(request.user)
    news = news_of(request.user, found.own) if found.own else None
    return render(request, "pim_portal/desk.html", {"desk": found, "news": news})


def news_of(user: Any, own: OwnPlan) -> News:
    """The newest changes of other people, folded. Five queries at most."""
    since = last_here(own.document, user)
    page = timeline(own.document, wanted=Wanted(not_by=user.pk, since=since), limit=NEWS)
    opened = Opened(
        document=own.document,
        kind=document_kind(own.document.kind),
        content=own.content,
        completeness=own.completeness,
        is_author=True,
    )
    people = {entry.by_id for entry in page.entries}
    url = workbench_address(own.document, "history")
    return News(
        entries=show_entries(opened, page.entries, longest=LONGEST),
        has_more=page.next is not None,
        since=since,
        history_url=f"{url}?osoba={people.pop()}" if len(people) == 1 else url,
    )
