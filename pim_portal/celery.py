"""The Celery application; queues: `interactive` (a person waits) and `batch` (nobody waits)."""

import gc
import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import celeryd_init, worker_before_create_process

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
app = Celery("pim_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {
    "forget-sessions": {
        "task": "accounts.periodic.forget_sessions",
        "schedule": 24 * 60 * 60,
        "options": {"queue": "batch"},
    },
    "mail-notices-due": {
        "task": "activity.periodic.mail_notices_due",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "forget-mails": {
        "task": "activity.periodic.forget_mails",
        "schedule": crontab(hour=2, minute=50),
        "options": {"queue": "batch"},
    },
    "index-places": {"task": "catalogue.periodic.index_places", "schedule": 600, "options": {"queue": "batch"}},
    "publish-due": {"task": "catalogue.periodic.publish_due", "schedule": 60},
    "sweep-changes": {
        "task": "catalogue.periodic.sweep_changes",
        "schedule": crontab(hour=3, minute=10),
        "options": {"queue": "batch"},
    },
    "tidy-up-documents": {
        "task": "documents.periodic.tidy_up",
        "schedule": crontab(hour=2, minute=30),
        "options": {"queue": "batch"},
    },
    "look-after-rounds": {
        "task": "reviews.periodic.look_after_rounds",
        "schedule": 600,
        "options": {"queue": "batch"},
    },
    "tell-of-overdue": {
        "task": "reviews.periodic.tell_of_overdue",
        "schedule": crontab(hour=6, minute=30),
        "options": {"queue": "batch"},
    },
    "tell-of-overdue-courses": {
        "task": "improvement_plans.periodic.tell_of_overdue_courses",
        "schedule": crontab(hour=6, minute=40),
        "options": {"queue": "batch"},
    },
    "refresh-files": {"task": "catalogue.periodic.refresh_files", "schedule": 600, "options": {"queue": "batch"}},
    "prune-files": {
        "task": "catalogue.periodic.prune_files",
        "schedule": crontab(hour=3, minute=15),
        "options": {"queue": "batch"},
    },
    "sweep-printouts": {"task": "publishing.periodic.sweep_printouts", "schedule": 3600, "options": {"queue": "batch"}},
    "sweep-renderings": {"task": "publishing.periodic.sweep_renderings", "schedule": 60},
}


@celeryd_init.connect
def find_tasks(**_: Any) -> None:
    """Load the tasks where they are done: the timetable knows them by name and needs nothing of what they import."""
    app.autodiscover_tasks(force=True)
    app.autodiscover_tasks(related_name="periodic", force=True)


@worker_before_create_process.connect
def share_memory(**_: Any) -> None:
    """Leave what is loaded to all processes: the collector of a child would write to all of it, and so copy it."""
    gc.freeze()
