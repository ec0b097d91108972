"""The nightly tidying of the document engine, and long comparisons. Safe to run twice, also at the same time."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from documents.enums import Operation
from documents.models import Change, HeldText, SavedRequest, Version
from documents.queries.folding import Chain, fold, light_steps
from documents.rendering.comparison import compare, key_of

logger = logging.getLogger(__name__)

#: days for which every single save is kept
SINGLE_SAVES = 30
#: days for which a request that comes once more is known
KNOWN_REQUESTS = 90
#: days for which a settled text is kept
SETTLED_TEXTS = 30
BATCH = 2000
#: seconds for which a comparison that failed is not tried again
FAILED = 300


@shared_task(name="documents.tasks.fold_changes", ignore_result=True)
def fold_changes(document_id: str) -> None:
    """Make one Change of the saves that read as one and are older than 30 days.

    The last row of a chain stays, with the value that the first one found. History reads the same afterwards, and a
    form that was read before the chain still finds what it was filled with. A form read within the chain, more than 30
    days ago, finds an older text as its base: then merging asks rather than guesses. No document needs to be locked:
    nobody writes to old rows, and another run of this task waits for the rows of a chain and then finds it folded.
    """
    old = Change.objects.filter(document=UUID(document_id), at__lt=timezone.now() - timedelta(days=SINGLE_SAVES))
    for chain in fold(light_steps(old)):
        if len(chain.steps) > 1 and chain.last.operation == Operation.EDIT and chain.last.batch is None:
            _make_one(chain)


@transaction.atomic
def _make_one(chain: Chain) -> None:
    keys = [step.id for step in chain.steps]
    found = dict(Change.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", "before"))
    if len(found) != len(keys):
        return
    Change.objects.filter(pk=chain.last.id).update(before=found[chain.first.id])
    Change.objects.filter(pk__in=keys[1:]).delete()


@shared_task(name="documents.tasks.forget_requests", ignore_result=True)
def forget_requests() -> None:
    """Delete the keys of requests that nobody will send again, and settled texts that nobody will look for."""
    now = timezone.now()
    _delete(SavedRequest.objects.filter(at__lt=now - timedelta(days=KNOWN_REQUESTS)))
    _delete(HeldText.objects.filter(settled_at__lt=now - timedelta(days=SETTLED_TEXTS)))


def _delete(rows: QuerySet) -> None:
    """Delete in batches, so that no lock is held for long."""
    while keys := list(rows.values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=keys).delete()


@shared_task(name="documents.tasks.prepare_comparison", ignore_result=True, soft_time_limit=60, time_limit=90)
def prepare_comparison(old: str, new: str, hashes: tuple[str, str], language: str) -> None:
    """Compare two states ("version:<id>", or "draft:<hash>" that waits in the cache). Effects: the result is kept, or a
    word that there is none; both are found by the page that waits. A draft that waited too long is asked for again."""
    contents = [_state(name) for name in (old, new)]
    if contents[0] is None or contents[1] is None:
        return
    with override(language):
        try:
            compare(contents[0], contents[1], old_hash=hashes[0], new_hash=hashes[1])
        except Exception:
            logger.exception("comparing %s and %s failed", old, new)
            cache.set(f"{key_of(*hashes)}:failed", True, FAILED)


def _state(name: str) -> dict[str, Any] | None:
    kind, _colon, key = name.partition(":")
    if kind == "version":
        return Version.objects.filter(pk=UUID(key)).values_list("content", flat=True).first()
    return cache.get(f"comparison:{name}")
