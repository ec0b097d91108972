"""The Celery application; queues: `interactive` (a person waits) and `batch` (nobody waits)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
app = Celery("pim_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")
app.conf.beat_schedule = {
    "index-places": {"task": "catalogue.periodic.index_places", "schedule": 600, "options": {"queue": "batch"}},
    "sweep-renderings": {"task": "publishing.periodic.sweep_renderings", "schedule": 60},
}
