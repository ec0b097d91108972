"""One Rendering: HTML, PDF, the check of its accessibility, the file."""

import logging
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any
from uuid import UUID

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import override

from publishing.exceptions import CannotRender
from publishing.models import Rendering
from publishing.queries import queue_of, shared_with
from publishing.rendering.limits import check_content, check_html
from publishing.rendering.memory import limited_memory
from publishing.rendering.page import document_html
from publishing.rendering.sameness import print_key
from publishing.tasks.jobs import TRANSIENT, Notes, Stopped, claim, fail, finish, try_later, was_redelivered

logger = logging.getLogger(__name__)


@shared_task(bind=True, name="publishing.tasks.render")
def render(task: Task, rendering_id: str) -> None:
    """Make the file of one Rendering. Effects: its state, its file.

    A second run while the first one works, or after it, does nothing. A passing fault is tried again with a pause.
    """
    waiting = Rendering.objects.select_related("version__document")
    rendering = claim(waiting, UUID(rendering_id), was_lost=was_redelivered(task))
    if rendering is None:
        return
    with override(rendering.language):
        try:
            _make(rendering)
        except Stopped:
            logger.info("rendering %s was cancelled or overtaken", rendering.pk)
        except CannotRender as error:
            fail(rendering, str(error))
        except SoftTimeLimitExceeded:
            fail(rendering, _("Making the PDF took too long. Shorten the document or split the longest texts."))
        except MemoryError:
            fail(rendering, _("Making the PDF took too much memory. Shorten the document or split the longest tables."))
        except TRANSIENT as error:
            try_later(rendering, task, queue_of(rendering), error)
        except Exception:
            logger.exception("rendering %s failed", rendering.pk)
            fail(rendering, _("The PDF could not be made because of a fault of the portal. It has been recorded."))


def _make(rendering: Rendering) -> None:
    check_content(rendering.version.content)
    html = document_html(rendering.version, rendering.language, rendering.variant)
    check_html(html)
    key = print_key(html)
    twin = shared_with(key)
    if twin:
        finish(rendering, **_facts(twin.pages or 0, twin.size, twin.file.name, key))
        return
    notes = Notes(rendering)
    engine = load_engine()
    with limited_memory(settings.PORTAL_PDF_MEMORY):
        pdf = engine.make_pdf(html, identifier=key, report=notes)
        check(pdf.body)
    notes(pdf.pages, pdf.pages)
    _keep(rendering, pdf.body, pdf.pages, key)


def _facts(pages: int, size: int, name: str | None, key: str) -> dict[str, Any]:
    return {"page": pages, "pages": pages, "size": size, "file": name, "print_key": key, "reason": ""}


def check(body: bytes) -> None:
    """Raise CannotRender for a file that is not PDF/UA-1: nobody is given a PDF that not everybody can read."""
    problems = import_module("publishing.rendering.validity").faults(body)
    if problems:
        logger.error("a PDF is not accessible: %s", " ".join(problems))
        shown = " ".join(problems[:3])
        raise CannotRender(_("The PDF is not accessible, so it was not kept. %(faults)s") % {"faults": shown})


def _keep(rendering: Rendering, body: bytes, pages: int, key: str) -> None:
    """Store the file, then say that it is ready. What is stored by a run that was stopped is dropped."""
    wanted = f"pdf/{key}.pdf"
    with suppress(FileNotFoundError):
        default_storage.delete(wanted)
    try:
        name = default_storage.save(wanted, ContentFile(body))
    except BaseException:
        with suppress(Exception):
            default_storage.delete(wanted)
        raise
    try:
        finish(rendering, **_facts(pages, len(body), name, key))
    except Stopped:
        if not Rendering.objects.filter(file=name).exists():
            default_storage.delete(name)
        raise


def load_engine() -> ModuleType:
    """The engine, loaded here and not at the top: it brings Pango and 40 MB that only this worker needs."""
    try:
        return import_module("publishing.rendering.engine")
    except OSError as error:
        logger.error("WeasyPrint cannot start: %s", error)
        raise CannotRender(
            _("This server cannot make PDFs: the Pango library is missing. Tell its operator.")
        ) from error
