"""Editions' bundles: asked for by a coordinator or the clock, made again when a public document changed."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from catalogue.models import Publication, PublishedVersion
from catalogue.permissions import check_can_publish
from catalogue.queries.bundles import LANGUAGE, bundle_manifest, bundle_name, versions_in_public
from documents.models import Version
from networks.models import Edition
from publishing.enums import RenderingState
from publishing.models import Bundle
from publishing.queries import newest_bundle
from publishing.services import (
    prune_bundles,
    prune_renderings,
    request_bundle,
    request_rendering,
    without_rendering,
)

#: After a change the clock waits until nothing was published or withdrawn for so long: many at once are one change.
CALM = timedelta(minutes=5)
#: The clock tries a failed bundle again after this.
FAILED_REST = timedelta(hours=1)


def prepare_bundle(*, by: User, edition: Edition) -> Bundle | None:
    """Make the edition's bundle now, unless nothing has changed; None while nothing is public.

    Effects: those of `publishing.services.request_bundle`. Raises NotAllowed.
    """
    check_can_publish(by)
    return _request(edition)


def refresh_bundles() -> int:
    """Ask for the bundles of all editions whose public documents have changed. Returns how many are under way.

    Bundles with a withdrawn document are deleted first; nobody has been shown them since.
    """
    prune_bundles(allowed=versions_in_public())
    if _is_busy():
        return 0
    made = [_request(edition) for edition in Edition.objects.all() if not _rests(edition)]
    return sum(1 for bundle in made if bundle and bundle.is_under_way)


def refresh_pdfs() -> int:
    """Ask for the PDFs of public documents that nobody has asked for since the templates changed. Returns how many."""
    shown = Publication.objects.filter(withdrawn_at=None).select_related("version").defer("version__content")
    missing = without_rendering([one.version for one in shown], LANGUAGE)
    for version in missing:
        request_rendering(version=version, language=LANGUAGE, urgent=False)
    return len(missing)


def prune_files() -> int:
    """Drop PDFs and bundles that nobody needs, by the rules of `publishing`. Returns how many."""
    kept = Version.objects.filter(pk__in=PublishedVersion.objects.values("version"))
    return prune_bundles(allowed=versions_in_public()) + prune_renderings(kept=kept)


def _request(edition: Edition) -> Bundle | None:
    manifest = bundle_manifest(edition)
    if not manifest["entries"]:
        return None
    return request_bundle(name=bundle_name(edition), manifest=manifest, language=LANGUAGE)


def _is_busy() -> bool:
    return Publication.objects.filter(updated_at__gt=timezone.now() - CALM).exists()


def _rests(edition: Edition) -> bool:
    """Whether the last attempt failed a short while ago."""
    newest = newest_bundle(bundle_name(edition), LANGUAGE)
    return bool(newest and newest.state == RenderingState.FAILED and newest.updated_at > timezone.now() - FAILED_REST)
