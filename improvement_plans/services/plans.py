"""A plan begins, and its codes last once published. Its course is the engine's (`documents.services`)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import WrongState
from documents.models import Document, Version
from documents.parts import document_kind
from documents.services import create_document
from documents.services.changes import touch
from documents.services.rows import show as show_row
from improvement_plans.models import ImprovementPlan
from improvement_plans.permissions import check_can_coordinate
from improvement_plans.policies import LASTING
from improvement_plans.services.tracking import ask_addressees
from networks.models import ThematicNetwork


@transaction.atomic
def create_plan(*, by: User, network: ThematicNetwork, is_sample: bool = False) -> ImprovementPlan:
    """Begin the network's plan. Effects: an empty draft at the network's address, an event. One plan per network."""
    network = ThematicNetwork.objects.select_for_update(of=("self",), no_key=True).get(pk=network.pk)
    check_can_coordinate(by)
    if ImprovementPlan.objects.filter(network=network).exists():
        raise WrongState(_("This network already has its Improvement Plan."))
    title = f"Plan Ulepszeń: {network.name}"
    document = create_document(by=by, kind="pu", slug=network.slug, title=title, template={}, is_sample=is_sample)
    return ImprovementPlan.objects.create(network=network, document=document)


@transaction.atomic
def mark_published(*, by: User, document: Document, version: Version) -> None:
    """Make the codes of a Version that is being published last for ever. The caller has locked the document.

    Effects: `published_on` of its rows; those that were deleted in the draft since come back, as what is public lasts;
    the addressees of its recommendations are asked.
    """
    for key, model in LASTING.items():
        ids = [row["id"] for row in version.content["parts"].get(key, [])]
        for row in model._default_manager.filter(pk__in=ids, document=document).exclude(deleted_at=None):
            row.document = document
            kind = document_kind(document.kind).part_kind(key)
            show_row(by, document, row, kind)
            touch(document, kind, row)
        model._default_manager.filter(pk__in=ids, published_on=None).update(published_on=timezone.localdate())
    ask_addressees(version=version)
