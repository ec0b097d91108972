"""Making PDFs. A task takes an id, may run twice, and leaves ready or failed where the person sees it."""

import logging
import time
from importlib import import_module
from types import ModuleType
from uuid import UUID

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from publishing.enums import RenderingState
from publishing.exceptions import CannotRender
from publishing.models import Rendering
from publishing.queries import STUCK_AFTER
from publishing.rendering.limits import check_content, check_html
from publishing.rendering.page import document_html

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: Seconds between two notes of progress; pages come faster than anybody looks.
NOTE_EVERY = 0.5


@shared_task(bind=True)
def render(task: Task, rendering_id: str) -> None:
    """Make the file of one Rendering. Effects: its state, its file.

    A second run while the first one works, or after it, does nothing.
    """
    was_lost = bool((task.request.delivery_info or {}).get("redelivered"))
    rendering = _claim(UUID(rendering_id), was_lost)
    if rendering is None:
        return
    with override(rendering.language):
        try:
            _make(rendering)
        except CannotRender as error:
            _fail(rendering, str(error))
        except SoftTimeLimitExceeded:
            _fail(rendering, _("Making the PDF took too long. Shorten the document or split the longest texts."))
        except Exception:
            logger.exception("rendering %s failed", rendering.pk)
            _fail(rendering, _("The PDF could not be made because of a fault of the portal. It has been recorded."))


@transaction.atomic
def _claim(rendering_id: UUID, was_lost: bool) -> Rendering | None:
    """Take the rendering for this worker; None when it is ready, failed or in another worker's hands."""
    rendering = (
        Rendering.objects.select_for_update(of=("self",), no_key=True)
        .select_related("version__document")
        .filter(pk=rendering_id)
        .first()
    )
    if rendering is None or rendering.state in (RenderingState.READY, RenderingState.FAILED):
        return None
    now = timezone.now()
    started = rendering.started_at
    is_running = rendering.state == RenderingState.RENDERING and started is not None and started > now - STUCK_AFTER
    if is_running and not was_lost:
        return None
    if rendering.attempts >= MAX_ATTEMPTS:
        with override(rendering.language):
            _fail(rendering, _("The PDF could not be made: the work was interrupted several times."))
        return None
    rendering.state, rendering.started_at = RenderingState.RENDERING, now
    rendering.page, rendering.pages, rendering.reason = 0, None, ""
    rendering.attempts += 1
    rendering.save()
    return rendering


def _make(rendering: Rendering) -> None:
    started = time.monotonic()
    engine = _load_engine()
    check_content(rendering.version.content)
    html = document_html(rendering.version, rendering.language)
    check_html(html)
    pdf = engine.make_pdf(html, identifier=rendering.key, report=_Notes(rendering))
    name = f"pdf/{rendering.key}.pdf"
    default_storage.delete(name)
    rendering.file.save(f"{rendering.key}.pdf", ContentFile(pdf.body), save=False)
    rendering.size = len(pdf.body)
    rendering.page = rendering.pages = pdf.pages
    rendering.state, rendering.ready_at = RenderingState.READY, timezone.now()
    rendering.seconds = round(time.monotonic() - started, 3)
    rendering.save()


def _load_engine() -> ModuleType:
    """The engine, loaded here and not at the top: it brings Pango and 40 MB that only this worker needs."""
    try:
        return import_module("publishing.rendering.engine")
    except OSError as error:
        logger.error("WeasyPrint cannot start: %s", error)
        raise CannotRender(
            _("This server cannot make PDFs: the Pango library is missing. Tell its operator.")
        ) from error


def _fail(rendering: Rendering, reason: str) -> None:
    rendering.state, rendering.reason = RenderingState.FAILED, reason[:300]
    rendering.save(update_fields=["state", "reason", "updated_at"])


class _Notes:
    """Writes page n of m into the rendering, at most twice a second."""

    def __init__(self, rendering: Rendering) -> None:
        self.rendering, self.noted_at = rendering, 0.0

    def __call__(self, page: int, pages: int) -> None:
        now = time.monotonic()
        if now - self.noted_at >= NOTE_EVERY or page == pages:
            self.noted_at = now
            Rendering.objects.filter(pk=self.rendering.pk).update(page=page, pages=pages)
