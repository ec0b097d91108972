"""One click to remind whoever a plan waits for."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record
from documents.models import Document
from documents.parts import document_kind
from documents.services import lock_document
from improvement_plans.permissions import check_can_coordinate
from networks.models import Participation
from networks.queries import coordinators, team_of
from reviews.enums import Side
from reviews.policies.reminders import check_somebody_is_awaited, check_time_to_remind
from reviews.queries import authors_of, judges_of, open_round
from reviews.queries.board import last_reminders
from reviews.queries.turns import turn_of


@transaction.atomic
def remind(*, by: User, document: Document) -> Event:
    """Ask those whose move it is to make it. Effects: an event, notices that wait.

    Raises NotAllowed, WrongState (nobody is awaited, or they were reminded in the last day).
    """
    check_can_coordinate(by)
    document = lock_document(document)
    turn = turn_of(document, open_round(document))
    check_somebody_is_awaited(turn.side)
    check_time_to_remind(last_reminders([str(document.pk)]).get(str(document.pk)))
    event = record(
        by=by,
        verb=Verb.REMINDED,
        target_kind=document.kind,
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data={"side": turn.side},
    )
    notify(event=event, users=_awaited(document, turn.side), path=_path(document, turn.side), waits=True)
    return event


@transaction.atomic
def remind_to_begin(*, by: User, participation: Participation) -> Event:
    """Ask a city's team to begin its plan. Effects and refusals as of `remind`."""
    check_can_coordinate(by)
    participation = (
        Participation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("city", "edition")
        .get(pk=participation.pk)
    )
    begun = getattr(participation, "initiative", None) is not None
    check_somebody_is_awaited(Side.NOBODY if begun else Side.AUTHORS)
    check_time_to_remind(last_reminders([str(participation.pk)]).get(str(participation.pk)))
    event = record(
        by=by,
        verb=Verb.REMINDED,
        target_kind="participation",
        target_id=participation.pk,
        target_label=str(participation),
    )
    notify(event=event, users=team_of(participation), path=_desk_path(), waits=True)
    return event


def _awaited(document: Document, side: Side) -> Iterable[User]:
    if side == Side.AUTHORS:
        return authors_of(document)
    return judges_of(document) if side == Side.REVIEWERS else coordinators()


def _path(document: Document, side: Side) -> str:
    """Where the awaited move is made, without a language prefix, as notices keep it."""
    if side == Side.COORDINATOR:
        return _desk_path()
    with translation.override(settings.LANGUAGE_CODE):
        if side == Side.REVIEWERS:
            return reverse("review", args=[document.slug])
        return reverse(f"{document_kind(document.kind).workbench}_workbench", args=[document.slug])


def _desk_path() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("desk")
