"""Reads of barriers that cities report: by the team that did, by the editors of its network's plan."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from documents.enums import AnchorState
from documents.models import Document
from documents.parts import document_kind
from improvement_plans.enums import FlagState
from improvement_plans.models import Barrier, BarrierFlag
from improvement_plans.queries.plans import plans_visible_to
from initiatives.queries import initiatives_visible_to
from networks.enums import SpecialistKind
from networks.models import Participation, ThematicNetwork
from networks.queries import networks_of_specialist

AROUND = "document__initiative__participation"
#: a report that nobody has decided about, or whose barrier was deleted since
WAITING = Q(state=FlagState.OPEN) | Q(barrier__deleted_at__isnull=False)


def flags_visible_to(user: Any) -> QuerySet[BarrierFlag]:
    """Reports of the MIDs that the user may open, and, for editors of a network's plan, what its cities show them now.

    What a city took back is its own again.
    """
    if not user.is_authenticated:
        return BarrierFlag.objects.none()
    editors = networks_of_specialist(user, SpecialistKind.PU_EDITOR)
    received = Q(**{f"{AROUND}__network__in": editors}) & ~Q(state=FlagState.WITHDRAWN)
    found = BarrierFlag.objects.filter(Q(document__initiative__in=initiatives_visible_to(user)) | received)
    return found.select_related(f"{AROUND}__city", f"{AROUND}__network", "barrier", "anchor").defer(
        "document__template"
    )


def flags_of(user: Any, document: Document) -> QuerySet[BarrierFlag]:
    """What a MID reports, the newest first, as far as the user may read it."""
    return flags_visible_to(user).filter(document=document)


def flags_of_network(user: Any, network: ThematicNetwork) -> QuerySet[BarrierFlag]:
    """What the cities of a network report, by section and city, as far as the user may read it."""
    found = flags_visible_to(user).filter(**{f"{AROUND}__network": network}).exclude(state=FlagState.WITHDRAWN)
    return found.order_by("section", f"{AROUND}__city__name", "created_at")


def networks_harvesting(user: Any) -> QuerySet[ThematicNetwork]:
    """Networks whose reports the user may read as those of a network: its plan's editors, its experts, coordinators."""
    if getattr(user, "is_coordinator", False):
        return ThematicNetwork.objects.all()
    own = Q(specialists__user=user.pk, specialists__until=None)
    return ThematicNetwork.objects.filter(own).distinct()


def participation_of(document: Document) -> Participation:
    """The city in its edition whose MID this is."""
    return Participation.objects.select_related("city", "network").get(initiative__document=document)


def barriers_of(network: ThematicNetwork) -> QuerySet[Barrier]:
    """The barriers of the network's plan as they stand in its draft."""
    return Barrier.objects.filter(document__improvement_plan__network=network, deleted_at=None).order_by("code")


def gone_flags(flags: Iterable[BarrierFlag]) -> set[UUID]:
    """Of the flags those whose words or row no longer stand in the draft. One query for each kind of rows in them."""
    gone, rows = set(), defaultdict(list)
    for flag in flags:
        if flag.anchor is not None and flag.anchor.state == AnchorState.GONE:
            gone.add(flag.pk)
        rows[flag.part_kind].append(flag)
    kinds = document_kind("mid").part_kinds
    for key, found in rows.items():
        ids = [flag.part_id for flag in found]
        live = set(kinds[key].model._default_manager.filter(pk__in=ids, deleted_at=None).values_list("pk", flat=True))
        gone |= {flag.pk for flag in found if flag.part_id not in live}
    return gone


def next_barrier_code(network: ThematicNetwork) -> str:
    """The first code that no barrier of the network's plan has had."""
    codes = Barrier.objects.filter(document__improvement_plan__network=network).values_list("code", flat=True)
    taken = [int(code[-2:]) for code in codes if code[-2:].isdigit()]
    return f"{network.code}-B{max(taken, default=0) + 1:02d}"


def waiting_flags(user: Any, network: ThematicNetwork) -> QuerySet[BarrierFlag]:
    """Of a network's reports those that the editors have still to decide about."""
    return flags_of_network(user, network).filter(WAITING)


def barriers_visible_to(user: Any) -> QuerySet[Barrier]:
    """Barriers of plans whose draft the user may read."""
    around = "document__improvement_plan__network"
    return Barrier.objects.filter(
        document__improvement_plan__in=plans_visible_to(user), deleted_at=None
    ).select_related(around)
