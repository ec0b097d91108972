"""Keeping the notes of public changes few: reading the stamp counts them."""

from django.db import transaction

from catalogue.models import PublicChange

#: so many notes are counted in a tenth of a millisecond
MOST = 1000


@transaction.atomic
def sweep_changes(*, most: int = MOST) -> int:
    """Delete all notes but the newest once there are more than `most`. Returns how many. Called by the clock.

    Changes the stamp, so pages are made anew once; therefore not every time.
    """
    newest = PublicChange.objects.order_by("-id").first()
    if newest is None or PublicChange.objects.count() <= most:
        return 0
    deleted, _by_table = PublicChange.objects.exclude(pk=newest.pk).delete()
    return deleted
