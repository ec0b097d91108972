"""What a team takes from the public library into its MID."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from catalogue.models import PublishedPractice
from core.exceptions import WrongState
from documents.models import Document
from documents.parts import document_kind
from documents.queries import single
from documents.services import save_part


@transaction.atomic
def use_practice(*, by: User, document: Document, practice: PublishedPractice) -> None:
    """Add a practice's code to those that the MID names. One that is named already stays named once.

    Raises WrongState for a practice that is not public, and what saving a field raises (NotAllowed, WrongState).
    """
    if practice.publication.withdrawn_at:
        raise WrongState(_("This good practice is not public any more."))
    kind = document_kind("mid").part_kind("network_link")
    link = single(document, kind)
    codes = [*link.practices, *([] if practice.code in link.practices else [practice.code])]
    save_part(
        by=by,
        document=document,
        kind=kind,
        part_id=link.pk,
        base_version=link.version,
        new_values={"practices": codes},
    )
