"""Writes of the programme's data, one file per noun."""

from networks.services.contacts import add_contact, remove_contact, update_contact
from networks.services.editions import save_edition, save_network
from networks.services.importing import import_participations
from networks.services.meetings import add_material, delete_meeting, remove_material, save_meeting
from networks.services.milestones import remove_milestone, save_milestone
from networks.services.participations import add_participation, update_participation
from networks.services.specialists import end_specialism, give_specialism
from networks.services.teams import end_seat, give_seat, hand_over_seat

__all__ = [
    "add_contact",
    "add_material",
    "add_participation",
    "delete_meeting",
    "end_seat",
    "end_specialism",
    "give_seat",
    "give_specialism",
    "hand_over_seat",
    "import_participations",
    "remove_contact",
    "remove_material",
    "remove_milestone",
    "save_edition",
    "save_meeting",
    "save_milestone",
    "save_network",
    "update_contact",
    "update_participation",
]
