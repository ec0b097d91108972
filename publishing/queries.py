"""Reads of renderings."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from documents.models import Version
from documents.parts import all_document_kinds
from documents.queries import documents_visible_to
from publishing.enums import RenderingState, RenderingVariant
from publishing.models import Bundle, Job, Printout, Rendering

URGENT, LATER = "interactive", "batch"
#: A worker is killed at 150 s, so a rendering that has run longer has lost its worker.
STUCK_AFTER = timedelta(seconds=200)
#: A queued rendering whose message may have been lost with the broker.
FORGOTTEN_AFTER = timedelta(minutes=10)
#: A queued rendering that the broker did not take.
UNSENT_AFTER = timedelta(seconds=30)
#: How long files stay that nobody needs any more.
KEPT_FOR = timedelta(days=30)
#: Finished bundles of one name that are looked through and kept: the newest ones.
BUNDLES_KEPT = 3
#: How long a person may fetch a printout.
PRINTOUT_KEPT_FOR = timedelta(days=1)

AnyJob = TypeVar("AnyJob", bound=Job)


def versions_visible_to(user: Any) -> QuerySet[Version]:
    """Versions of the documents that the user may open on the workbench; none for the public."""
    if not user.is_authenticated:
        return Version.objects.none()
    allowed = Q()
    for kind in all_document_kinds():
        allowed |= Q(document__in=documents_visible_to(kind, user).values("pk"))
    return Version.objects.filter(allowed).select_related("document")


def version_visible_to(user: Any, version_id: UUID) -> QuerySet[Version]:
    """The one version, or none."""
    return versions_visible_to(user).filter(pk=version_id)


def rendering_for(
    version: Version, language: str = "pl", variant: str = RenderingVariant.STANDARD, *, key: str = ""
) -> Rendering | None:
    """The newest finished rendering of a Version in a language and variant, else the newest one; None without any.

    After the templates have changed, the old file is served until the new one is ready. `key` asks for exactly the
    present one: what the variant with remarks says changes under its Version.
    """
    unfinished = Case(When(state=RenderingState.READY, then=0), default=1)
    found = version.renderings.filter(language=language, variant=variant)
    if key:
        found = found.filter(key=key)
    return found.order_by(unfinished, "-created_at").first()


def failure_of(version: Version, language: str = "pl", variant: str = RenderingVariant.STANDARD) -> str:
    """Why the newest attempt at this PDF failed, in the PDF's language; empty when it did not."""
    newest = version.renderings.filter(language=language, variant=variant).order_by("-created_at").first()
    return newest.reason if newest and newest.state == RenderingState.FAILED else ""


def is_lost(rendering: Rendering) -> bool:
    """Whether a finished rendering has no file any more: PDFs need no backup, so a restored portal has none."""
    return rendering.state == RenderingState.READY and not default_storage.exists(str(rendering.file.name))


def shared_with(print_key: str) -> Rendering | None:
    """A finished rendering of exactly the same page, whose file is there."""
    twin = Rendering.objects.filter(print_key=print_key, state=RenderingState.READY).first()
    return twin if twin and not is_lost(twin) else None


def can_cancel(user: Any, rendering: Rendering | None) -> bool:
    """Whether this person, and nobody else, waits for the PDF. One query at most."""
    if rendering is None or rendering.is_wanted or not rendering.is_under_way or not user.is_authenticated:
        return False
    return set(rendering.asked_by.values_list("pk", flat=True)) == {user.pk}


def members_of(bundle: Bundle) -> list[Rendering | None]:
    """The renderings of a bundle's entries in their order; None for one that nobody has asked for. One query."""
    keys = [entry["key"] for entry in bundle.manifest["entries"]]
    found = {
        one.key: one
        for one in Rendering.objects.filter(key__in=keys).select_related("version").defer("version__content")
    }
    return [found.get(key) for key in keys]


def members_done(bundle: Bundle) -> int:
    """How many of a bundle's PDFs are finished."""
    keys = [entry["key"] for entry in bundle.manifest["entries"]]
    return Rendering.objects.filter(key__in=keys, state=RenderingState.READY).count()


def newest_bundle(name: str, language: str = "pl") -> Bundle | None:
    """The bundle that was asked for last, finished or not."""
    return Bundle.objects.filter(name=name, language=language).first()


def finished_bundle(name: str, allowed: Collection[UUID], language: str = "pl") -> Bundle | None:
    """The newest finished bundle in which only `allowed` Versions stand: one with a withdrawn document is not shown."""
    finished = Bundle.objects.filter(name=name, language=language, state=RenderingState.READY)
    for bundle in finished.order_by("-ready_at")[:BUNDLES_KEPT]:
        if versions_in(bundle) <= set(allowed):
            return bundle
    return None


def versions_in(bundle: Bundle) -> set[UUID]:
    return {UUID(entry["version"]) for entry in bundle.manifest["entries"]}


def printouts_of(user: Any) -> QuerySet[Printout]:
    """What the person asked to be printed within the last day."""
    return Printout.objects.filter(by=user.pk, created_at__gte=timezone.now() - PRINTOUT_KEPT_FOR)


def queue_of(job: Job) -> str:
    return URGENT if job.is_urgent else LATER


def stuck(jobs: QuerySet[AnyJob]) -> QuerySet[AnyJob]:
    """Jobs whose worker is gone, those that the broker did not take, and queued ones that nobody took for long."""
    now = timezone.now()
    lost = Q(state=RenderingState.RENDERING, started_at__lt=now - STUCK_AFTER)
    unsent = Q(state=RenderingState.QUEUED, sent_at=None, updated_at__lt=now - UNSENT_AFTER)
    forgotten = Q(state=RenderingState.QUEUED, sent_at__lt=now - FORGOTTEN_AFTER)
    return jobs.filter(lost | unsent | forgotten)


def unneeded(kept: QuerySet[Version], templates: set[str]) -> QuerySet[Rendering]:
    """Renderings that pruning drops: finished or given up long ago, and not the one that is served.

    What is served is the newest finished one of each Version, language and variant. It stays for Versions in `kept`
    (the published ones) and for the newest Version of each document; for any other Version it stays as long as its
    template is one of `templates` (those in force lately).
    """
    old = Rendering.objects.filter(updated_at__lt=timezone.now() - KEPT_FOR)
    old = old.exclude(state__in=[RenderingState.QUEUED, RenderingState.RENDERING])
    newer = Rendering.objects.filter(
        version=OuterRef("version"),
        language=OuterRef("language"),
        variant=OuterRef("variant"),
        state=RenderingState.READY,
        created_at__gt=OuterRef("created_at"),
    )
    newer_version = Version.objects.filter(
        document=OuterRef("version__document"), number__gt=OuterRef("version__number")
    )
    is_served = Q(~Exists(newer), state=RenderingState.READY)
    is_needed = Q(version__in=kept) | Q(~Exists(newer_version)) | Q(template__in=templates)
    return old.exclude(is_served & is_needed)


def recent_templates() -> set[str]:
    """Hashes of the templates of what was rendered lately."""
    lately = Rendering.objects.filter(created_at__gte=timezone.now() - KEPT_FOR)
    return set(lately.order_by().values_list("template", flat=True).distinct())
