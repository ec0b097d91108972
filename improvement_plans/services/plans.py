"""The course of a plan: begun by a coordinator, submitted by its editors, judged by a coordinator."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from core.exceptions import InvalidInput, WrongState
from documents.enums import Purpose
from documents.exceptions import Incomplete
from documents.models import Document, Version
from documents.policies import Transition, find_transition
from documents.queries import completeness, snapshot
from documents.services import create_document, freeze, lock_document, set_state
from improvement_plans.models import ImprovementPlan
from improvement_plans.permissions import check_can_coordinate, check_can_move
from improvement_plans.policies import LASTING, TRANSITIONS
from networks.models import ThematicNetwork


@transaction.atomic
def create_plan(*, by: User, network: ThematicNetwork, is_sample: bool = False) -> ImprovementPlan:
    """Begin the network's plan. Effects: an empty draft at the network's address, an event. One plan per network."""
    network = ThematicNetwork.objects.select_for_update(of=("self",), no_key=True).get(pk=network.pk)
    check_can_coordinate(by)
    if ImprovementPlan.objects.filter(network=network).exists():
        raise WrongState(_("This network already has its Improvement Plan."))
    title = f"Plan Ulepszeń: {network.name}"
    document = create_document(by=by, kind="pu", slug=network.slug, title=title, template={}, is_sample=is_sample)
    return ImprovementPlan.objects.create(network=network, document=document)


@transaction.atomic
def submit(*, by: User, document: Document) -> Version:
    """Freeze the plan for the coordinator. Raises Incomplete with what is missing. Effects: Version, state, event."""
    document, move = _judge(by, document, "submit")
    gaps = completeness(snapshot(document)).gaps
    if gaps:
        raise Incomplete(list(gaps))
    version = freeze(by=by, document=document, purpose=Purpose.SUBMITTED)
    set_state(by=by, document=document, state=move.target, verb=Verb.SUBMITTED, data={"version": version.number})
    return version


@transaction.atomic
def take_back(*, by: User, document: Document) -> Event:
    """Return a submitted plan to the draft. Effects: state, event."""
    return _move(by, document, "take_back", Verb.TAKEN_BACK)


@transaction.atomic
def return_for_changes(*, by: User, document: Document, reason: str) -> Event:
    """Give a submitted plan back to its editors with reasons. Effects: state, event."""
    return _move(by, document, "return", Verb.RETURNED, reason)


@transaction.atomic
def accept(*, by: User, document: Document) -> Event:
    """Accept a submitted plan. Effects: state, event."""
    return _move(by, document, "accept", Verb.ACCEPTED)


@transaction.atomic
def reopen(*, by: User, document: Document, reason: str) -> Event:
    """Open an accepted plan for changes again. Effects: state, event."""
    return _move(by, document, "reopen", Verb.REOPENED, reason)


@transaction.atomic
def revise(*, by: User, document: Document, reason: str) -> Event:
    """Open a new revision of a withdrawn plan. Effects: state, event."""
    return _move(by, document, "revise", Verb.REOPENED, reason)


@transaction.atomic
def mark_published(*, version: Version) -> None:
    """Make the codes of a Version that is being published last for ever. Effects: `published_on` of its rows."""
    for key, model in LASTING.items():
        ids = [row["id"] for row in version.content["parts"].get(key, [])]
        model._default_manager.filter(pk__in=ids, published_on=None).update(published_on=timezone.localdate())


def _judge(by: User, document: Document, key: str) -> tuple[Document, Transition]:
    """Lock, permission, policy. Returns the locked document and the move."""
    document = lock_document(document)
    check_can_move(by, document, next(move for move in TRANSITIONS if move.key == key))
    return document, find_transition(TRANSITIONS, key, document)


def _move(by: User, document: Document, key: str, verb: Verb, reason: str = "") -> Any:
    document, move = _judge(by, document, key)
    if move.needs_reason and not reason.strip():
        raise InvalidInput(_("Give the reason."))
    data = {"reason": reason.strip()} if move.needs_reason else {}
    return set_state(by=by, document=document, state=move.target, verb=verb, data=data)
