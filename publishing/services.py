"""Asking for PDFs, and thinking better of it."""

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import NotAllowed, WrongState
from documents.models import Version
from publishing.enums import RenderingState, RenderingVariant
from publishing.models import Rendering
from publishing.queries import LATER, URGENT, is_lost, recent_templates, stuck, unneeded
from publishing.rendering.page import rendering_key, template_hash
from publishing.tasks import render
from publishing.tasks.jobs import send


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
    changed = same.update(
        state=RenderingState.QUEUED,
        attempts=0,
        page=0,
        pages=None,
        reason="",
        sent_at=None,
        started_at=None,
        updated_at=timezone.now(),
        **values,
    )
    if changed:
        rendering.refresh_from_db()
    return bool(changed)


@transaction.atomic
def requeue_stuck_renderings() -> int:
    """Queue again what a killed worker or a lost message left behind. Returns how many. Called by the clock."""
    left = stuck(Rendering.objects.all()).select_for_update(of=("self",), no_key=True, skip_locked=True)
    renderings = list(left)
    Rendering.objects.filter(pk__in=[one.pk for one in renderings]).update(
        state=RenderingState.QUEUED, sent_at=timezone.now(), updated_at=timezone.now()
    )
    for one in renderings:
        _queue(one, urgent=False)
    return len(renderings)


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


def _queue(rendering: Rendering, *, urgent: bool) -> None:
    """Send the work after commit. Without a broker the rendering stays queued, and the clock sends it later."""
    queue = URGENT if urgent else LATER
    transaction.on_commit(lambda: send(rendering, render, queue), robust=True)
