"""Asking for PDFs."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from documents.models import Version
from publishing.enums import RenderingState
from publishing.models import Rendering
from publishing.queries import is_lost, stuck_renderings
from publishing.rendering.page import rendering_key
from publishing.tasks import render

URGENT, LATER = "interactive", "batch"


@transaction.atomic
def request_rendering(*, version: Version, language: str = "pl", urgent: bool = True) -> Rendering:
    """The PDF of a Version, or the way to it. Effects: a Rendering and, after commit, work in the queue.

    One key is rendered once, also when two people ask at the same moment; a failed rendering is tried again.
    `urgent` says that somebody waits: what was queued for later is then queued before the batch as well (the task runs
    once all the same). The caller has checked the right to read the Version.
    """
    key = rendering_key(version, language)
    rendering, is_new = Rendering.objects.get_or_create(
        key=key,
        defaults={"version": version, "language": language, "state": RenderingState.QUEUED, "is_urgent": urgent},
    )
    if is_new or (urgent and _hurry(rendering)) or _try_again(rendering):
        _queue(rendering.pk, URGENT if urgent else LATER)
    return rendering


def _hurry(rendering: Rendering) -> bool:
    """Move what waits in the batch to those for whom somebody waits; False when it is there already, or under way."""
    waiting = Rendering.objects.filter(pk=rendering.pk, state=RenderingState.QUEUED, is_urgent=False)
    return bool(waiting.update(is_urgent=True))


def _try_again(rendering: Rendering) -> bool:
    """Put a rendering that failed, or whose file was lost, back into the queue; False for any other."""
    if rendering.state != RenderingState.FAILED and not is_lost(rendering):
        return False
    changed = Rendering.objects.filter(pk=rendering.pk, state=rendering.state).update(
        state=RenderingState.QUEUED, attempts=0, page=0, pages=None, reason=""
    )
    if changed:
        rendering.refresh_from_db()
    return bool(changed)


@transaction.atomic
def requeue_stuck_renderings() -> int:
    """Queue again what a killed worker or a lost message left behind. Returns how many. Called by the clock."""
    stuck = stuck_renderings().select_for_update(of=("self",), no_key=True, skip_locked=True)
    keys = list(stuck.values_list("pk", flat=True))
    Rendering.objects.filter(pk__in=keys).update(state=RenderingState.QUEUED, updated_at=timezone.now())
    for key in keys:
        _queue(key, LATER)
    return len(keys)


def _queue(rendering_id: UUID, queue: str) -> None:
    """Send the work after commit. Without a broker the rendering stays queued, and the clock sends it later."""
    transaction.on_commit(lambda: render.apply_async((str(rendering_id),), queue=queue), robust=True)
