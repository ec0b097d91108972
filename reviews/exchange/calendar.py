"""What reviews put into a person's private calendar: until when to review, until when to answer. Nothing of remarks."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from activity.exchange.calendar import Entry
from reviews.enums import OPEN_ROUND, RoundState
from reviews.models import Round
from reviews.queries import documents_judged_by, documents_written_by, reviews_visible_to


def review_entries(user: User) -> Iterator[Entry]:
    """Dates of the documents that the person reviews or writes now. One query."""
    mine = Q(document__in=documents_judged_by(user).values("pk")) | Q(
        document__in=documents_written_by(user).values("pk")
    )
    later = Round.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    is_open = Q(state__in=OPEN_ROUND, due_on__isnull=False)
    is_returned = Q(state=RoundState.RETURNED, answer_due_on__isnull=False)
    rounds = Round.objects.filter(
        mine, is_open | is_returned, ~Exists(later), document__in=reviews_visible_to(user).order_by().values("pk")
    )
    for shown in rounds.select_related("document").order_by("pk"):
        is_answer = shown.state == RoundState.RETURNED
        day = shown.answer_due_on if is_answer else shown.due_on
        if day is None:
            continue
        words = _("Answers until: %(title)s") if is_answer else _("Review until: %(title)s")
        yield Entry(
            uid=f"round-{shown.pk}-{'answers' if is_answer else 'review'}",
            start=day,
            summary=words % {"title": shown.document.title},
            changed_at=shown.updated_at,
            path=reverse("review", args=[shown.document.slug]),
            category=_("Review"),
        )
