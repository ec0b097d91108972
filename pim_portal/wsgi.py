"""WSGI entry point (gunicorn)."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pim_portal.settings")
application = get_wsgi_application()
# All pages are loaded before gunicorn forks, and left alone by the garbage collector: the workers share their memory,
# and the first visitor does not wait.
resolve("/healthz")
gc.freeze()
