"""Reads of what people keep of their work with recommendations."""

from typing import Any

from django.db.models import QuerySet

from tracking.models import SavedView


def saved_views(user: Any) -> QuerySet[SavedView]:
    """The person's own views by name; nobody sees those of others."""
    return SavedView.objects.filter(user=user.pk)
