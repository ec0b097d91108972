"""Who may do what with an improvement plan and its recommendations."""

from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import NotAllowed
from documents.models import Document
from networks.enums import SpecialistKind
from networks.queries import networks_of_specialist


def check_can_edit_document(user: Any, document: Document) -> None:
    """Only the World Bank editors of the network write its Improvement Plan."""
    networks = networks_of_specialist(user, SpecialistKind.PU_EDITOR)
    if not networks.filter(improvement_plan__document=document).exists():
        raise NotAllowed(_("Only the editors of this network's Improvement Plan may change it."))
