"""One Printout: its HTML is there already, so it only becomes a PDF."""

import logging
from contextlib import suppress
from uuid import UUID

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import override

from publishing.exceptions import CannotRender
from publishing.models import Printout
from publishing.queries import queue_of
from publishing.rendering.limits import check_html
from publishing.rendering.memory import limited_memory
from publishing.tasks.jobs import TRANSIENT, Notes, Stopped, claim, fail, finish, try_later, was_redelivered
from publishing.tasks.pdf import check, load_engine

logger = logging.getLogger(__name__)


@shared_task(bind=True, name="publishing.tasks.print_out")
def print_out(task: Task, printout_id: str) -> None:
    """Make the file of one Printout. Effects: its state, its file. Safe to run twice."""
    printout = claim(Printout.objects.all(), UUID(printout_id), was_lost=was_redelivered(task))
    if printout is None:
        return
    with override(printout.language):
        try:
            _make(printout)
        except Stopped:
            logger.info("printout %s was overtaken", printout.pk)
        except CannotRender as error:
            fail(printout, str(error))
        except SoftTimeLimitExceeded:
            fail(printout, _("Making the PDF took too long. Choose fewer rows."))
        except MemoryError:
            fail(printout, _("Making the PDF took too much memory. Choose fewer rows."))
        except TRANSIENT as error:
            try_later(printout, task, queue_of(printout), error)
        except Exception:
            logger.exception("printout %s failed", printout.pk)
            fail(printout, _("The PDF could not be made because of a fault of the portal. It has been recorded."))


def _make(printout: Printout) -> None:
    check_html(printout.html)
    notes = Notes(printout)
    engine = load_engine()
    with limited_memory(settings.PORTAL_PDF_MEMORY):
        pdf = engine.make_pdf(printout.html, identifier=printout.key, report=notes)
        check(pdf.body)
    notes(pdf.pages, pdf.pages)
    name = default_storage.save(f"printouts/{printout.pk}.pdf", ContentFile(pdf.body))
    try:
        finish(printout, page=pdf.pages, pages=pdf.pages, size=len(pdf.body), file=name, reason="")
    except BaseException:
        with suppress(Exception):
            default_storage.delete(name)
        raise
