"""Composition root of the portal: settings, addresses, Celery, WSGI. Nobody imports it."""

from pim_portal.celery import app as celery_app

__all__ = ["celery_app"]
