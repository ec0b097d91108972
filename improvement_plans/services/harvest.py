"""The harvest: a city's team reports barriers from its MID, the editors of its network's plan say where they went."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record, settle
from core.exceptions import InvalidInput, WrongState
from documents.models import Anchor, Document
from documents.parts import PartKind, document_kind
from documents.queries import snapshot
from documents.queries.places import Place, find_place, lasting_label, places_with
from documents.services import add_part, lock_document
from documents.services.anchors import make_anchor
from improvement_plans.enums import EvidenceKind, FlagState
from improvement_plans.models import Barrier, BarrierEvidence, BarrierFlag, ImprovementPlan
from improvement_plans.permissions import check_can_flag, check_can_settle
from improvement_plans.policies import (
    MOST_FLAGS,
    FlagMove,
    check_barrier_takes,
    check_decline_reason,
    check_flaggable,
    check_note,
    find_flag_move,
)
from improvement_plans.queries import editors_of, participation_of
from improvement_plans.queries.evidence import words_of
from networks.models import ThematicNetwork
from networks.queries import team_of

#: characters of a field that are kept as its words when no passage was chosen
LONGEST_WORDS = 2000
WAITING_VERBS = (Verb.FLAGGED, Verb.FLAG_REOPENED)


@dataclass(frozen=True)
class NewBarrier:
    """A barrier to be begun in the plan: values of its columns as a form gives them."""

    values: dict[str, Any]


@transaction.atomic
def flag_barrier(
    *,
    by: User,
    document: Document,
    section: str,
    part_kind: str,
    part_id: UUID | str,
    field: str = "",
    note: str,
    quote: str = "",
    before: str = "",
    after: str = "",
    hint: int | None = None,
) -> BarrierFlag:
    """Report a row, a field or a passage (`quote`) of a MID's draft as a barrier beyond the city's power.

    The words there are shown to the editors of the network's plan from now on. Effects: a flag with its anchor, an
    event; the editors are told, where the network has any. Raises NotAllowed, InvalidInput (no such place or passage,
    no note), WrongState (the same is reported already).
    """
    document = lock_document(document)
    check_can_flag(by, document)
    check_flaggable(document)
    note = check_note(note)
    content = snapshot(document)
    place = find_place(content, section=section, part_kind=part_kind, part_id=str(part_id), field=field)
    if not place.part_kind:
        raise InvalidInput(_("Choose the row or the field that shows the barrier."))
    if quote.strip() and not place.field:
        place = _field_with(content, place, quote, before, after)
    kind = document_kind(document.kind).part_kind(place.part_kind)
    anchor = None
    if quote.strip():
        passage: dict[str, Any] = {"quote": quote, "before": before, "after": after, "hint": hint}
        anchor = make_anchor(document=document, kind=kind, part_id=UUID(place.part_id), field=place.field, **passage)
    words = anchor.quote if anchor else words_at_place(content, kind, place)
    made = _make_flag(by, document, content, place, words, note, anchor)
    network = participation_of(document).network
    if network is not None:
        notify(event=_record_for_editors(by, Verb.FLAGGED, made, network), users=editors_of(network),
               path=board_path(network), waits=True)  # fmt: skip
    else:
        _record(by, Verb.FLAGGED, made)
    return made


@transaction.atomic
def withdraw_flag(*, by: User, flag: BarrierFlag) -> BarrierFlag:
    """Take a report back: the editors read it no longer. Effects: its state, an event; the editors are asked no more.

    Raises NotAllowed, WrongState (decided meanwhile).
    """
    flag = _lock(flag)
    check_can_flag(by, flag.document)
    _move(by, flag, find_flag_move("withdraw", flag))
    _record(by, Verb.FLAG_WITHDRAWN, flag)
    return flag


@transaction.atomic
def merge_flags(
    *, by: User, network: ThematicNetwork, flags: Iterable[BarrierFlag], into: Barrier | NewBarrier
) -> Barrier:
    """Take reports of the network's cities into one barrier of its plan, which may be a new one.

    Effects: the flags' state, a piece of evidence for each, perhaps a barrier (with its Change and event); the cities'
    teams are told. Raises NotAllowed, InvalidInput (no flags, flags of another network, no plan), WrongState (decided
    or deleted meanwhile, a plan that cannot be changed now).
    """
    check_can_settle(by, network)
    locked = _lock_all(network, flags)
    moves = [find_flag_move("merge", one) for one in locked]
    plan = _lock_plan(network)
    barrier = _begin(by, plan, into) if isinstance(into, NewBarrier) else Barrier.objects.get(pk=into.pk)
    check_barrier_takes(barrier, plan)
    for one, move in zip(locked, moves, strict=True):
        BarrierEvidence.objects.filter(flag=one).delete()
        _move(by, one, move, barrier=barrier)
        _keep_evidence(by, barrier, one)
        _tell_team(by, Verb.FLAG_MERGED, one, label=str(barrier))
    return barrier


@transaction.atomic
def decline_flag(*, by: User, flag: BarrierFlag, reason: str) -> BarrierFlag:
    """Say no to a report, with a reason that its city reads. Effects: its state, an event; the team is told.

    Raises NotAllowed, InvalidInput (no reason), WrongState.
    """
    flag = _lock(flag)
    check_can_settle(by, participation_of(flag.document).network)
    move = find_flag_move("decline", flag)
    reason = check_decline_reason(reason)
    BarrierEvidence.objects.filter(flag=flag).delete()
    _move(by, flag, move, reason=reason)
    _tell_team(by, Verb.FLAG_DECLINED, flag, data={"reason": reason})
    return flag


@transaction.atomic
def reopen_flag(*, by: User, flag: BarrierFlag) -> BarrierFlag:
    """Let a decided report wait again. Effects: its state, its evidence goes, an event; the team is told.

    Raises NotAllowed, WrongState.
    """
    flag = _lock(flag)
    check_can_settle(by, participation_of(flag.document).network)
    move = find_flag_move("reopen", flag)
    BarrierEvidence.objects.filter(flag=flag).delete()
    _move(by, flag, move)
    _tell_team(by, Verb.FLAG_REOPENED, flag)
    return flag


def board_path(network: ThematicNetwork) -> str:
    """The stored address of the page on which a network's reports are settled."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("flag_board", args=[network.slug])


def flags_path(document: Document) -> str:
    """The stored address of the page on which a city sees where its reports went."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("flag_list", args=[document.slug])


def words_at_place(content: dict[str, Any], kind: PartKind, place: Place) -> str:
    """What is kept as the words of a row (its title) or of a field, when no passage was chosen."""
    values = next(row["values"] for row in content["parts"][kind.key] if row["id"] == place.part_id)
    return words_of(kind, place.field or kind.title_field, values)[:LONGEST_WORDS].rstrip()


def _make_flag(
    by: User, document: Document, content: dict[str, Any], place: Place, words: str, note: str, anchor: Anchor | None
) -> BarrierFlag:
    where: dict[str, Any] = {"part_id": UUID(place.part_id), "field": place.field, "quote": words}
    if BarrierFlag.objects.filter(document=document, state=FlagState.OPEN, **where).exists():
        raise WrongState(_("Your team has reported this already. The editors have not decided yet."))
    return BarrierFlag.objects.create(
        document=document,
        section=place.section,
        part_kind=place.part_kind,
        place_label=lasting_label(content, place),
        anchor=anchor,
        note=note,
        by=by,
        by_label=str(by),
        **where,
    )


def _field_with(content: dict[str, Any], place: Place, quote: str, before: str, after: str) -> Place:
    """The one field of a row in which the words stand. Raises InvalidInput."""
    found = places_with(content, place, quote, before, after)
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidInput(_("These words stand in several fields. Choose the field that you mean."))
    raise InvalidInput(_("These words do not stand here. Copy them from the text once more."))


def _lock(flag: BarrierFlag) -> BarrierFlag:
    """The flag, read again and locked; its document first."""
    document = lock_document(flag.document)
    locked = BarrierFlag.objects.select_for_update(of=("self",), no_key=True).select_related("barrier").get(pk=flag.pk)
    locked.document = document
    return locked


def _lock_all(network: ThematicNetwork, flags: Iterable[BarrierFlag]) -> list[BarrierFlag]:
    """Flags of the network's cities, locked in one order. Raises InvalidInput for none, too many, or others'."""
    wanted = sorted({flag.pk: flag for flag in flags}.values(), key=lambda flag: (str(flag.document_id), str(flag.pk)))
    if not wanted:
        raise InvalidInput(_("Choose at least one report."))
    if len(wanted) > MOST_FLAGS:
        raise InvalidInput(_("Choose at most %(most)d reports at once.") % {"most": MOST_FLAGS})
    locked = [_lock(flag) for flag in wanted]
    if any(participation_of(flag.document).network != network for flag in locked):
        raise InvalidInput(_("One of the reports comes from another network."))
    return locked


def _lock_plan(network: ThematicNetwork) -> Document:
    plan = ImprovementPlan.objects.filter(network=network).select_related("document").first()
    if plan is None:
        raise WrongState(_("This network has no Improvement Plan yet. A coordinator begins it."))
    return lock_document(plan.document)


def _begin(by: User, plan: Document, new: NewBarrier) -> Barrier:
    kind = document_kind("pu").part_kind("barrier")
    return add_part(by=by, document=plan, kind=kind, new_values=new.values)


def _move(by: User, flag: BarrierFlag, move: FlagMove, *, barrier: Barrier | None = None, reason: str = "") -> None:
    flag.state, flag.barrier, flag.reason = move.target, barrier, reason
    flag.decided_by, flag.decided_by_label, flag.decided_at = by, str(by), timezone.now()
    flag.save()
    settle(target=("barrier_flag", flag.pk), verbs=WAITING_VERBS)


def _keep_evidence(by: User, barrier: Barrier, flag: BarrierFlag) -> None:
    names = ("section", "part_kind", "part_id", "field", "place_label", "quote", "document_id")
    BarrierEvidence.objects.create(
        barrier=barrier,
        kind=EvidenceKind.FLAG,
        flag=flag,
        by=by,
        by_label=str(by),
        **{name: getattr(flag, name) for name in names},
    )


def _record_for_editors(by: User, verb: Verb, flag: BarrierFlag, network: ThematicNetwork) -> Event:
    """An event that the editors can be told of: about their plan, without a word that the city may take back."""
    plan = ImprovementPlan.objects.filter(network=network).first()
    city = participation_of(flag.document).city
    return _write(by, verb, flag, label=str(city), document_id=plan.document_id if plan else None)


def _record(by: User, verb: Verb, flag: BarrierFlag, label: str = "", data: dict[str, Any] | None = None) -> Event:
    """An event about the MID, for those who may open it."""
    return _write(by, verb, flag, label=label or flag.place_label, document_id=flag.document_id, data=data)


def _write(
    by: User, verb: Verb, flag: BarrierFlag, *, label: str, document_id: UUID | None, data: dict[str, Any] | None = None
) -> Event:
    return record(
        by=by,
        verb=verb,
        target_kind="barrier_flag",
        target_id=flag.pk,
        target_label=label,
        document_id=document_id,
        data=data,
    )


def _tell_team(by: User, verb: Verb, flag: BarrierFlag, label: str = "", data: dict[str, Any] | None = None) -> None:
    event = _record(by, verb, flag, label, data)
    notify(event=event, users=team_of(participation_of(flag.document)), path=flags_path(flag.document))
