"""Who may do what with an initiative. Each `check_can_x` raises NotAllowed with a readable sentence."""

from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import NotAllowed
from documents.models import Document
from networks.queries import participations_of_member


def check_can_edit_document(user: Any, document: Document) -> None:
    """Only the two people of the city's team write its plan."""
    if not participations_of_member(user).filter(initiative__document=document).exists():
        raise NotAllowed(_("Only the city's team may change this plan."))


def can_edit_document(user: Any, document: Document) -> bool:
    try:
        check_can_edit_document(user, document)
    except NotAllowed:
        return False
    return True
