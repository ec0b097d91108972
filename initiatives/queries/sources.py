"""Plans that a new plan may begin from: the city's own of other editions, and the published ones of other cities."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from core.models import PolishOrder
from documents.models import Document
from documents.queries import in_public, public_content, snapshot
from initiatives.models import Annex
from initiatives.queries.initiatives import documents_visible_to


@dataclass(frozen=True)
class PlanSource:
    """`is_own`: the same city's, so that all its words and annexes may be taken."""

    document: Document
    is_own: bool

    @property
    def city(self) -> Any:
        return self.document.initiative.participation.city

    @property
    def network(self) -> Any:
        return self.document.initiative.participation.network

    @property
    def edition(self) -> Any:
        return self.document.initiative.participation.edition


def plans_to_start_from(user: Any, document: Document) -> list[PlanSource]:
    """Own plans first, then the published ones of the same network, then the others, by city. One query."""
    here = document.initiative.participation
    found = _sources(user, document).order_by(PolishOrder("initiative__participation__city__name"))
    sources = [PlanSource(one, one.initiative.participation.city_id == here.city_id) for one in found]
    return sorted(sources, key=lambda one: (not one.is_own, one.network != here.network))


def plan_to_start_from(user: Any, document: Document, slug: str) -> PlanSource | None:
    """One of `plans_to_start_from` by its address, or None."""
    found = _sources(user, document).filter(slug=slug).first()
    if found is None:
        return None
    here = document.initiative.participation
    return PlanSource(found, found.initiative.participation.city_id == here.city_id)


def content_of(source: PlanSource) -> dict[str, Any]:
    """What is taken from: the published Version; for an own plan that is not published, what it says now."""
    version = source.document.public_version
    if version is not None:
        return version.content if source.is_own else public_content(version.content)
    content = snapshot(source.document)
    return content if source.is_own else public_content(content)


def files_of(source: PlanSource, content: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """The stored files of an own plan's annexes by (row id, field); those replaced since are left out."""
    if not source.is_own:
        return {}
    named = {row["id"]: row["values"].get("file") for row in content["parts"].get("annex", [])}
    annexes = Annex.objects.filter(document=source.document, pk__in=list(named))
    return {(str(one.pk), "file"): one.file for one in annexes if one.file.name == named[str(one.pk)]}


def _sources(user: Any, document: Document) -> QuerySet[Document]:
    city = document.initiative.participation.city_id
    own = Q(initiative__participation__city=city) & (
        in_public() | Q(pk__in=documents_visible_to(user).order_by().values("pk"))
    )
    return (
        Document.objects.filter(Q(kind="mid"), own | in_public())
        .exclude(pk=document.pk)
        .select_related(
            "initiative__participation__city",
            "initiative__participation__network",
            "initiative__participation__edition",
        )
    )
