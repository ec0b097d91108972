"""What all jobs share: being sent, taken, noted, given up, tried again and finished, each by one worker at a time."""

import errno
import logging
import time
from typing import Any, TypeVar
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from celery import Task
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError

from publishing.enums import RenderingState
from publishing.models import Job
from publishing.queries import STUCK_AFTER

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: Seconds before the second and the third try.
PAUSES = (5, 30)
#: Seconds between two notes of progress; pages come faster than anybody looks.
NOTE_EVERY = 0.5
#: Faults of the surroundings, which pass: the disk, the bucket, the database. A fault of the document does not.
TRANSIENT = (OSError, OperationalError, InterfaceError, BotoCoreError, ClientError)
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})

AnyJob = TypeVar("AnyJob", bound=Job)


class Stopped(Exception):
    """Somebody cancelled the job, or another worker has it now: what this run makes is not wanted."""


def send(job: Job, task: Task, queue: str, *, pause: int = 0) -> None:
    """Give the job to the broker, to be taken after `pause` seconds. Without a broker the clock sends it later."""
    try:
        task.apply_async((str(job.pk),), queue=queue, countdown=pause)
    except BrokerError as error:
        logger.warning("the broker did not take %s: %s", job.pk, error)
        return
    type(job)._default_manager.filter(pk=job.pk).update(sent_at=timezone.now())


def was_redelivered(task: Task) -> bool:
    """Whether the worker that had the message died."""
    return bool((task.request.delivery_info or {}).get("redelivered"))


@transaction.atomic
def claim(jobs: QuerySet[AnyJob], job_id: UUID, *, was_lost: bool) -> AnyJob | None:
    """Take the job for this worker; None when it is finished, cancelled or in another worker's hands."""
    job = jobs.select_for_update(of=("self",), no_key=True).filter(pk=job_id).first()
    if job is None or not job.is_under_way:
        return None
    now = timezone.now()
    started = job.started_at
    is_running = job.state == RenderingState.RENDERING and started is not None and started > now - STUCK_AFTER
    if is_running and not was_lost:
        return None
    if job.attempts >= MAX_ATTEMPTS:
        job.state = RenderingState.FAILED
        job.reason = _("The PDF could not be made: the work was interrupted several times.")
        job.save()
        return None
    job.state, job.started_at = RenderingState.RENDERING, now
    job.page, job.pages, job.reason = 0, None, ""
    job.attempts += 1
    job.save()
    return job


def _mine(job: AnyJob) -> QuerySet[AnyJob]:
    """The job's row as long as this run is the one that has it."""
    rows = type(job)._default_manager.filter(pk=job.pk)
    return rows.filter(state=RenderingState.RENDERING, started_at=job.started_at)


def finish(job: Job, **values: Any) -> None:
    """Ready. Raises Stopped when the run was cancelled or overtaken: its file is then the caller's to drop."""
    now = timezone.now()
    took = round((now - (job.started_at or now)).total_seconds(), 3)
    changed = _mine(job).update(state=RenderingState.READY, ready_at=now, updated_at=now, seconds=took, **values)
    if not changed:
        raise Stopped
    job.refresh_from_db()


def fail(job: Job, reason: str) -> None:
    """Failed, with a sentence for the person, unless the run was cancelled or overtaken."""
    _mine(job).update(state=RenderingState.FAILED, reason=reason[:300], updated_at=timezone.now())


def postpone(job: Job, task: Task, queue: str, *, pause: int) -> None:
    """Not yet: back into the queue, without counting a try. Raises Stopped when another worker has it."""
    values = {"state": RenderingState.QUEUED, "attempts": job.attempts - 1, "updated_at": timezone.now()}
    if not _mine(job).update(**values):
        raise Stopped
    send(job, task, queue, pause=pause)


def try_later(job: Job, task: Task, queue: str, error: BaseException) -> None:
    """After a passing fault: back into the queue with a growing pause; failed, and why, after the last try."""
    logger.warning("%s was interrupted (try %d): %s", job.pk, job.attempts, error)
    if job.attempts >= MAX_ATTEMPTS:
        fail(job, passing_reason(error))
        return
    now = timezone.now()
    values = {"state": RenderingState.QUEUED, "reason": passing_reason(error)[:300], "sent_at": None}
    if _mine(job).update(updated_at=now, **values):
        send(job, task, queue, pause=PAUSES[job.attempts - 1])


def passing_reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno in FULL:
        return _("The file could not be kept: the disk of the portal is full. Its operator finds this in the log.")
    return _("The file could not be kept: the storage or the database of the portal did not answer.")


class Notes:
    """Writes page n of m into the job, at most twice a second. Raises Stopped when the run is not wanted any more."""

    def __init__(self, job: Job) -> None:
        self.job, self.noted_at = job, 0.0

    def __call__(self, page: int, pages: int) -> None:
        now = time.monotonic()
        if now - self.noted_at < NOTE_EVERY and page != pages:
            return
        self.noted_at = now
        if not _mine(self.job).update(page=page, pages=pages):
            raise Stopped
