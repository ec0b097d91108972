"""Who takes part in a review: authors (a city's team, a plan's editors) and those who review it."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from core.exceptions import NotAllowed
from documents.models import Document
from documents.parts import hooks_of
from networks.queries import coordinators, experts_of
from reviews.enums import Audience
from reviews.models import Comment, Reviewer, Round, Thread
from reviews.policies import INVITABLE, round_move


def check_is_author(user: Any, document: Document) -> None:
    """Whoever may write the document may submit it, take it back and reply."""
    hooks_of(document.kind).check_can_edit(user, document)


def check_can_judge(user: Any, document: Document) -> None:
    """Whoever reviews the document now: they remark and give opinions; one of them, the lead, gives the verdict."""
    if user.pk not in judge_ids(document):
        raise NotAllowed(_("Only the reviewers of this plan may do this."))


def check_can_decide(user: Any, shown: Round) -> None:
    """The verdict belongs to the lead reviewer alone."""
    lead = lead_of(shown)
    if lead is None or lead.user_id != user.pk:
        raise NotAllowed(
            _("The verdict is given by %(name)s. You can give your opinion.") % {"name": lead.user_label}
            if lead
            else _("Nobody can give a verdict in this round now.")
        )


def check_can_keep(user: Any, shown: Round) -> None:
    """Dates, reviewers and opening again belong to the lead reviewer and to the coordinators."""
    if getattr(user, "role", "") == Role.COORDINATOR:
        return
    lead = lead_of(shown)
    if lead is None or lead.user_id != user.pk:
        raise NotAllowed(_("Only the lead reviewer or a coordinator may do this."))
    # A round that is over names its lead still, who may have left the network since.
    check_can_judge(user, shown.document)


def check_can_move(user: Any, shown: Round, key: str) -> None:
    """Whether the person is the one whom the table of moves names."""
    match round_move(key).who:
        case "author":
            check_is_author(user, shown.document)
        case "reviewer":
            check_can_judge(user, shown.document)
        case "lead":
            check_can_decide(user, shown)
        case _:
            check_can_keep(user, shown)


def check_can_talk(user: Any, document: Document) -> None:
    """Both sides of the review may reply."""
    if not can(check_is_author, user, document) and not can(check_can_judge, user, document):
        raise NotAllowed(_("Only the authors and the reviewers of this plan may reply."))


def check_can_remark(user: Any, document: Document, audience: Audience | str) -> None:
    """Reviewers remark, for both sides or among themselves; authors leave notes for their own team."""
    if audience == Audience.TEAM:
        check_is_author(user, document)
    else:
        check_can_judge(user, document)


def check_can_reply(user: Any, thread: Thread) -> None:
    """Both sides reply to a remark; in a private note its own side does."""
    if thread.audience == Audience.ALL:
        check_can_talk(user, thread.document)
    else:
        check_can_remark(user, thread.document, thread.audience)


def check_can_resolve(user: Any, thread: Thread) -> None:
    """A remark is resolved and opened again by the reviewers, and by the one who made it while they take part; a note
    by whoever writes in it.
    """
    if thread.audience != Audience.ALL:
        check_can_reply(user, thread)
        return
    if can(check_can_judge, user, thread.document):
        return
    if thread.opened_by_id is None or thread.opened_by_id != getattr(user, "pk", None):
        raise NotAllowed(_("Only a reviewer or the author of the remark may do this."))
    check_can_talk(user, thread.document)


def check_is_commenter(user: Any, comment: Comment) -> None:
    """Only whoever wrote a comment, and still takes part, changes or deletes it."""
    if comment.author_id is None or comment.author_id != getattr(user, "pk", None):
        raise NotAllowed(_("You may change only what you wrote yourself."))
    check_can_reply(user, comment.thread)


def audiences_of(user: Any, document: Document) -> frozenset[Audience]:
    """The audiences that a reader of the document belongs to: whose remarks a page may show them."""
    sides = {Audience.ALL}
    if can(check_can_judge, user, document):
        sides.add(Audience.REVIEWERS)
    if can(check_is_author, user, document):
        sides.add(Audience.TEAM)
    return frozenset(sides)


def can(check: Callable[..., None], *arguments: Any) -> bool:
    """Whether `check(*arguments)` would pass: for buttons."""
    try:
        check(*arguments)
    except NotAllowed:
        return False
    return True


def judges_of(document: Document) -> QuerySet[User]:
    """The people who may review the document now (`judge_ids`), by name. Three queries, four where nobody is left."""
    return User.objects.filter(pk__in=judge_ids(document)).order_by("name", "pk")


def judge_ids(document: Document) -> set[int]:
    """Ids of the people who may review the document now.

    Experts of a MID's network, coordinators for an Improvement Plan and where a network has no expert; and who was
    asked for the newest round. Whoever was removed from that round is left out. Somebody is always there, as long as
    the programme has a coordinator. Two queries, three where nobody is left who reviews by office.
    """
    invited, sent_away = _of_newest_round(document)
    by_office = set(judges_by_office(document).filter(is_active=True).values_list("pk", flat=True)) - sent_away
    asked = by_office | (invited - sent_away)
    if by_office:
        return asked
    office = set(coordinators().values_list("pk", flat=True))
    stepping_in = office - sent_away
    return asked | (stepping_in if stepping_in or invited else office)


def _of_newest_round(document: Document) -> tuple[set[int], set[int]]:
    """Who was asked for the newest round and may still be, and who was removed from it by somebody. One query."""
    newest = Round.objects.filter(document=document).order_by("-number").values("pk")[:1]
    rows = Reviewer.objects.filter(round__in=newest, user__isnull=False).select_related("user")
    people = list(rows.only("is_invited", "removed_at", "removed_by_label", "user__role", "user__is_active"))
    sent_away = {row.user.pk for row in people if row.removed_at is not None and row.removed_by_label}
    invited = {
        row.user.pk
        for row in people
        if row.is_invited and row.removed_at is None and row.user.is_active and row.user.role in INVITABLE
    }
    return invited, sent_away


def judges_by_office(document: Document) -> QuerySet[User]:
    """Who reviews a document of this kind by office."""
    if document.kind == "pu":
        return coordinators()
    return experts_of(document.initiative.participation.network)


def is_own_judge(user: User, document: Document) -> bool:
    """Whether the person reviews such documents by office, without having been asked."""
    return judges_by_office(document).filter(pk=user.pk).exists()


def standing_reviewers(shown: Round, able: Collection[int] | None = None) -> list[Reviewer]:
    """The reviewers of the round who may still review, with their people; first who gives (or shall give) the verdict.

    A round that is over keeps those who stood when it ended. `able` are the `judge_ids` of its document, where the
    caller knows them.
    """
    standing = shown.reviewers.filter(removed_at=None).select_related("user")
    rows = list(standing.order_by("-is_lead", "is_invited", "added_at", "pk"))
    if not shown.is_open:
        return rows
    able = judge_ids(shown.document) if able is None else able
    return [row for row in rows if row.user_id in able]


def lead_of(shown: Round) -> Reviewer | None:
    """Who gives the verdict: the lead, or who steps in where the lead may no longer review."""
    return next(iter(standing_reviewers(shown)), None)
