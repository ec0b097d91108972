"""Asking for PDFs, and thinking better of it."""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from celery import Task
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import NotAllowed, WrongState
from documents.models import Version
from publishing.enums import RenderingState, RenderingVariant
from publishing.models import Bundle, Printout, Rendering
from publishing.queries import (
    BUNDLES_KEPT,
    LATER,
    PRINTOUT_KEPT_FOR,
    URGENT,
    AnyJob,
    is_lost,
    queue_of,
    recent_templates,
    stuck,
    unneeded,
    versions_in,
)
from publishing.rendering.bundle import bundle_key
from publishing.rendering.page import rendering_key, template_hash
from publishing.rendering.sameness import print_key
from publishing.tasks import make_bundle, print_out, render
from publishing.tasks.jobs import send

#: What a job begins with when it is tried once more.
AGAIN: dict[str, Any] = {
    "state": RenderingState.QUEUED,
    "attempts": 0,
    "page": 0,
    "pages": None,
    "reason": "",
    "sent_at": None,
    "started_at": None,
}


@transaction.atomic
def request_rendering(
    *, version: Version, language: str = "pl", variant: str = RenderingVariant.STANDARD, urgent: bool = True
) -> Rendering:
    """The PDF of a Version, or the way to it. Effects: a Rendering and, after commit, work in the queue.

    One key is rendered once, also when ten people ask at the same moment; a failed or cancelled rendering is tried
    again. `urgent` says that somebody waits: what was queued for later is then queued before the batch as well (the
    task runs once all the same). What is asked for here is wanted by the portal or the public: nobody can cancel it.
    The caller has checked the right to read the Version.
    """
    rendering, is_new = _find_or_make(version, language, variant, urgent=urgent, is_wanted=True)
    if not rendering.is_wanted:
        Rendering.objects.filter(pk=rendering.pk).update(is_wanted=True)
        rendering.is_wanted = True
    if is_new or (urgent and _hurry(rendering)) or _try_again(rendering):
        _queue(rendering, urgent=urgent)
    return rendering


@transaction.atomic
def ask_for_pdf(
    *, by: User, version: Version, language: str = "pl", variant: str = RenderingVariant.STANDARD
) -> Rendering:
    """As `request_rendering`, for one person, who may cancel it as long as nobody else waits for the same PDF."""
    rendering, is_new = _find_or_make(version, language, variant, urgent=True, is_wanted=False)
    is_again = not is_new and _try_again(rendering, is_wanted=False)
    rendering.asked_by.add(by)
    if is_new or is_again or _hurry(rendering):
        _queue(rendering, urgent=True)
    return rendering


@transaction.atomic
def cancel_rendering(*, by: User, rendering: Rendering) -> Rendering:
    """Stop a PDF in the making: a queued one is not begun, one under way ends at its next page.

    Raises WrongState when it is finished, NotAllowed when somebody else waits for it too.
    """
    rendering = Rendering.objects.select_for_update(of=("self",), no_key=True).get(pk=rendering.pk)
    if not rendering.is_under_way:
        raise WrongState(_("The PDF is not being made any more."))
    askers = set(rendering.asked_by.values_list("pk", flat=True))
    if by.pk not in askers:
        raise NotAllowed(_("Only the person who asked for the PDF may cancel it."))
    if rendering.is_wanted or askers != {by.pk}:
        raise NotAllowed(_("Somebody else waits for this PDF as well, so it is made all the same."))
    rendering.state = RenderingState.CANCELLED
    rendering.save(update_fields=["state", "updated_at"])
    rendering.asked_by.clear()
    return rendering


def without_rendering(versions: Iterable[Version], language: str = "pl") -> list[Version]:
    """Those of the Versions whose standard PDF nobody has asked for in the present templates. One query."""
    keys = {rendering_key(version, language): version for version in versions}
    known = set(Rendering.objects.filter(key__in=keys).values_list("key", flat=True))
    return [version for key, version in keys.items() if key not in known]


def _find_or_make(
    version: Version, language: str, variant: str, *, urgent: bool, is_wanted: bool
) -> tuple[Rendering, bool]:
    return Rendering.objects.get_or_create(
        key=rendering_key(version, language, variant),
        defaults={
            "version": version,
            "language": language,
            "variant": variant,
            "template": template_hash(),
            "is_urgent": urgent,
            "is_wanted": is_wanted,
        },
    )


def _hurry(rendering: Rendering) -> bool:
    """Move what waits in the batch to those for whom somebody waits; False when it is there already, or under way."""
    waiting = Rendering.objects.filter(pk=rendering.pk, state=RenderingState.QUEUED, is_urgent=False)
    return bool(waiting.update(is_urgent=True))


def _try_again(rendering: Rendering, **values: Any) -> bool:
    """Put a rendering that failed, was cancelled or lost its file back into the queue; False for any other."""
    given_up = (RenderingState.FAILED, RenderingState.CANCELLED)
    if rendering.state not in given_up and not is_lost(rendering):
        return False
    same = Rendering.objects.filter(pk=rendering.pk, state=rendering.state)
    changed = same.update(**AGAIN, updated_at=timezone.now(), **values)
    if changed:
        rendering.refresh_from_db()
    return bool(changed)


@transaction.atomic
def request_bundle(*, name: str, manifest: dict[str, Any], language: str = "pl") -> Bundle:
    """The bundle of a manifest (`publishing.rendering.bundle`), or the way to it. The caller has checked the rights.

    The manifest's entries have no `key` yet; it is found here. Effects: renderings of the members that are missing or
    lost, a Bundle, and after commit work in the queue, all of it for later. While nothing has changed, nothing is made
    again; a failed bundle is tried again, and so is one whose files are lost.
    """
    ids = [entry["version"] for entry in manifest["entries"]]
    versions = {str(one.pk): one for one in Version.objects.filter(pk__in=ids).defer("content")}
    members = [
        request_rendering(version=versions[entry["version"]], language=entry["language"], urgent=False)
        for entry in manifest["entries"]
    ]
    entries = [{**entry, "key": one.key} for entry, one in zip(manifest["entries"], members, strict=True)]
    manifest = {**manifest, "entries": entries}
    bundle, is_new = Bundle.objects.get_or_create(
        key=bundle_key(manifest, language), defaults={"name": name, "language": language, "manifest": manifest}
    )
    if is_new or _bundle_again(bundle):
        transaction.on_commit(lambda: send(bundle, make_bundle, LATER), robust=True)
    return bundle


def _bundle_again(bundle: Bundle) -> bool:
    """Put a bundle that failed or lost its files back into the queue; False for any other."""
    is_gone = bundle.state == RenderingState.READY and not all(
        default_storage.exists(str(one.name)) for one in (bundle.joined, bundle.archive)
    )
    if bundle.state != RenderingState.FAILED and not is_gone:
        return False
    same = Bundle.objects.filter(pk=bundle.pk, state=bundle.state)
    changed = same.update(**AGAIN, updated_at=timezone.now())
    if changed:
        bundle.refresh_from_db()
    return bool(changed)


@transaction.atomic
def requeue_stuck_renderings() -> int:
    """Queue again what a killed worker or a lost message left behind. Returns how many. Called by the clock."""
    return (
        _requeue(Rendering.objects.all(), render)
        + _requeue(Bundle.objects.all(), make_bundle)
        + _requeue(Printout.objects.all(), print_out)
    )


def _requeue(jobs: QuerySet[AnyJob], task: Task) -> int:
    left = list(stuck(jobs).select_for_update(of=("self",), no_key=True, skip_locked=True))
    now = timezone.now()
    jobs.filter(pk__in=[one.pk for one in left]).update(state=RenderingState.QUEUED, sent_at=now, updated_at=now)
    for one in left:
        transaction.on_commit(partial(send, one, task, queue_of(one)), robust=True)
    return len(left)


def prune_renderings(*, kept: QuerySet[Version]) -> int:
    """Drop renderings that nobody needs, and their files. Returns how many. Called by the clock through the catalogue.

    The rule is that of `publishing.queries.unneeded`; `kept` are the Versions that are in public.
    """
    names: set[str] = set()
    count = 0
    for rendering in unneeded(kept, recent_templates()).iterator():
        names.add(str(rendering.file.name or ""))
        rendering.delete()
        count += 1
    still_used = set(Rendering.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names - still_used - {""}:
        default_storage.delete(name)
    return count


def prune_bundles(*, allowed: Collection[UUID]) -> int:
    """Drop finished bundles with a Version that is not `allowed` (not in public any more), and all but the newest ones.

    Also drops what failed long ago. Effects: rows and files. Returns how many. Called by the clock.
    """
    seen: Counter[tuple[str, str]] = Counter()
    count = 0
    for bundle in Bundle.objects.exclude(state__in=[RenderingState.QUEUED, RenderingState.RENDERING]).iterator():
        place = (bundle.name, bundle.language)
        seen[place] += 1
        if versions_in(bundle) <= set(allowed) and seen[place] <= BUNDLES_KEPT:
            continue
        bundle.delete()
        for file in (bundle.joined, bundle.archive):
            if file.name:
                default_storage.delete(file.name)
        count += 1
    return count


@transaction.atomic
def ask_for_printout(*, by: User, html: str, name: str, title: str, back: str, language: str) -> Printout:
    """The PDF of a page for one person, or the way to it. The caller has checked what the person may read.

    Effects: a Printout and, after commit, work in the queue; for the same page asked for again the same Printout.
    `name` is that of the file, `back` the address where the page was asked for.
    """
    key = print_key(f"{language}\n{title}\n{html}")
    for old in Printout.objects.filter(by=by, key=key):
        if not _can_be_fetched(old):
            _drop(old)
    values = {"html": html, "name": name, "title": title[:200], "back": back, "language": language, "is_urgent": True}
    printout, is_new = Printout.objects.get_or_create(by=by, key=key, defaults=values)
    if is_new:
        transaction.on_commit(partial(send, printout, print_out, URGENT), robust=True)
    return printout


def prune_printouts() -> int:
    """Drop printouts that are a day old, and their files. Returns how many. Called by the clock."""
    count = 0
    for printout in Printout.objects.filter(created_at__lt=timezone.now() - PRINTOUT_KEPT_FOR).defer("html"):
        _drop(printout)
        count += 1
    return count


def _can_be_fetched(printout: Printout) -> bool:
    """Whether it is young enough and on its way, or finished with its file."""
    if printout.created_at < timezone.now() - PRINTOUT_KEPT_FOR / 2:
        return False
    is_there = printout.state == RenderingState.READY and default_storage.exists(str(printout.file.name))
    return printout.is_under_way or is_there


def _drop(printout: Printout) -> None:
    printout.delete()
    if printout.file.name:
        default_storage.delete(printout.file.name)


def _queue(rendering: Rendering, *, urgent: bool) -> None:
    """Send the work after commit. Without a broker the rendering stays queued, and the clock sends it later."""
    queue = URGENT if urgent else LATER
    transaction.on_commit(lambda: send(rendering, render, queue), robust=True)
