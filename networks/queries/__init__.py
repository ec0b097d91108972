"""Reads of networks: who belongs where, the coordinator's lists, meetings."""

from networks.queries.belonging import (
    coordinators,
    experts_of,
    facts_of,
    networks_of_specialist,
    participations_of_member,
    team_of,
)
from networks.queries.meetings import (
    can_see_link,
    materials_visible_to,
    meetings_attended_by,
    meetings_changed_by,
    meetings_visible_to,
)
from networks.queries.programme import (
    cities_outside,
    contacts_visible_to,
    editions_managed_by,
    milestones_managed_by,
    networks_managed_by,
    participations_managed_by,
    seats_managed_by,
    specialists_managed_by,
    templates_of,
)

__all__ = [
    "can_see_link",
    "cities_outside",
    "contacts_visible_to",
    "coordinators",
    "editions_managed_by",
    "experts_of",
    "facts_of",
    "materials_visible_to",
    "meetings_attended_by",
    "meetings_changed_by",
    "meetings_visible_to",
    "milestones_managed_by",
    "networks_managed_by",
    "networks_of_specialist",
    "participations_managed_by",
    "participations_of_member",
    "seats_managed_by",
    "specialists_managed_by",
    "team_of",
    "templates_of",
]
