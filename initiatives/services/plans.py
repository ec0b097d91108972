"""Writes of initiatives: beginning a city's plan. Its course is the engine's (`documents.services`)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import WrongState
from documents.services import create_document
from initiatives.models import Initiative
from initiatives.permissions import check_can_create
from initiatives.services.templates import take_template
from networks.models import Participation


@transaction.atomic
def create_initiative(*, by: User, participation: Participation, is_sample: bool = False) -> Initiative:
    """Begin a city's plan, one per participation.

    Effects: an empty draft with the edition's template, which is closed with the first plan; an event.
    """
    participation = (
        Participation.objects.select_related("city", "edition")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=participation.pk)
    )
    check_can_create(by, participation)
    if Initiative.objects.filter(participation=participation).exists():
        raise WrongState(_("This city already has its plan in this edition."))
    document = create_document(
        by=by,
        kind="mid",
        slug=f"{participation.city.slug}-{participation.edition.slug}",
        title=f"MID: {participation.city.name}",
        template=take_template(participation.edition),
        is_sample=is_sample,
    )
    return Initiative.objects.create(participation=participation, document=document)
