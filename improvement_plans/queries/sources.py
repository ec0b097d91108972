"""What an editor may take evidence of a barrier from: frozen Versions of MIDs that they may read, and meetings."""

from typing import Any

from django.db.models import F, QuerySet

from documents.models import Version
from documents.queries import public_content
from improvement_plans.models import Barrier
from initiatives.queries import documents_visible_to as mids_visible_to
from networks.models import Meeting
from networks.queries import meetings_visible_to


def versions_for_evidence(reader: Any, barrier: Barrier) -> QuerySet[Version]:
    """Versions of the network's MIDs without their content, by city, the newest first: those in public now, and all of
    MIDs that the reader may open.
    """
    of_network = Version.objects.filter(
        document__initiative__participation__network__improvement_plan__document=barrier.document_id
    )
    public = of_network.filter(pk=F("document__public_version"))
    opened = of_network.filter(document__in=mids_visible_to(reader).values("pk"))
    around = "document__initiative__participation__city"
    return (public | opened).select_related(around).defer("content").order_by(f"{around}__name", "-number")


def content_for_evidence(reader: Any, version: Version) -> dict[str, Any]:
    """What the reader may read of a Version from `versions_for_evidence`: all of a MID that they may open, and without
    internal fields of any other.
    """
    opens = mids_visible_to(reader).filter(pk=version.document_id).exists()
    return version.content if opens else public_content(version.content)


def meetings_for_evidence(reader: Any, barrier: Barrier) -> QuerySet[Meeting]:
    """Meetings of the network that the reader may see, the newest first."""
    return meetings_visible_to(reader).filter(networks__improvement_plan__document=barrier.document_id)
