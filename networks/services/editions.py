"""Editions and thematic networks: their look is data."""

from typing import Any

from django.db import transaction

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from networks.models import Edition, ThematicNetwork
from networks.permissions import check_can_manage_programme


@transaction.atomic
def save_edition(*, by: User, edition: Edition | None, values: dict[str, Any]) -> Edition:
    """Add an edition or change one. Making one current ends that of the former. Effects: rows, an event."""
    check_can_manage_programme(by)
    saved = edition or Edition()
    if values.get("is_current"):
        Edition.objects.filter(is_current=True).exclude(pk=saved.pk).update(is_current=False)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save()
    verb = Verb.CHANGED if edition else Verb.CREATED
    record(by=by, verb=verb, target_kind="edition", target_id=saved.pk, target_label=saved.name)
    return saved


@transaction.atomic
def save_network(
    *, by: User, edition: Edition, network: ThematicNetwork | None, values: dict[str, Any]
) -> ThematicNetwork:
    """Add a network to an edition or change one. Effects: a row, an event."""
    check_can_manage_programme(by)
    saved = network or ThematicNetwork(edition=edition)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save()
    verb = Verb.CHANGED if network else Verb.CREATED
    record(by=by, verb=verb, target_kind="network", target_id=saved.pk, target_label=saved.name)
    return saved
