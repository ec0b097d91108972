"""What the clock starts: the history of old saves is folded, what nobody needs any more is forgotten."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from documents.models import Change
from documents.tasks import SINGLE_SAVES, fold_changes, forget_requests


@shared_task(name="documents.periodic.tidy_up", ignore_result=True)
def tidy_up() -> None:
    """Queue the folding of every document that has old changes, and the forgetting. Safe to run twice."""
    old = Change.objects.filter(at__lt=timezone.now() - timedelta(days=SINGLE_SAVES))
    for document_id in old.order_by("document_id").values_list("document_id", flat=True).distinct():
        fold_changes.apply_async([str(document_id)], queue="batch")
    forget_requests.apply_async(queue="batch")
