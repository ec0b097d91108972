"""What the pages of a round share: its panel, who may do what with it, and what the reviewers say."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.enums import Role
from documents.enums import State
from documents.models import Document
from reviews.enums import RoundState
from reviews.models import Reviewer, Round
from reviews.permissions import check_can_move, standing_reviewers
from reviews.policies import check_move
from reviews.queries import has_moved_on, judges_on_page, newest_round
from reviews.queries.counts import answered_remarks
from reviews.queries.opinions import checklist, is_disputed, is_worth_showing
from reviews.queries.rules import open_remarks
from reviews.views.frame import frame

#: the state of the document that a verdict leaves; once it is another, the round can no longer be opened again
_LEFT = {RoundState.RETURNED: State.RETURNED, RoundState.ACCEPTED: State.ACCEPTED}


@dataclass(frozen=True)
class Panel:
    """A round as its panel shows it to one person; `may_*` are for buttons, the services judge again."""

    reviewers: list[Reviewer]
    own: Reviewer | None
    due_on: Any
    is_late: bool
    has_moved_on: bool
    may_decide: bool
    may_keep: bool
    may_reopen: bool
    may_extend: bool
    sees_opinions: bool

    @property
    def lead(self) -> Reviewer | None:
        return next(iter(self.reviewers), None)


def panel_of(user: Any, document: Document, shown: Round, *, is_newest: bool, is_judge: bool) -> Panel:
    """Two queries at most: reviewers, and changes since unless the round was read with them (`rounds_of`)."""
    shown.document = document
    rows = standing_reviewers(shown, judges_on_page(document))
    own = next((row for row in rows if row.user_id == user.pk), None)
    is_lead = bool(rows) and own is rows[0]
    is_coordinator = user.role == Role.COORDINATOR
    is_kept = is_newest and (is_coordinator or (is_lead and is_judge))
    is_undone = is_kept and _LEFT.get(RoundState(shown.state)) == document.state
    due_on = shown.due_on if shown.is_open else None
    if is_newest and shown.state == RoundState.RETURNED and document.state == State.RETURNED:
        due_on = shown.answer_due_on
    return Panel(
        reviewers=rows,
        own=own if shown.is_open else None,
        due_on=due_on,
        is_late=due_on is not None and due_on < timezone.localdate(),
        has_moved_on=shown.is_open and has_moved_on(shown),
        may_decide=shown.is_open and is_lead,
        may_keep=shown.is_open and is_kept,
        may_reopen=is_undone,
        may_extend=is_kept and (shown.is_open or (is_undone and shown.state == RoundState.RETURNED)),
        sees_opinions=(is_judge or is_coordinator) and is_worth_showing(rows),
    )


def round_for(user: Any, document: Document, key: str) -> Round:
    """The newest round, when the person may make the move and its state allows it; raises NotAllowed or WrongState."""
    current = newest_round(document)
    if current is not None:
        current.document = document
        check_can_move(user, current, key)
    return check_move(current, key)


def verdict_context(document: Document, current: Round) -> dict[str, Any]:
    """What the lead sees before a verdict: opinions side by side, the checklist, counts of open remarks."""
    rows = standing_reviewers(current)
    prefetch_related_objects(rows, "assessments")
    counts, answered = open_remarks(current), answered_remarks(current)
    return {
        **frame(document),
        "shown": current,
        "reviewers": rows,
        "opinions": [row for row in rows if row.opinion],
        "is_disputed": is_disputed(rows),
        "checklist": checklist(current, rows),
        "open_musts": counts.get("must", 0),
        "open_shoulds": counts.get("should", 0),
        "answered_musts": answered.get("must", 0),
        "answered_shoulds": answered.get("should", 0),
        "open_others": sum(counts.values()) - counts.get("must", 0) - counts.get("should", 0),
    }


def form_page(request: HttpRequest, document: Document, form: Any, **texts: Any) -> HttpResponse:
    """A review page with one form. `texts`: title, intro, submit, tone of the button, notice."""
    context = {**frame(document), "form": form, **texts}
    return render(request, "reviews/form_page.html", context, status=422 if form.errors else 200)
