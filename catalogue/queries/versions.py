"""The Versions that were public, their addresses and their PDFs, and what coordinators see of publishing."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from catalogue.models import Publication, PublishedVersion, Schedule
from catalogue.queries.publications import url_name
from documents.enums import State
from documents.models import Document, Version
from documents.queries import latest_version
from publishing.enums import RenderingState, RenderingVariant
from publishing.models import Rendering
from reviews.queries import accepted_round


def accepted_version(document: Document) -> Version | None:
    """The Version that the reviewers accepted last: what may be published, whatever was written or frozen since.

    A document that is being written or reviewed has none yet: then its newest Version.
    """
    accepted = accepted_round(document)
    return accepted.version if accepted else latest_version(document)


def version_path(kind: str, slug: str, number: int) -> str:
    """The permanent address of one published Version: the Polish one."""
    with translation.override("pl"):
        return reverse(f"{url_name(kind)}_published", args=[slug, number])


def publishing_path(kind: str, slug: str) -> str:
    """The coordinator's page of publishing a document: the Polish one."""
    with translation.override("pl"):
        return reverse("publication", args=[kind, slug])


def workbench_path(kind: str, slug: str) -> str:
    """Where a document is written: the Polish address."""
    with translation.override("pl"):
        return reverse(f"{url_name(kind)}_workbench", args=[slug])


def versions_of(publication: Publication) -> QuerySet[PublishedVersion]:
    """All Versions that were public, withdrawn ones included, the newest first, without their text."""
    return publication.versions.select_related("version").defer("version__content")


def schedules() -> QuerySet[Schedule]:
    """All planned publications, the nearest first."""
    return Schedule.objects.select_related("document", "version", "by").defer("version__content").order_by("at", "id")


def failed_renderings() -> list[Rendering]:
    """The newest attempts at the PDFs of published Versions, where they failed. One query."""
    in_public = Publication.objects.filter(withdrawn_at=None).values("version")
    newest = (
        Rendering.objects.filter(version__in=in_public, variant=RenderingVariant.STANDARD)
        .select_related("version__document")
        .defer("version__content")
        .order_by("version_id", "language", "-created_at")
        .distinct("version_id", "language")
    )
    return [rendering for rendering in newest if rendering.state == RenderingState.FAILED]


def publishing_overview() -> dict[str, Any]:
    """For coordinators: documents that wait to be published, are public, or withdrawn. Three queries."""
    documents = Document.objects.select_related("publication__version").defer("publication__version__content")
    planned = Schedule.objects.values("document")
    shown = Publication.objects.select_related("document", "version").defer("version__content")
    return {
        "waiting": documents.filter(state=State.ACCEPTED).exclude(pk__in=planned).order_by("state_since", "pk"),
        "public": shown.filter(withdrawn_at=None).order_by("-published_at", "-id"),
        "withdrawn": shown.exclude(withdrawn_at=None).order_by("-withdrawn_at", "-id"),
    }
