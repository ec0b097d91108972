"""Lead contacts of networks and participations."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from core.exceptions import InvalidInput
from networks.models import LeadContact, Participation, ThematicNetwork
from networks.permissions import check_can_manage_programme


@transaction.atomic
def add_contact(
    *, by: User, network: ThematicNetwork, participation: Participation | None, values: dict[str, Any]
) -> LeadContact:
    """Add a contact of a network, or of a city in it. Effects: a row, an event.

    `values`: name, unit, email, phone, is_public.
    """
    check_can_manage_programme(by)
    if participation is not None and participation.network_id != network.pk:
        raise InvalidInput(_("This city is not in this network."))
    contact = LeadContact.objects.create(network=network, participation=participation, **values)
    _record(by, Verb.ADDED, contact)
    return contact


@transaction.atomic
def update_contact(*, by: User, contact: LeadContact, values: dict[str, Any]) -> LeadContact:
    """Change a contact. Effects: a row, an event."""
    check_can_manage_programme(by)
    locked = LeadContact.objects.select_for_update(of=("self",), no_key=True).get(pk=contact.pk)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save()
    _record(by, Verb.CHANGED, locked)
    return locked


@transaction.atomic
def remove_contact(*, by: User, contact: LeadContact) -> None:
    """Delete a contact: personal data are not kept longer than needed. Effects: a row gone, a nameless event."""
    check_can_manage_programme(by)
    _record(by, Verb.DELETED, contact)
    contact.delete()


def _record(by: User, verb: Verb, contact: LeadContact) -> None:
    record(
        by=by,
        verb=verb,
        target_kind="contact",
        target_id=contact.pk,
        target_label=str(contact.network),
        data={"participation": contact.participation_id},
    )
